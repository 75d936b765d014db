"""واگذاری – which service which kind of office may do, and since when (#102-v)."""

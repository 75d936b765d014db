"""تعرفه – the tables the catalogue publishes and the decisions that extend them (#102-iii)."""

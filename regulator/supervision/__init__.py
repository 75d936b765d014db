"""داشبورد نظارت – daily sums of the country, measured against baselines (#102-iv, #114)."""

"""نظارت – the log of what happened here and the findings at intake (#102-iv)."""

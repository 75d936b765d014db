"""The device API: what desks tell, kept as it came, and the cases projected from it."""

"""پروانه – who may run an office, from when until when (#99, #102-i)."""

"""A simulated country: honest offices, fraud planted as a file asks, and what the rules find."""

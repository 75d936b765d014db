"""The state of each screen as frozen values: no Qt, a value in, a value out."""

"""Reads the log with a library that is not ours."""

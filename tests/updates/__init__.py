"""Signed updates: the publisher's repository, the desk that reads it, and those who would lie."""

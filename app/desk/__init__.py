"""What people at the office can do. One function = one transaction = one entry.

Nothing here waits for a network, a printer or a terminal; the caller does, before or after.
"""

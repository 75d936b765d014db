"""Packages that come by hand from desks without a line, and the answers they take home."""

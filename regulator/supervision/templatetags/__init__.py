"""Template words of the supervision board."""

"""Template tags of the citizens' pages."""

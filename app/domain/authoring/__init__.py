"""From what agencies write (cards, tables) to the items a release holds: pure, no files.

The converter of the shipped data and the regulator's imports share these; a desk never needs them.
"""

"""Immutable versions of cards, forms and tariffs, and the signed releases that name them."""

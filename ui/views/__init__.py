"""Widgets that draw a model. Each view has one method that touches its widgets after building."""

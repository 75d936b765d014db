"""Pishkhan's own code: the rules (domain), the acts (desk), keys, devices, and the composition roots."""

__version__ = "0.1.0"

"""Pishkhan's own code: rules (domain), acts (desk), keys, devices, and the composition roots."""

__version__ = "0.1.0"

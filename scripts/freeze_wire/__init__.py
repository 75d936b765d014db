"""Makes the frozen examples of the wire, once. Run `python -m scripts.freeze_wire`."""

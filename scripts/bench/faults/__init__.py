"""Faults with figures: power cuts, full and broken disks, kills, clocks, flipped bits."""

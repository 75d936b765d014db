"""Figures of this machine. Times mean little alone, so each stands beside a calibration or a peer."""

"""Figures of this machine, each beside a calibration or a peer: times mean little alone."""

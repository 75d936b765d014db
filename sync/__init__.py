"""Telling the regulator what happened here, and hearing back. Every step is safe to repeat."""

"""The desk of the desk's tests, to be broken."""

from tests.desk.conftest import catalogue, desk

__all__ = ["catalogue", "desk"]

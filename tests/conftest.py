"""What every test stands on: Qt without a screen, and the same Hypothesis examples each run.

`HYPOTHESIS_SEEK=1 make test` draws new examples instead, to look for what nobody thought of.
"""

import gc
import os

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from ui import start

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")
settings.register_profile(
    "house", deadline=None, derandomize=not os.environ.get("HYPOTHESIS_SEEK"), database=None
)
settings.load_profile("house")


def pytest_runtest_teardown() -> None:
    """The program freezes what it loaded for good; a test's desks and windows end with the test."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def qapp() -> QApplication:
    """Made first in every process of tests: whatever paints would make one no window can use."""
    return start.build_app()

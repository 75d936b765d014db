"""Windows in tests: offscreen, dressed once, with a desk whose functions live in memory."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.catalogue import Catalogue
from tests.ui.desk_functions import MemoryDesk, bundled_catalogue
from ui import start
from ui.hands import Hands
from ui.window import Window


def dialog_over(window: Window) -> Any:
    """The one dialog that stands over this window; another test's may not be gone yet."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    parents = ((one, one.parentWidget()) for one in shown)
    (found,) = [one for one, parent in parents if parent and parent.window() is window]
    return found


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled_catalogue()


@pytest.fixture
def desk(catalogue: Catalogue) -> MemoryDesk:
    return MemoryDesk(catalogue)


@pytest.fixture
def window(qapp: QApplication, desk: MemoryDesk) -> Iterator[Window]:
    window = start.build_window(desk.functions())
    window.show()
    yield window
    Hands(window).settle(window)
    window.close()
    window.deleteLater()
    qapp.processEvents()

"""Every dialog and every page of the guided paths: named, reachable, readable, never cut.

As for the places (`test_every_screen`): contrast in each theme, cuts in each size of type.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalogue import Catalogue
from tests.ui import seeing
from tests.ui.gallery import DIALOGS, PAGES, wizard
from ui.theme import LIGHT, THEMES, dress, icons
from ui.theme.tokens import Tokens
from ui.views.parts import tight
from ui.views.roomy import EDGE, Dialog, Roomy, Stack
from ui.views.wizard import WizardView
from ui.views.wizard_pages import Page

Shown = dict[str, QWidget]


@pytest.fixture
def around(qapp: QApplication) -> Iterator[QWidget]:
    """The window they open over; afterwards everything looks as usual."""
    made = QWidget()
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dress.wear(qapp, LIGHT)


def test_every_one_is_named_reachable_and_readable_in_each_theme(
    catalogue: Catalogue, around: QWidget
) -> None:
    shown = _everything(catalogue, around)
    assert _leaves(Dialog) <= {type(one) for one in shown.values()}
    assert _leaves(Page) <= {type(one.page) for one in shown.values() if hasattr(one, "page")}
    bad: dict[str, list[str]] = {}
    for theme in THEMES:
        _wear(around, theme, 100)
        for name, one in shown.items():
            bad |= _bad(f"{theme.name} {name}", faint=seeing.faint(one), edge=seeing.edges(one))
    for name, one in shown.items():
        caret = one.focusWidget()
        if caret is None or not caret.isEnabled():
            bad[f"{name} caret"] = [str(caret)]
        way = _by_tab(one)
        bad |= _bad(name, cut=seeing.clipped(one), unnamed=seeing.unnamed(one))
        bad |= _bad(name, **seeing.unreached(one, way))
    assert bad == {}


@pytest.mark.parametrize(("theme", "size"), [("dark", 150), ("contrast", 200)])
def test_in_large_type_nothing_is_cut_and_all_stays_inside(
    catalogue: Catalogue, around: QWidget, theme: str, size: int
) -> None:
    _wear(around, next(one for one in THEMES if one.name == theme), size)
    bad: dict[str, list[str]] = {}
    for name, one in _everything(catalogue, around).items():
        bad |= _bad(name, cut=seeing.clipped(one))
        # As the screen of the tests is: 800 high, more than the window.
        if one.width() > around.width() or one.height() > 800 - EDGE:
            bad[f"{name} outside"] = [str(one.size())]
    assert bad == {}


def _by_tab(one: QWidget) -> list[QWidget]:
    """The way Tab goes in that window alone."""
    one.activateWindow()
    while not one.isActiveWindow():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    if QApplication.focusWidget() is None:
        one.focusNextChild()  # type: ignore[attr-defined]
    return seeing.by_tab(one)


def _everything(catalogue: Catalogue, around: QWidget) -> Shown:
    shown = _dialogs(catalogue, around)
    for name in PAGES:
        # At the window it stands in a stack that scrolls; so it does here.
        shown[f"page {name}"] = Guided(wizard(name), around)
    for one in shown.values():
        one.show()
    QApplication.processEvents()
    return shown


class Guided(QDialog):
    """A guided path in what scrolls it at the window."""

    def __init__(self, path: WizardView, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = path.page
        stack = Stack()
        stack.addWidget(path)
        tight(QVBoxLayout(self), 0).addWidget(Roomy(stack))
        self.resize(1366, 760)


def _dialogs(catalogue: Catalogue, around: QWidget) -> Shown:
    return {name: make(catalogue, around) for name, make in DIALOGS.items()}


def _wear(around: QWidget, theme: Tokens, size: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress.wear(app, theme, size)
    icons.renew(around)


def _leaves(kind: type) -> set[type]:
    """Kinds that nothing else is made of."""
    below = kind.__subclasses__()
    return set().union(*map(_leaves, below)) if below else {kind}


def _bad(name: str, **found: list[str]) -> dict[str, list[str]]:
    return {f"{name} {what}": some for what, some in found.items() if some}

"""Dresses the application: Fusion, palette, the style sheet filled with tokens, bundled fonts.

The sheet is resources/theme/desk.qss; `$name` in it is a token, so all themes share every rule.
Its lengths are those of 100 %: `ui.theme.sizes` says how they grow.
"""

import re
from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

import resources
from ui.theme import sizes
from ui.theme.sizes import FAMILY
from ui.theme.tokens import LIGHT, THEMES, Tokens

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
# In `width` and `height` are the squares of check boxes and arrows.
GROWS = re.compile(r"(?<![-\w])(font-size|min-height|max-height|width|height): (1[2-9]|[2-9]\d)px")
LEAST, TWO_LINES = 16, 60
_worn: list[Tokens] = [LIGHT]


def current() -> Tokens:
    """The theme in use, for what is painted by hand."""
    return _worn[0]


def other(tokens: Tokens) -> Tokens:
    """The theme that the switch goes to: light, dark, high contrast, and light again."""
    return THEMES[(THEMES.index(tokens) + 1) % len(THEMES)]


def prepare(app: QApplication) -> None:
    """Once per application: direction, Persian dialogs of Qt itself, fonts, style."""
    QLocale.setDefault(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
    _speak_persian(app)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    folder = Path(resources.path("."))
    QDir.addSearchPath("theme", str(folder / "theme"))
    for weight in WEIGHTS:
        QFontDatabase.addApplicationFont(str(folder / "fonts" / f"{FAMILY}-{weight}.ttf"))
    app.setFont(sizes.font(14))
    app.setStyle("Fusion")
    # In kB. Qt keeps every receipt that was ever shown, up to 10 MB; our icons are kept by us.
    QPixmapCache.setCacheLimit(1024)


def wear(app: QApplication, tokens: Tokens, size: int = 100) -> None:
    """Put a theme on in that size of type; icons are renewed by `ui.theme.icons.renew`."""
    _worn[0] = tokens
    if size != sizes.size():
        sizes.use(size)
        app.setFont(sizes.font(14))
        sizes.renew()
    app.setPalette(_palette(tokens))
    app.setStyleSheet(sheet(tokens))


def sheet(tokens: Tokens) -> str:
    """The style sheet of that theme; an unknown `$name` is a KeyError."""
    rules = resources.read("theme/desk.qss").decode("utf-8")
    return GROWS.sub(_grown, Template(rules).substitute(asdict(tokens)))


def _grown(rule: re.Match[str]) -> str:
    """A line of words makes its control higher; strips of a few pixels stay what they are."""
    name, pixels = rule[1], int(rule[2])
    if name == "font-size":
        return f"{name}: {sizes.px(pixels)}px"
    if name in ("width", "height"):
        return f"{name}: {pixels + sizes.high(0) // 2}px"
    lines = 2 if pixels >= TWO_LINES else 1
    return f"{name}: {sizes.high(pixels, lines) if pixels >= LEAST else pixels}px"


def _speak_persian(app: QApplication) -> None:
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_fa", folder):
        app.installTranslator(translator)


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface2,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.primary,
        role.HighlightedText: tokens.on_primary,
        role.ToolTipBase: tokens.rail,
        role.ToolTipText: tokens.rail_strong,
        role.Accent: tokens.primary,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    return palette

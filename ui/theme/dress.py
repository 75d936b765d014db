"""Dresses the application: Fusion, palette, the style sheet filled with tokens, bundled fonts.

The sheet is resources/theme/desk.qss; `$name` in it is a token, so both themes share every rule.
"""

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.theme.tokens import DARK, LIGHT, Tokens

FAMILY = "Vazirmatn"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
_worn: list[Tokens] = [LIGHT]


def current() -> Tokens:
    """The theme in use, for what is painted by hand."""
    return _worn[0]


def other(tokens: Tokens) -> Tokens:
    """The theme that the switch goes to."""
    return LIGHT if tokens is DARK else DARK


def prepare(app: QApplication) -> None:
    """Once per application: direction, Persian dialogs of Qt itself, fonts, style."""
    QLocale.setDefault(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
    _speak_persian(app)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    folder = Path(resources.path("."))
    QDir.addSearchPath("theme", str(folder / "theme"))
    for weight in WEIGHTS:
        QFontDatabase.addApplicationFont(str(folder / "fonts" / f"{FAMILY}-{weight}.ttf"))
    font = QFont(FAMILY)
    font.setPixelSize(14)
    # Hinting follows each machine's fontconfig; without it the same text has the same pixels.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setStyle("Fusion")


def wear(app: QApplication, tokens: Tokens) -> None:
    """Put a theme on; icons are renewed by `ui.theme.icons.renew`."""
    _worn[0] = tokens
    app.setPalette(_palette(tokens))
    app.setStyleSheet(sheet(tokens))


def sheet(tokens: Tokens) -> str:
    """The style sheet of that theme; an unknown `$name` is a KeyError."""
    return Template(resources.read("theme/desk.qss").decode("utf-8")).substitute(asdict(tokens))


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

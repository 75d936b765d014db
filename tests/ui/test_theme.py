"""Colours people can read, a sheet without holes, icons that exist, fonts that load."""

import re

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

import resources
from ui.theme import THEMES, Tokens, contrast, dress, sizes
from ui.views.service_line import ICONS, icon_name

TEXT = [
    (ink, ground)
    for ink in ("text", "text2", "text3", "primary_text", "bad", "good", "warn")
    for ground in ("ground", "surface", "surface2")
] + [
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("primary_text", "primary_soft"),
    ("text", "primary_soft"),
    ("text2", "primary_soft"),
    ("text3", "primary_soft"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("text", "bad_soft"),
    ("text3", "bad_soft"),
    ("rail_text", "rail"),
    ("rail_strong", "rail_on"),
    ("off_text", "off"),
    ("on_practice", "practice"),
]
SHAPES = [
    ("edge", "surface"),
    ("edge", "surface2"),
    ("edge", "ground"),
    ("primary", "surface"),
    ("primary", "surface2"),
    ("primary", "ground"),
    ("bad", "surface"),
    ("rail_text", "rail"),
]


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_text_has_contrast_of_four_and_a_half_and_shapes_of_three(tokens: Tokens) -> None:
    pairs = [(pair, 4.5) for pair in TEXT] + [(pair, 3.0) for pair in SHAPES]
    faint = {
        (ink, ground): round(ratio, 2)
        for (ink, ground), least in pairs
        if (ratio := contrast(getattr(tokens, ink), getattr(tokens, ground))) < least
    }
    assert faint == {}


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_sheet_fills_every_name_and_every_picture_exists(tokens: Tokens) -> None:
    sheet = dress.sheet(tokens)
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for name in re.findall(r"url\(theme:([^)]+)\)", sheet):
        assert resources.read(f"theme/{name}")


def test_fonts_of_all_four_weights_are_ours(qapp: QApplication) -> None:
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= set(QFontDatabase.styles(dress.FAMILY))
    assert qapp.font().family() == dress.FAMILY


def test_every_service_icon_is_bundled() -> None:
    bundled = {name.removesuffix(".svg").removeprefix("icons/") for name in _icons()}
    assert {name for _, name in ICONS} | {icon_name("هر چه باشد")} <= bundled


def test_no_icon_is_bundled_for_nothing() -> None:
    source = "".join(path.read_text("utf-8") for path in _sources())
    assert [name for name in _icons() if f'"{name[6:-4]}"' not in source] == []


def _icons() -> list[str]:
    return resources.names("icons", ".svg")


def _sources():  # type: ignore[no-untyped-def]
    from pathlib import Path

    import ui

    return Path(ui.__path__[0]).rglob("*.py")


def test_a_theme_changes_colours_alone_and_a_size_lengths_alone(qapp: QApplication) -> None:
    # So what is never cut in one theme is not in another, and what can be read in one size can be
    # in all: three looks at every screen stand for nine.
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|url\([^)]*\)")
    assert len({colour.sub("", dress.sheet(tokens)) for tokens in THEMES}) == 1
    seen = set()
    for size in sizes.SIZES:
        sizes.use(size)
        seen.add(tuple(colour.findall(dress.sheet(THEMES[0]))))
    sizes.use(100)
    assert len(seen) == 1

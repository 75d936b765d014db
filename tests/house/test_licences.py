"""Nothing is shipped without the text of its licence."""

import re
from importlib import metadata

from installer import licences


def test_every_shipped_distribution_has_its_licence_text() -> None:
    found = {re.sub(r"[-_.]+", "-", one.name).lower(): one for one in metadata.distributions()}
    lacking = [name for name in licences.shipped() if not licences.text(found[name], name)]
    assert lacking == []
    assert "pyside6-essentials" in licences.shipped()


def test_a_text_stands_in_debians_form_as_one_field() -> None:
    assert licences.indented("MIT\n\nas is ") == " MIT\n .\n as is"

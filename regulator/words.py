"""Persian names of codes (states, events, units …), from words.fa.toml beside this module."""

import tomllib
from functools import cache
from importlib.resources import files


def word(section: str, code: object) -> str:
    """The name of a code; the code itself when it has none (a later version's state)."""
    return _words().get(section, {}).get(str(code), str(code))


def choices(section: str) -> list[tuple[str, str]]:
    """All (code, name) of a section, for a choice."""
    return list(_words()[section].items())


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.fa.toml").read_text("utf-8"))

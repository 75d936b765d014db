"""Which protection is on: facts for the screen and for `pishkhan doctor`, never a secret."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.keys import os_keyring, slots
from resources import messages
from ui.care import House


@dataclass(frozen=True, slots=True)
class Protection:
    """How this desk's file and key can be opened, and how many whole copies of the slots there are.

    `keyring` is the system's back end that could hold a key, whether or not it does.
    """

    passphrase: bool
    in_keyring: bool
    recovery: bool
    keyring: str | None
    copies: int


def protection(folder: Path) -> Protection:
    """Asks the system's keyring, so not on the thread of a window."""
    return replace(_of_the_file(folder), keyring=os_keyring.name())


def protection_words(folder: Path) -> str:
    """The same in Persian, for the unlock screen."""
    if not slots.exists(folder):
        return ""
    on, words = _of_the_file(folder), messages()
    named = ["passphrase"] * on.passphrase + ["keyring"] * on.in_keyring
    named += ["recovery"] * on.recovery + ["one-copy"] * (on.copies == 1)
    return " ".join(words[f"protection-{name}"] for name in named)


def _of_the_file(folder: Path) -> Protection:
    """Without the system's keyring, whose library takes 4 MB and a tenth of a second."""
    kinds = slots.kinds(folder)
    return Protection(
        passphrase="passphrase" in kinds,
        in_keyring="keyring" in kinds,
        recovery="recovery" in kinds,
        keyring=None,
        copies=slots.whole_copies(folder),
    )


def house(folder: Path) -> House:
    """What lies in the data folder, before anything is opened."""
    if not slots.exists(folder):
        return House(desk=False)
    return House(keyring="keyring" in slots.kinds(folder))

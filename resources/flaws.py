"""What is wrong with an evidence package, and where: the sentence that command and screen say."""

import resources
from app.domain.stored_zip import Spoiled
from app.domain.text import persian_digits


def sentence(flaw: Spoiled) -> str:
    """The place, the reason, and what to do."""
    said = resources.messages()
    place = [said["evidence-at-file" if flaw.path else "evidence-at-frame"].format(path=flaw.path)]
    if flaw.line:
        place.append(said["evidence-at-line"].format(line=persian_digits(flaw.line)))
    if flaw.n is not None:
        place.append(said["evidence-at-entry"].format(n=persian_digits(flaw.n)))
    why = said.get(f"evidence-{flaw.code}", said["evidence-other"])
    told = {"place": "، ".join(place), "why": why, "reason": flaw.code, "detail": flaw.detail}
    return said["evidence-broken"].format_map(told)

"""The licence of everything shipped: each text in a file, and one machine-readable list of all.

python installer/licences.py OUT SITE writes OUT/<name>.txt for each distribution that stands in
SITE and OUT/copyright in Debian's form; it fails where one has no text.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

from installer.contents import BUILDING, ROOT

LOCK = ROOT / "installer/requirements.lock"
OWN = ROOT / "installer/licences"
# These wheels bring no text; Qt for Python is under the LGPL, which adds to the GPL.
TEXTS = dict.fromkeys(("pyside6-essentials", "shiboken6"), ("LGPL-3.txt", "GPL-3.txt"))
SPEAKS = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)
OWNER = re.compile(r"^[^\w\n]*(?:Copyright\b|\(c\)|©).*$", re.IGNORECASE | re.MULTILINE)
HEAD = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Pishkhan

Files: *
Copyright: the Pishkhan project
License: Expat
{ours}
"""
ONE = """
Files: {files}
Copyright: {owner}
Comment: {said}
License: {name}-licence
{text}
"""


def shipped() -> list[str]:
    """The names in the lock of what offices get, what only builds left out."""
    names = re.findall(r"^([a-z0-9.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)
    return [name for name in names if name not in BUILDING]


def text(one: metadata.Distribution, name: str) -> str:
    """The licence texts a distribution brings, or ours of it; empty where there is none."""
    own = [(OWN / file).read_text("utf-8") for file in TEXTS.get(name, ())]
    pieces = ((file, str(file).partition(".dist-info/")[2]) for file in one.files or ())
    found = [Path(str(file.locate())) for file, within in pieces if SPEAKS.search(within)]
    brought = [path.read_text("utf-8", "replace") for path in found]
    return "\n".join([*own, *brought]).strip()


def said(one: metadata.Distribution) -> str:
    """What a distribution calls its licence in a word."""
    told = one.metadata.get("License-Expression") or one.metadata.get("License") or ""
    of = [
        line.rsplit(" :: ", 1)[-1]
        for line in one.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return told.splitlines()[0] if told.strip() else ", ".join(of) or "see its text"


def stanza(one: metadata.Distribution, name: str, words: str) -> str:
    """A distribution's paragraphs in the list."""
    owner = OWNER.search(words)
    return ONE.format(
        files=f"usr/lib/pishkhan/_internal/{name.replace('-', '?')}*",
        owner=owner[0].strip(" *#") if owner else one.metadata.get("Author") or "its authors",
        name=name,
        said=f"{one.name} {one.version}: {said(one)}",
        text=indented(words),
    )


def indented(words: str) -> str:
    """A text as the value of a field."""
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in words.splitlines())


def main(out: Path, site: str) -> int:
    """1 where something that stands there has no licence text."""
    out.mkdir(parents=True, exist_ok=True)
    found = {
        re.sub(r"[-_.]+", "-", one.name).lower(): one for one in metadata.distributions(path=[site])
    }
    parts, lacking = [HEAD.format(ours=indented((ROOT / "LICENSE").read_text("utf-8")))], []
    for name in (name for name in shipped() if name in found):
        words = text(found[name], name)
        if not words:
            lacking.append(name)
        (out / f"{name}.txt").write_text(words + "\n", "utf-8")
        parts.append(stanza(found[name], name, words))
    (out / "copyright").write_text("".join(parts), "utf-8")
    if lacking:
        print(f"no licence text: {lacking}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

"""The demo played whole, and its citizen, its secrets and its keys looked for in all it left.

Everything but the regulator's own database: the desk's folder while it is open, what was printed
and drawn, the temporary files, and what the processes said.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import printing
import resources
from app.cli import demo
from app.domain.text import persian_digits
from app.keys import slots
from app.wiring.demo import World, world

PERSON = ("applicant_national_id", "applicant_mobile", "residence_postal_code")


def main() -> int:
    """Play it in a process of its own, so that its words are heard too."""
    with tempfile.TemporaryDirectory() as folder:
        again = [sys.executable, "-m", "scripts.bench.faults.planted", folder]
        around = os.environ | {"TMPDIR": folder, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(again, env=around, capture_output=True, check=False)
        if done.returncode:
            print(done.stderr.decode(errors="replace")[-3000:])
            return 1
        told = json.loads((Path(folder) / "found.json").read_text())
        spoken = done.stdout + done.stderr
    hits = told["hits"] + [what for what in told["planted"] if bytes.fromhex(what) in spoken]
    where = f"{told['files']} files and {len(spoken)} bytes said"
    verdict = "ok" if not hits else f"WRONG {hits}"
    print(f"planted in the demo, searched in {where}: {len(hits)} found   {verdict}", flush=True)
    return 0 if not hits else 1


def inside(folder: Path) -> int:
    """The demo, and the search while its desk is still there."""
    out = folder / "demo"
    with world() as made:
        code = demo._play(made, out)
        planted = list(_planted(made))
        found = list(_searched(folder, made, planted))
    hits = [f"{path}: {what}" for path, what in found if what]
    told = {"planted": [what.hex() for what in planted], "hits": hits, "files": len(found)}
    (folder / "found.json").write_text(json.dumps(told))
    return code


def _planted(made: World) -> Iterator[bytes]:
    answers = resources.read_json("demo.json")["answers"]
    texts = [answers[name] for name in PERSON]
    texts += [persian_digits(text) for text in texts] + [made.passphrase, made.password]
    held = slots.open_with_passphrase(made.desk, made.passphrase)
    yield from (text.encode(form) for text in texts for form in ("utf-8", "utf-16-le"))
    for key in (held.database, held.database[:32], held.seed):
        yield from (key, key.hex().encode(), base64.b64encode(key))


def _searched(folder: Path, made: World, planted: list[bytes]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or made.folder / "regulator" in path.parents:
            continue
        data = path.read_bytes()
        if path.suffix == ".pdf":
            data += printing.text_of(data).encode()
        what = next((secret.hex() for secret in planted if secret in data), "")
        yield str(path.relative_to(folder)), what


if __name__ == "__main__":
    sys.exit(inside(Path(sys.argv[1])) if len(sys.argv) > 1 else main())

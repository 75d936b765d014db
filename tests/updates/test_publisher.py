"""What a publisher types, from keys in encrypted files to a release a desk takes."""

import os
from pathlib import Path

import pytest
import requests

from app.wiring import clock
from scripts.updates.__main__ import main
from sync import updates

PASSPHRASE = "سه کبوتر آبی در باران"


@pytest.fixture
def publisher(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c", "releases", "online"):
        run("key", name)
    return tmp_path


def run(*arguments: str) -> int:
    """A command with the one passphrase of all these keys on a descriptor, as often as asked."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode() * 4)
    os.close(writing)
    try:
        return main([arguments[0], *arguments[1:], "--passphrase-fd", str(reading)])
    finally:
        os.close(reading)


def test_from_keys_to_a_release(publisher: Path, capsys) -> None:
    assert b"ENCRYPTED" in Path("a").read_bytes()
    roots = [word for name in "abc" for word in ("--root", f"{name}.pub")]
    online = ["--snapshot", "online.pub", "--timestamp", "online.pub"]
    run("init", "place", *roots, "--root-threshold", "2", "--targets", "releases.pub", *online)
    run("sign", "place", "--key", "a")
    run("sign", "place", "--key", "releases")
    with pytest.raises(Exception, match="root was signed by 1/2 keys"):
        run("publish", "place", "--key", "online")
    run("sign", "place", "--key", "b")
    run("publish", "place", "--key", "online")
    Path("new.deb").write_bytes(b"a package")
    asked = ("new.deb", "--platform", "debian-amd64", "--version", "0.2.0", "--notes", "تندتر شد.")
    run("release", "place", *asked)
    run("sign", "place", "--key", "releases")
    run("publish", "place", "--key", "online")
    with pytest.raises(SystemExit, match="never changes"):
        run("release", "place", *asked)
    trusts = updates.Publisher(
        Path("place/metadata/1.root.json").read_bytes(), "place", publisher / "desk"
    )
    (found,) = updates.look(trusts, clock.now(), requests.Session())
    assert (found.path, found.notes) == ("debian-amd64/0.2.0.deb", "تندتر شد.")
    run("rotate", "place", "--add", "targets", "c.pub", "--drop", "targets", "releases.pub")
    capsys.readouterr()
    run("sign", "place", "--key", "a", "--key", "b", "--key", "c")
    assert "root root" in capsys.readouterr().out

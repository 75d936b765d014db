"""The program's folder for 64-bit Windows, laid out on any system: CPython's embeddable package,
the locked wheels for Windows, our own modules.

python installer/windows/folder.py OUT [PYTHON] where PYTHON is an unpacked embeddable package of
the minor version that runs this: only that one's compiler writes what it will read.
"""

import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from installer import licences
from installer.contents import BUILDING, QT, ROOT, needed, our_files
from scripts.windows_wheels import WINDOWS_ONLY

LOCK = ROOT / "installer/requirements.lock"
OWN_LOCK = ROOT / "installer/windows/python.lock"
PYTHON = "{}.{}".format(*sys.version_info)
# Servers and rings of keys of other systems.
LEFT_OUT = BUILDING | {"gunicorn", "jeepney", "secretstorage"}
PYTHONS_OWN = ("python.exe", "pythonw.exe", "python.cat", "_msi.pyd", "_wmi.pyd", "winsound.pyd")
USELESS = (".pyi", ".lib", ".h", ".hpp", ".qml", ".metatypes", ".exe")
DROPPED = re.compile(
    r"/(tests|gis|doc|glue|include|metatypes|typesystems|qml|scripts|support)/"
    r"|/plugins/(designer|qml|sqldrivers|vectorimage|platforminput)|^bin/|__pycache__"
)
QT_LIBRARY = re.compile(r"^PySide6/(Qt\w+)\.(pyd|dll)$")


def main(out: Path, python: Path | None = None) -> int:
    """Lay the folder out anew."""
    shutil.rmtree(out, ignore_errors=True)
    library = out / "lib"
    library.mkdir(parents=True)
    _put_python(out, python)
    _install(library)
    for path in sorted(one for one in library.rglob("*") if one.is_file()):
        if not _useful(path.relative_to(library).as_posix()):
            path.unlink()
    for path in our_files():
        _copy(ROOT / path, library / path)
    _copy(ROOT / "installer/program.py", library / "program.py")
    _tell_updates(library / "resources/updates")
    for folder in sorted((one for one in out.rglob("*") if one.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    # An office's folder is not written to: compiled once and for all.
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    whole = compileall.compile_dir(library, quiet=2, invalidation_mode=unchecked, workers=1)
    return (0 if whole else 1) or licences.main(out / "licences", str(library))


def _tell_updates(place: Path) -> None:
    """Which packages are offered to it, and in a publisher's build whom to believe."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "platform").write_text("windows-x64\n", "utf-8")
    if publisher := os.environ.get("PISHKHAN_PUBLISHER"):
        for name in ("root.json", "place"):
            _copy(Path(publisher) / name, place / name)


def _put_python(out: Path, given: Path | None) -> None:
    if given:
        shutil.copytree(given, out, dirs_exist_ok=True)
    else:
        _unpack_trial(out)
    for name in PYTHONS_OWN:
        (out / name).unlink(missing_ok=True)
    path = out / f"python{PYTHON.replace('.', '')}._pth"
    if not path.exists():
        raise SystemExit(f"not an embeddable Python {PYTHON} for Windows: {given or 'the trial'}")
    path.write_text(f"{path.stem}.zip\n.\nlib\n", "utf-8")


def _unpack_trial(out: Path) -> None:
    """Only its archive is read; the packing's own installation is not asked to do anything."""
    with tempfile.TemporaryDirectory() as folder:
        _pip("download", "--no-binary=:all:", "--require-hashes", "-d", folder, "-r", str(OWN_LOCK))
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as packing:
            name = next(one for one in packing.getnames() if one.endswith("/data.zip"))
            found = packing.extractfile(name)
            assert found is not None
            inner = zipfile.ZipFile(BytesIO(found.read()))
    for name in inner.namelist():
        if not name.endswith("/"):
            (out / Path(name).name).write_bytes(inner.read(name))


def _install(library: Path) -> None:
    """The locked wheels for Windows, by their hashes; what only Windows needs in the newest."""
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.read_text("utf-8"))
    wanted = [one for one in blocks if "==" in one and one.split("==")[0] not in LEFT_OUT]
    target = ("--platform", "win_amd64", "--implementation", "cp", "--only-binary=:all:")
    how = ("install", "--no-deps", "--no-compile", "--target", str(library), *target)
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "windows.lock"
        lock.write_text("\n".join(wanted), "utf-8")
        _pip(*how, "--python-version", PYTHON, "--require-hashes", "-r", str(lock))
    _pip(*how, "--upgrade", "--python-version", PYTHON, *WINDOWS_ONLY)


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "-q", *arguments], check=True)


def _useful(name: str) -> bool:
    if name.endswith(USELESS) or DROPPED.search(f"/{name}") or DROPPED.search(name):
        return False
    if found := QT_LIBRARY.match(name):
        return found[1].replace("Qt6", "Qt") in QT
    return name.endswith(".py") or needed(name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(Path, sys.argv[2:])))

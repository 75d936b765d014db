"""What a desk runs has no call that only POSIX systems know, unless it asks the system first."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.test_house import ROOT, sources

CLIENT = ("app", "ui", "resources", "local_db", "sync", "printing")
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
CALLS = {
    "os": {
        *("chown", "fchmod", "fchown", "fork", "getpgid", "getuid", "geteuid", "getgid", "killpg"),
        *("mkfifo", "mknod", "nice", "pread", "pwrite", "setsid", "setuid", "sync", "uname"),
        *("getloadavg", "sched_getaffinity", "statvfs", "sysconf", "wait", "waitid"),
        *("O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "WNOHANG"),
    },
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "alarm", "pause"},
    "socket": {"AF_UNIX", "SO_REUSEPORT", "socketpair"},
    "time": {"tzset", "clock_gettime"},
}
FOLDERS = ("/dev/", "/etc/", "/proc/", "/run/", "/sys/", "/tmp/", "/usr/", "/var/")
ASKS = ("sys.platform", "os.name")
# Names that Windows keeps for devices, with any ending.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)|.*[<>:\"|?*\\]|.*[ .]$", re.IGNORECASE)


def posix_only(path: Path) -> list[str]:
    """Where a file uses a POSIX-only name outside a branch that asked for the system."""
    found: list[str] = []
    _walk(ast.parse(path.read_text("utf-8")), asked=False, found=found)
    return found


def _walk(node: ast.AST, *, asked: bool, found: list[str]) -> None:
    asked = asked or _asks(node)
    if not asked and (name := _refused(node)):
        found.append(f"{name}, line {getattr(node, 'lineno', 0)}")
    for child in ast.iter_child_nodes(node):
        _walk(child, asked=asked, found=found)
        # `if sys.platform == "win32": return` asks for all that stands below it.
        if _asks(child) and isinstance(child, ast.If):
            asked = asked or isinstance(child.body[-1], ast.Return | ast.Raise)


def _asks(node: ast.AST) -> bool:
    tested = isinstance(node, ast.If | ast.IfExp)
    return tested and any(word in ast.unparse(node.test) for word in ASKS)


def _refused(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        return next((one.name for one in node.names if one.name in MODULES), "")
    if isinstance(node, ast.ImportFrom):
        names = {one.name for one in node.names} & CALLS.get(node.module or "", set())
        return node.module or "" if node.module in MODULES else "".join(sorted(names))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return ast.unparse(node) if node.attr in CALLS.get(node.value.id, set()) else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        # A field's example may name one of each system.
        return node.value if node.value.startswith(FOLDERS) and ", COM" not in node.value else ""
    if isinstance(node, ast.With):
        return _flushes_what_is_read(node)
    return _page_of_the_system(node) if isinstance(node, ast.Call) else ""


def _flushes_what_is_read(node: ast.With) -> str:
    """Windows refuses to flush a file that was opened for reading."""
    opened = any("open('rb')" in ast.unparse(item.context_expr) for item in node.items)
    flushed = opened and any("os.fsync" in ast.unparse(one) for one in node.body)
    return "os.fsync of a file opened for reading" if flushed else ""


def _page_of_the_system(node: ast.Call) -> str:
    """Text without a word on its encoding is in the system's code page, which has no Persian."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    said = {word.arg for word in node.keywords}
    text = (name == "read_text" and not node.args) or (name == "write_text" and len(node.args) < 2)
    text |= name in ("run", "Popen") and "text" in said
    return f"{name} without an encoding" if text and "encoding" not in said else ""


def test_no_module_of_a_desk_needs_posix() -> None:
    found = {str(path.relative_to(ROOT)): posix_only(path) for path in sources(*CLIENT)}
    assert {name: uses for name, uses in found.items() if uses} == {}


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("import fcntl", ["fcntl, line 1"]),
        ("from termios import B9600", ["termios, line 1"]),
        ("import os\nos.fork()", ["os.fork, line 2"]),
        ("from signal import SIGKILL", ["SIGKILL, line 1"]),
        ("import sys\nif sys.platform != 'win32':\n    import fcntl", []),
        ("def f():\n    if os.name == 'nt':\n        return\n    import tty", []),
        ("import os\nos.replace('a', 'b')", []),
        ("one = '/proc/uptime'", ["/proc/uptime, line 1"]),
        ("path.read_text()", ["read_text without an encoding, line 1"]),
        ("path.write_text(words, 'utf-8')", []),
        ("subprocess.run(a, text=True)", ["run without an encoding, line 1"]),
        (
            "with path.open('rb') as file:\n    os.fsync(file.fileno())",
            ["os.fsync of a file opened for reading, line 1"],
        ),
    ],
)
def test_a_posix_call_put_in_on_purpose_is_found(
    tmp_path: Path, code: str, refused: list[str]
) -> None:
    (tmp_path / "one.py").write_text(code)
    assert posix_only(tmp_path / "one.py") == refused


def test_every_file_of_the_program_can_stand_on_a_windows_disk() -> None:
    names = [path.relative_to(ROOT) for name in CLIENT for path in (ROOT / name).rglob("*")]
    assert [str(name) for name in names if RESERVED.match(name.name)] == []
    assert len({str(name).casefold() for name in names}) == len(names)
    # Windows takes 259 letters unless told otherwise; the folder of the program takes up to 120.
    assert max(len(str(name)) for name in names) < 130


@pytest.mark.parametrize("name", ["aux.py", "2026-01-01T10:00.json", "NUL", "end. "])
def test_a_name_that_windows_refuses_is_found(name: str) -> None:
    assert RESERVED.match(name)

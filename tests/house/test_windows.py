"""What a desk runs has no call that only POSIX systems know, unless it asks the system first."""

import ast
from pathlib import Path

import pytest

from tests.house.test_house import ROOT, sources

CLIENT = ("app", "ui", "resources", "local_db", "sync", "printing")
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
CALLS = {
    "os": {
        *("chown", "fchmod", "fchown", "fork", "getpgid", "getuid", "geteuid", "getgid", "killpg"),
        *("mkfifo", "mknod", "nice", "pread", "pwrite", "setsid", "setuid", "sync", "uname"),
        *("O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "WNOHANG"),
    },
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "alarm", "pause"},
    "socket": {"AF_UNIX", "SO_REUSEPORT", "socketpair"},
    "time": {"tzset", "clock_gettime"},
}
ASKS = ("sys.platform", "os.name")


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
    return ""


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
    ],
)
def test_a_posix_call_put_in_on_purpose_is_found(
    tmp_path: Path, code: str, refused: list[str]
) -> None:
    (tmp_path / "one.py").write_text(code)
    assert posix_only(tmp_path / "one.py") == refused

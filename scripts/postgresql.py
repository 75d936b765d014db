"""A PostgreSQL cluster of our own for tests and measurements: made, started, stopped, removed.

`python -m scripts.postgresql ARGUMENTS` runs Python with those arguments beside one; the program
finds it by PISHKHAN_TEST_PG. It listens on a socket in a short folder and on nothing else.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOUND = "PISHKHAN_TEST_PG"
USER = "postgres"
# What a power cut would need: tests do without, measurements do not.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("listen_addresses=", "max_connections=60", "log_min_messages=fatal")


@contextmanager
def cluster(*settings: str) -> Iterator[Path]:
    """The socket's folder of a running, empty cluster; its super user needs no password."""
    folder = Path(tempfile.mkdtemp(prefix="pk-"))
    try:
        _give_away(folder)
        _run("initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        _run("pg_ctl", "start", "-w", "-D", folder / "data", *_options(folder, settings))
        try:
            yield folder
        finally:
            _run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder / "data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options(folder: Path, settings: tuple[str, ...]) -> tuple[str, ...]:
    told = (f"unix_socket_directories={folder}", *ALWAYS, *settings)
    return "-l", str(folder / "log"), "-o", " ".join(f"-c {one}" for one in told)


def _run(program: str, *arguments: str | Path) -> None:
    """As user postgres where we are root: PostgreSQL refuses to run as root."""
    as_user = ("runuser", "-u", USER, "--") if os.geteuid() == 0 else ()
    command = [*as_user, str(_programs() / program), *map(str, arguments)]
    # Its children would keep a pipe open: what they say goes to the log.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(command, cwd="/", check=False, **quiet)
    if done.returncode:
        raise SystemExit(f"{program}: {done.stderr.decode(errors='replace').strip()}")


def _programs() -> Path:
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda one: int(one.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if found is None:
        raise SystemExit("PostgreSQL is missing (Debian: apt-get install postgresql)")
    return Path(found).parent


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam(USER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def main(arguments: list[str]) -> int:
    """The exit code of what ran beside the cluster."""
    with cluster(*CARELESS) as folder:
        told = {**os.environ, FOUND: str(folder)}
        return subprocess.run([sys.executable, *arguments], env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

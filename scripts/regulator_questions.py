"""What a deployed regulator must answer: `python -m scripts.regulator_demo --check`.

Each question is asked as its users do: citizens and desks through nginx, a balancer inside, an
administrator by commands; at the end it is restored from its own backup.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from app.wiring.enrolment import Newcomer, make_desk
from app.wiring.opened import unlock

if TYPE_CHECKING:
    from scripts.regulator_demo import Deployed

PASSPHRASE, PASSWORD = "a passphrase of the demo", "a password of the demo"
BACKUP = Path(__file__).resolve().parents[1] / "installer/regulator/backup.sh"


def ask(site: "Deployed") -> int:
    """Every question in turn; the number of wrong answers."""
    questions: tuple[Callable[[Deployed], object], ...] = (
        settings_are_good,
        balancers_and_citizens_are_answered,
        too_much_is_refused,
        a_desk_enrols_and_its_entries_reach_the_log,
        tiles_are_served_from_the_cache,
        the_log_is_sound,
        a_backup_comes_back,
    )
    wrong = 0
    for question in questions:
        try:
            said = question(site)
        except AssertionError as other:
            wrong += 1
            said = f"NOT SO: {other}"
        print(f"{question.__name__.replace('_', ' '):<50} {said}", flush=True)
    return wrong


def line(site: "Deployed") -> requests.Session:
    """As the world calls: over TLS, by the demo's certificate."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(site.ca) if site.ca else True
    if not site.ca:  # gunicorn alone believes whoever stands before it
        session.headers["X-Forwarded-Proto"] = "https"
    return session


def settings_are_good(site: "Deployed") -> str:
    """`check --deploy` has nothing to say."""
    done = site.command("check", "--deploy")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def balancers_and_citizens_are_answered(site: "Deployed") -> str:
    """Health inside without TLS; everybody else is sent to TLS, and told to stay there."""
    plain = requests.get(f"{site.inside}/healthz", timeout=10)
    assert plain.status_code == 200, plain.status_code
    if site.ca:
        probe = {"Host": "10.1.2.3"}
        by_number = line(site).get(f"{site.url}/healthz", headers=probe, timeout=10)
        assert by_number.status_code == 200, by_number.status_code
    sent = requests.get(f"{site.inside}/", timeout=10, allow_redirects=False)
    assert sent.status_code == 301, sent.status_code
    page = line(site).get(f"{site.url}/", timeout=20)
    assert page.status_code == 200, page.status_code
    assert "includeSubDomains; preload" in page.headers["Strict-Transport-Security"]
    metrics = line(site).get(f"{site.url}/metrics", timeout=10).text
    assert "pishkhan_log_entries" in metrics
    return "200, TLS kept for a year"


def too_much_is_refused(site: "Deployed") -> str:
    """A body beyond what a desk ever sends does not reach the program."""
    if site.ca is None:
        return "not asked: no nginx"
    body = b"x" * (3 << 20)
    done = line(site).post(f"{site.url}/api/v1/segments", data=body, timeout=20)
    assert done.status_code == 413, done.status_code
    return "413"


def a_desk_enrols_and_its_entries_reach_the_log(site: "Deployed") -> str:
    """The whole way, as an office's first morning."""
    folder = site.folder / "desk"
    folder.mkdir(mode=0o700)
    newcomer = Newcomer(site.url, str(site.people["code"]), PASSPHRASE, {"1": PASSWORD})
    make_desk(folder, newcomer, lambda: line(site))
    desk = unlock(folder, PASSPHRASE, lambda: line(site))
    try:
        for _ in range(50):  # the sequencer follows in its own time
            desk.sync()
            head = line(site).get(f"{site.url}/log/checkpoint", timeout=10)
            if head.status_code == 200 and int(head.text.splitlines()[1]):
                return f"{head.text.splitlines()[1]} entries under {head.text.splitlines()[0]}"
    finally:
        desk.close()
    raise AssertionError(f"no head: {head.status_code} {head.text[:80]}")


def tiles_are_served_from_the_cache(site: "Deployed") -> str:
    """The second reader does not reach the program."""
    size = int(line(site).get(f"{site.url}/log/checkpoint", timeout=10).text.splitlines()[1])
    tile = f"{site.url}/log/tile/0/000.p/{size}" if size < 256 else f"{site.url}/log/tile/0/000"
    first, second = (line(site).get(tile, timeout=10) for _ in range(2))
    assert first.status_code == second.status_code == 200, first.status_code
    assert first.content == second.content
    if site.ca is None:
        return "not asked: no nginx"
    assert second.headers["X-Cache"] == "HIT", second.headers.get("X-Cache")
    return f"{len(second.content)} bytes, HIT"


def the_log_is_sound(site: "Deployed") -> str:
    """Every entry hashed again."""
    done = site.command("audit-log")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def a_backup_comes_back(site: "Deployed") -> str:
    """A dump into another database, files and keys into another folder: the same log."""
    data = site.env["PISHKHAN_REGULATOR_DATA"]
    words = ["sh", str(BACKUP), data, str(site.folder / "backups")]
    made = subprocess.run(words, env=site.env, text=True, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    kept, again = Path(made.stdout.strip()), site.folder / "again"
    again.mkdir(mode=0o700)
    for name in ("files.tar", "keys.tar"):
        subprocess.run(["tar", "-C", str(again), "-xf", str(kept / name)], check=True)
    host = site.env["PISHKHAN_REGULATOR_PG_HOST"]
    place = ["-h", host, "-U", "postgres"]
    subprocess.run(["createdb", *place, "again"], check=True)
    restore = ["pg_restore", *place, "--no-owner", "--dbname=again", str(kept / "database.dump")]
    subprocess.run(restore, check=True)
    told = {"PISHKHAN_REGULATOR_PG_NAME": "again", "PISHKHAN_REGULATOR_DATA": str(again)}
    done = type(site)(
        site.folder, site.url, site.inside, site.ca, {**site.env, **told}, {}
    ).command("audit-log")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()

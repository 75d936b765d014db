"""`make regulator-demo`: the regulator as it is deployed, on loopback and thrown away afterwards.

PostgreSQL, migrations, gunicorn with its sequencer, nginx with the very places of the real site
and a certificate of the moment, demo data. Ctrl+C ends all of it; `--check` asks it what a
deployment must answer and ends by itself.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from scripts import postgresql, regulator_questions

ROOT = Path(__file__).resolve().parents[1]
PLACES = ROOT / "installer/regulator/nginx-places.conf"
NAME = "pishkhan"


@dataclass(frozen=True, slots=True)
class Deployed:
    """A regulator that serves. `url` is what the world sees, `inside` where gunicorn listens; `ca`
    the certificate of `url`, none without nginx."""

    folder: Path
    url: str
    inside: str
    ca: Path | None
    env: dict[str, str]
    people: dict[str, object]

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the regulator under the same settings."""
        words = [sys.executable, "-m", "regulator", *arguments]
        return subprocess.run(
            words, env=self.env, cwd=ROOT, text=True, capture_output=True, check=False
        )


@contextmanager
def deployed() -> Iterator[Deployed]:
    """Everything started in its order, ended in the other."""
    with ExitStack() as stack:
        cluster = stack.enter_context(postgresql.cluster())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pishkhan-site-")))
        folder.chmod(0o755)  # nginx reads below it as its own user
        env = environment(folder, cluster)
        psql(cluster, f"CREATE DATABASE {NAME} ENCODING 'UTF8'")
        made = Deployed(folder, "", "", None, env, {})
        people = json.loads(told(made.command("demo", "--prepare")))
        inside = stack.enter_context(web(env))
        url, ca = inside, None
        if shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
            ca = certificate(folder)
            url = stack.enter_context(nginx(folder, inside, ca))
        yield Deployed(folder, url, inside, ca, env, people)


def environment(folder: Path, cluster: Path) -> dict[str, str]:
    """What `regulator.env` tells in service, for this machine."""
    settings = {
        "DATA": str(folder / "data"),
        "HTTPS": "1",
        "WORKERS": "2",
        "LOG_ORIGIN": "demo.pishkhan.example/log",
        "PG_NAME": NAME,
        "PG_USER": postgresql.USER,
        "PG_HOST": str(cluster),
    }
    told = {f"PISHKHAN_REGULATOR_{name}": value for name, value in settings.items()}
    return {**os.environ, "PYTHONPATH": str(ROOT), **told}


def psql(cluster: Path, statement: str) -> None:
    """One statement to the cluster itself."""
    words = [
        "psql",
        "-q",
        "-h",
        str(cluster),
        "-U",
        postgresql.USER,
        "-d",
        "postgres",
        "-c",
        statement,
    ]
    subprocess.run(words, check=True)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What it said; ends here when it failed."""
    if done.returncode:
        raise SystemExit(f"{' '.join(done.args[2:])}: {done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def web(env: dict[str, str]) -> Iterator[str]:
    """gunicorn and, as its child, the sequencer; the address inside."""
    words = [sys.executable, "-m", "regulator", "serve", "--port", "0", "--stop-with-stdin"]
    # Ctrl+C is for us alone: each is ended in its turn.
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(words, env=env, cwd=ROOT, text=True, start_new_session=True, **pipes)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate()


def certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 for as long as this lasts."""
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    words += ["-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", str(folder / "key.pem")]
    words += ["-addext", "subjectAltName=IP:127.0.0.1", "-out", str(folder / "cert.pem")]
    subprocess.run(words, check=True, capture_output=True)
    return folder / "cert.pem"


@contextmanager
def nginx(folder: Path, inside: str, ca: Path) -> Iterator[str]:
    """nginx over TLS with the places of the real site."""
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(
        CONFIG.format(folder=folder, inside=inside[7:], port=port, places=PLACES, ca=ca)
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(config), "-e", str(folder / "start.log")],
        start_new_session=True,
    )
    try:
        listening(port, process)
        yield f"https://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait()


CONFIG = """
daemon off;
pid {folder}/nginx.pid;
worker_processes 1;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache keys_zone=pishkhan_log:1m;
    upstream pishkhan_regulator {{ server {inside}; keepalive 8; }}
    server {{
        listen 127.0.0.1:{port} ssl http2;
        ssl_certificate {ca};
        ssl_certificate_key {folder}/key.pem;
        access_log off;
        error_log {folder}/error.log crit;
        include {places};
    }}
}}
"""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def listening(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until it takes calls; ends here when it will not."""
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise SystemExit("nginx did not start")


def describe(site: Deployed) -> None:
    """Where everything is and who may come in."""
    people = json.dumps(site.people, ensure_ascii=False, indent=2)
    print(f"citizens   {site.url}/")
    print(f"staff      {site.url}/staff/")
    print(f"the log    {site.url}/log/checkpoint   key: {site.url}/log/key")
    print(f"health     {site.url}/healthz   {site.url}/metrics   API {site.url}/api/openapi.json")
    if site.ca:
        print(f"desks and the auditor's window trust its certificate: REQUESTS_CA_BUNDLE={site.ca}")
        print(f"  REQUESTS_CA_BUNDLE={site.ca} .venv/bin/pishkhan audit --server {site.url}")
    else:
        print(
            "nginx is not here (Debian: apt-get install nginx-light): gunicorn alone, without TLS"
        )
    print(people, "Ctrl+C ends it and removes everything.", sep="\n", flush=True)


def main(arguments: list[str]) -> int:
    """0 when all was answered as it must be, or when a person ended it."""
    parser = argparse.ArgumentParser(prog="scripts.regulator_demo", description=__doc__)
    parser.add_argument("--check", action="store_true", help="ask, say, end")
    options = parser.parse_args(arguments)
    with deployed() as site:
        if options.check:
            return regulator_questions.ask(site)
        ended = Event()
        for number in (signal.SIGINT, signal.SIGTERM):  # a second Ctrl+C hurries nobody
            signal.signal(number, lambda _number, _frame: ended.set())
        describe(site)
        ended.wait()
        print("ending", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

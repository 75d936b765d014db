"""A real, migrated and seeded regulator for each test, in process.

Enable with `pytest_plugins = ["tests.regulator_fixture"]` in tests/conftest.py, or import
`regulator` in a folder's conftest. Django has one configuration a process: the first use makes a
data folder and fills a database; each test starts from a copy of that.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import requests

from tests.in_process import InProcess
from tests.regulator_databases import Kept, own

URL = "http://regulator.test"
OFFICE = "00000"


@dataclass(frozen=True)
class Regulator:
    """The demo regulator: `wire` can lose answers, `code` makes a fresh enrolment code."""

    url: str
    wire: InProcess
    data: Path

    def session(self) -> requests.Session:
        """A session whose requests to `url` are answered in process."""
        session = requests.Session()
        session.trust_env = False
        session.mount(URL, self.wire)
        return session

    def code(self, office: str = OFFICE) -> str:
        """A one-time enrolment code for that office."""
        from regulator.offices import codes
        from regulator.offices.models import Office

        return codes.issue(Office.objects.get(code=office), "test")


@cache
def _set_up() -> tuple[Path, Kept]:
    """Set Django up on a fresh data folder and database, once a process."""
    data = Path(tempfile.mkdtemp(prefix="pishkhan-regulator-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ["PISHKHAN_REGULATOR_DATA"] = str(data)
    os.environ["PISHKHAN_REGULATOR_HOSTS"] = "regulator.test"
    # Tests call as fast as they can; the one about the pace sets its own.
    os.environ["PISHKHAN_REGULATOR_PACE"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    database = own(data)
    told = database.environment()
    os.environ.update(told)
    import django

    django.setup()
    for name in told:
        # Ours alone: a process a test starts has a database of its own.
        del os.environ[name]
    return data, database


def start() -> Path:
    """Set Django up, once a process; its data folder."""
    return _set_up()[0]


@cache
def _template() -> Kept:
    _, database = _set_up()
    from django.core.management import call_command
    from django.db import connections

    from regulator.catalogue.releases import seed
    from regulator.demo import make_demo_office

    call_command("migrate", verbosity=0, interactive=False)
    seed("test")
    make_demo_office()
    connections.close_all()
    database.keep()
    return database


def keep_as(label: str) -> None:
    """Remember the regulator as it stands now, for `anew(label)`."""
    from django.db import connections

    connections.close_all()
    _template().keep(label)


def anew(label: str = "kept") -> Regulator:
    """The demo office 00000 with operators 1 and 2, one release, nothing received yet."""
    template = _template()
    from django.db import connections

    from regulator.wsgi import application

    connections.close_all()
    template.restore(label)
    return Regulator(URL, InProcess(application), start())


@pytest.fixture
def regulator() -> Iterator[Regulator]:
    """A regulator of the test's own; see `anew`."""
    made = anew()
    yield made
    from django.db import connections

    connections.close_all()

"""A publisher and what its package ships, for the desks of these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import app as program
from app.wiring import clock
from app.wiring.update_shelf import Shipped
from local_db.migrate import newest
from tests.updates.publisher import Publisher, served


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the one enrolment of these tests stays; each works on a copy."""
    return tmp_path_factory.mktemp("enrolled") / "desk"


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    made = Publisher(tmp_path / "repository", clock.now())
    made.begin()
    made.release("0.2.0", minimum=program.__version__, writes=newest() + 1, notes="تندتر شد.")
    return made


@pytest.fixture
def by(publisher: Publisher) -> Iterator[Shipped]:
    with served(publisher.folder) as (place, _):
        yield Shipped(publisher.root, place, "debian-amd64")

"""The committed catalogue, loaded once."""

import pytest

import resources
from app.domain.catalogue import Catalogue, catalogue_from_items

FOLDERS = ("", "/services", "/forms", "/blocks", "/tariffs", "/decisions", "/delegations")


def read_items() -> list[dict]:
    """Every release item of resources/catalogue."""
    files = [name for folder in FOLDERS for name in resources.names(f"catalogue{folder}", ".json")]
    found = [resources.read_json(name) for name in files]
    return [item for item in found if "kind" in item]


@pytest.fixture(scope="session")
def items() -> list[dict]:
    return read_items()


@pytest.fixture(scope="session")
def catalogue(items) -> Catalogue:
    return catalogue_from_items(items)


@pytest.fixture(scope="session")
def undecided(items) -> Catalogue:
    """The same release without the regulator's decisions."""
    return catalogue_from_items([item for item in items if item["kind"] != "decision"])

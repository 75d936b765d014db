"""The catalogue as the project ships it, for windows in tests."""

import json
from pathlib import Path

import resources
from app.domain.catalogue import Catalogue, catalogue_from_items


def bundled_catalogue() -> Catalogue:
    """The catalogue as the project ships it."""
    root = Path(resources.__path__[0]) / "catalogue"
    items = [json.loads(path.read_text("utf-8")) for path in sorted(root.rglob("*.json"))]
    return catalogue_from_items(item for item in items if "kind" in item)

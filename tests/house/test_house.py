"""The house rules of design.md 8, as tests over our own source."""

import ast
import re
import statistics
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "ui", "resources", "local_db", "sync", "printing", "regulator")
PERSIAN = re.compile(r"[\u0600-\u06ff]{2,}(?:[\s\u200c]+[\u0600-\u06ff]+){2,}")
# The words of app.domain are tables: months, weekdays, letters. Sentences live elsewhere.
MAY_SPEAK = ("ui/", "printing/", "resources/", "regulator/", "tests/")
BANNED_NAMES = re.compile(r"(Manager|Helper|Utils?|Controller|Base|Impl)$")


def sources(*folders: str) -> list[Path]:
    """Our Python files, migrations left out."""
    found = (path for name in folders for path in (ROOT / name).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """What a source says."""
    return ast.parse(path.read_text("utf-8"))


@cache
def functions() -> list[tuple[str, int, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of ours, tests and scripts too."""
    return sizes_in(sources(*PACKAGES, "tests", "scripts"))


def sizes_in(paths: list[Path]) -> list[tuple[str, int, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """(where, lines, node) of every function in some files."""
    found = []
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
                found.append((f"{where}:{node.lineno} {node.name}", size, node))
    return found


def test_no_function_is_longer_than_40_lines_and_most_are_short() -> None:
    sizes = functions()
    assert [where for where, size, _ in sizes if size > 40] == []
    ours = sorted(size for where, size, _ in sizes if not where.startswith(("tests", "scripts")))
    assert statistics.median(ours) <= 8
    assert ours[int(len(ours) * 0.95)] <= 25


def test_no_file_is_longer_than_300_lines() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in sources(*PACKAGES, "tests", "scripts")
        if len(path.read_text("utf-8").splitlines()) > 300
    ]
    assert long == []


def test_at_most_four_positional_arguments() -> None:
    crowded = []
    for where, _, node in functions():
        # Fixtures are named, not passed by place.
        if where.startswith("tests"):
            continue
        names = [arg.arg for arg in node.args.posonlyargs + node.args.args]
        if len([name for name in names if name not in ("self", "cls")]) > 4:
            crowded.append(where)
    assert crowded == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(*PACKAGES)
        if not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_class_is_named_after_a_pattern() -> None:
    vague = [
        f"{path.relative_to(ROOT)} {node.name}"
        for path in sources(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and BANNED_NAMES.search(node.name)
    ]
    assert vague == []


def test_persian_sentences_live_only_where_people_read_them() -> None:
    astray = []
    for path in sources(*PACKAGES):
        name = str(path.relative_to(ROOT))
        if name.startswith(MAY_SPEAK):
            continue
        astray += [f"{name}: {said}" for said in strings(path) if PERSIAN.search(said)]
    assert astray == []


def strings(path: Path) -> list[str]:
    """String constants that are not docstrings."""
    said = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(said)
        if isinstance(node, documented)
    }
    found = (node.value for node in ast.walk(said) if isinstance(node, ast.Constant))
    return [text for text in found if isinstance(text, str) and text not in docs]


def test_only_the_composition_roots_and_the_regulator_read_the_clock() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in sources(*PACKAGES)
        if re.search(
            r"datetime\.(now|utcnow|today)\(|date\.today\(|timezone\.now\(", path.read_text("utf-8")
        )
    ]
    assert set(readers) <= {"app/wiring/clock.py", "regulator/clock.py"}


def test_every_refusal_has_a_persian_sentence() -> None:
    known = tomllib.loads((ROOT / "resources/messages.fa.toml").read_text("utf-8"))
    assert codes_raised() - set(known) == set()


def codes_raised() -> set[str]:
    """First literal argument of every `…CanFix(...)`, `Declined(...)`, `AnswerLost(...)`."""
    found = set()
    for path in sources(*PACKAGES):
        for node in ast.walk(tree(path)):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if not named or not re.search(r"CanFix$|^Declined$|^AnswerLost$", node.func.id):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_no_package_registry_is_named() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "--hash=sha256:" in lock
    assert not re.search(r"index-url|find-links|https?://", lock)


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md", "docs/glossary.md"]
)
def test_the_papers_of_the_house_are_here(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").strip()

"""An exported journal, wrong in every way: each flaw is found, and found where it is."""

import copy
import random
from io import BytesIO
from itertools import pairwise

import pytest

from app.domain import journal_file
from app.domain.journal_file import Broken
from tests.verify.conftest import CHECKER, flaw, read


def states(lines: list[bytes]) -> list[journal_file.Read]:
    """What is known before each line."""
    known = [journal_file.begin()]
    for line in lines:
        known.append(journal_file.follow(known[-1], line, CHECKER.check))
    return known


def found_after(known: journal_file.Read, rest: bytes) -> Broken | None:
    """The first flaw when reading goes on with these bytes."""
    try:
        for line in split(rest):
            known = journal_file.follow(known, line, CHECKER.check)
        journal_file.end(known)
    except Broken as broken:
        return broken
    return None


def split(data: bytes) -> list[bytes]:
    """Lines as a file gives them: only a newline ends one."""
    return BytesIO(data).readlines()


def flips(data: bytes, stride: int) -> tuple[int, int, int]:
    """(bits flipped, found, found at that line or the very next) of every stride-th bit."""
    lines = split(data)
    known = states(lines)
    counts = [flips_of(lines, known, place, stride=stride) for place in range(len(lines))]
    tried, found, near = (sum(column) for column in zip(*counts, strict=True))
    return tried, found, near


def flips_of(
    lines: list[bytes], known: list[journal_file.Read], place: int, *, stride: int
) -> tuple[int, int, int]:
    """The same for one line."""
    tried, found, near, line = 0, 0, 0, lines[place]
    after = lines[place + 1] if place + 1 < len(lines) else b""
    for bit in range(place % stride, len(line) * 8, stride):
        changed = bytearray(line)
        changed[bit // 8] ^= 1 << bit % 8
        broken = found_after(known[place], bytes(changed) + after)
        tried += 1
        found += broken is not None
        near += broken is not None and broken.line <= place + 2
    return tried, found, near


@pytest.mark.parametrize("which", ["plain", "full"])
def test_a_flipped_bit_is_always_found_where_it_is(which, request):
    data = request.getfixturevalue(which)
    tried, found, near = flips(data, stride=61 if which == "plain" else 127)
    assert tried > 8_000
    assert found == near == tried


def test_the_whole_file_is_valid_and_untouched(plain, full):
    for data, bodies in ((plain, 0), (full, 100)):
        whole = read(split(data))
        assert (whole.entries, whole.held, whole.enrolments) == (100, bodies, 1)
        assert whole.cum.n > 15
        assert whole.cum.fee > 0


def acts_of(data: bytes) -> tuple[list[bytes], list[list[bytes]], list[bytes]]:
    """(before the entries, each entry with its body, the seal)."""
    lines = split(data)
    step = 2 if len(lines) > 200 else 1
    middle = lines[2:-1]
    return lines[:2], [middle[n : n + step] for n in range(0, len(middle), step)], lines[-1:]


@pytest.fixture(params=["plain", "full"])
def acts(request):
    """(what is known before each act, the acts as bytes, the seal)."""
    lines = split(request.getfixturevalue(request.param))
    step = 2 if request.param == "full" else 1
    known = states(lines)[2:-1:step]
    middle = lines[2:-1]
    made = [b"".join(middle[n : n + step]) for n in range(0, len(middle), step)]
    return known, made, lines[-1]


def place_of(broken):
    return (broken.code, broken.seq) if broken else None


def test_every_deletion_is_found_at_its_place(acts):
    known, made, seal = acts
    for n in range(len(made)):
        broken = found_after(known[n], b"".join(made[n + 1 :]) + seal)
        last = n == len(made) - 1
        assert place_of(broken) == ("bad-seal" if last else "bad-chain", n + 1)


def test_every_duplication_is_found_at_its_place(acts):
    known, made, seal = acts
    for n in range(len(made)):
        broken = found_after(known[n + 1], b"".join(made[n:]) + seal)
        assert place_of(broken) == ("bad-chain", n + 2)


def test_every_swap_is_found_at_its_place(acts):
    known, made, seal = acts
    for n, other in [*pairwise(range(len(made))), (3, 90), (0, 99)]:
        changed = copy.copy(made)
        changed[n], changed[other] = made[other], made[n]
        broken = found_after(known[n], b"".join(changed[n:]) + seal)
        assert place_of(broken) == ("bad-chain", n + 1)


@pytest.mark.parametrize("which", ["plain", "full"])
def test_every_cut_is_found(which, request):
    lines = split(request.getfixturevalue(which))
    chance = random.Random(1)
    for known, line in zip(states(lines), lines, strict=False):
        assert found_after(known, b"").code == "truncated"
        cut = chance.randrange(1, len(line))
        assert found_after(known, line[:cut]).code == "truncated"


def test_a_body_line_deleted_repeated_or_swapped_is_found(full):
    lines = split(full)
    known = states(lines)
    for n in range(3, len(lines) - 1, 2):
        seq = (n - 1) // 2
        assert found_after(known[n], b"".join(lines[n + 1 : n + 3])).seq == seq
        assert found_after(known[n + 1], b"".join(lines[n : n + 2])).line == n + 2
        if n + 2 < len(lines) - 1:
            broken = found_after(known[n], lines[n + 2])
            assert place_of(broken) == ("bad-body", seq)


def test_nothing_may_stand_before_between_or_after(plain):
    lines = split(plain)
    for place in (0, 1, 2, 50, len(lines) - 1, len(lines)):
        for junk in (b"\n", b" \n", b"{}\n", b"\xff\n", b"x" * 2_000_000):
            broken = flaw([*lines[:place], junk, *lines[place:]])
            assert broken.line == place + 1

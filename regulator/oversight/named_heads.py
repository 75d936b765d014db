"""The heads that entries name in `log`, held against the tree: a desk that was shown another one
proves that this side told two stories. Every entry is looked at once, in the log's order.
"""

import json
from collections.abc import Iterator
from typing import Any

from app.domain import canonical, merkle
from regulator.intake.models import LogPlace
from regulator.log import tree
from regulator.log.models import TreeHead
from regulator.offices.models import Enrolment
from regulator.oversight.models import Finding
from regulator.oversight.spotted import Spotted

HEAD_DIFFERS = "log-head-differs"
BATCH = 2000
_WANTED = ("n", "entry__dev", "entry__seq", "entry__leaf", "entry__token")

Head = tuple[int, str]


def look(end: int) -> Iterator[Spotted]:
    """The first entry of each device that names a head which this tree never had, up to a place."""
    offices = dict(Enrolment.objects.values_list("dev", "office_id"))
    judged: dict[Head, bool] = {}
    told: set[tuple[str, Head]] = set()
    for dev, seq, leaf, head in _named(TreeHead.objects.get().compared, end):
        if head not in judged:
            judged[head] = _is_ours(*head)
        if judged[head] or (dev, head) in told or _is_known(dev, head):
            continue
        told.add((dev, head))
        yield Spotted(offices[dev], dev, seq, leaf, {"size": head[0], "root": head[1]})


def looked(end: int) -> None:
    """Everything before that place needs no second look."""
    TreeHead.objects.update(compared=end)


def _named(start: int, end: int) -> Iterator[tuple[str, int, str, Head]]:
    """(device, number, leaf, head) of the entries that name one."""
    for first in range(start, end, BATCH):
        found = LogPlace.objects.filter(n__gte=first, n__lt=min(first + BATCH, end))
        rows = found.exclude(entry__verdict="quarantined").order_by("n").values_list(*_WANTED)
        for _n, dev, seq, leaf, token in rows:
            if head := _head_in(bytes(token)):
                yield dev, seq, leaf, head


def _head_in(token: bytes) -> Head | None:
    told: dict[str, Any] = json.loads(canonical.unb64u(token.decode("ascii").split(".")[1]))
    return (told["log"]["size"], told["log"]["root"]) if told["log"] else None


def _is_ours(size: int, root: str) -> bool:
    if size > tree.size():
        return False
    try:
        return canonical.b64u(merkle.root(size, tree.nodes(size))) == root
    except tree.AlteredError:
        return False


def _is_known(dev: str, head: Head) -> bool:
    place = {"dev": dev, "facts__size": head[0], "facts__root": head[1]}
    return Finding.objects.filter(reason=HEAD_DIFFERS, **place).exists()

"""The heads that entries name are held against the tree: one it never had is found, once."""

from app.domain import canonical, merkle
from regulator.log import tree
from regulator.oversight import nightly
from regulator.oversight.models import Finding
from regulator.oversight.saying import why
from tests.regulator import packaging


def beat(device, size, root):
    return device.add("heartbeat", {"owed": 0}, log={"size": size, "root": root})


def root_of(size):
    return canonical.b64u(merkle.root(size, tree.nodes(size)))


def test_a_head_the_tree_never_had_is_found_once_for_each_device(device):
    packaging.work(device, 2)
    false = canonical.b64u(b"x" * 32)
    beat(device, 3, root_of(3))
    leaves = [beat(device, 3, false), beat(device, 3, false), beat(device, 10_000, root_of(2))]
    device.ack(device.push())
    packaging.place()
    assert nightly.inspect()["log-head-differs"] == 2
    found = Finding.objects.filter(reason="log-head-differs").order_by("seq")
    assert [one.leaf for one in found] == [leaves[0], leaves[2]]
    assert "۳ رویداد" in why(found[0].reason, found[0].facts)

    beat(device, 3, false)
    beat(device, 0, canonical.b64u(merkle.EMPTY))
    device.ack(device.push())
    packaging.place()
    assert "log-head-differs" not in nightly.inspect()

"""A desk takes what its publisher signed and nothing else, and goes on with what it had."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import requests

from app.domain.errors import ManagerCanFix, NobodyCanFix, Refusal, RegulatorCanFix, TimeCanFix
from app.domain.progress import Cancelled, Progress, Tell, quiet
from app.domain.updates import Installed, Release, offered
from sync import updates
from sync.update_pieces import Patience
from tests.updates.publisher import NOW, PACKAGE, Manners, Publisher, served

HERE = Installed("0.1.0", "debian-amd64", 17)
HURRIED = Patience(silence=5, window=0.1, least=1000)


@dataclass
class Desk:
    """A desk's side of it."""

    trusts: updates.Publisher
    now: datetime = NOW

    def look(self) -> tuple[Release, ...]:
        with requests.Session() as session:
            session.trust_env = False
            return updates.look(self.trusts, self.now, session)

    def fetch(self, wanted: Release, tell: Tell = quiet) -> Path:
        with requests.Session() as session:
            session.trust_env = False
            args = {"now": self.now, "session": session, "tell": tell}
            return updates.fetch(self.trusts, wanted, **args).path  # type: ignore[arg-type]

    def offer(self) -> Release | None:
        return offered(self.look(), HERE)

    def kept(self) -> list[str]:
        """Names below the folder of packages."""
        return sorted(path.name for path in (self.trusts.folder / "files").glob("*"))


@dataclass
class Scene:
    publisher: Publisher
    desk: Desk
    manners: Manners

    @property
    def metadata(self) -> Path:
        return self.publisher.folder / "metadata"

    def refused(self, code: str, kind: type[Refusal] = NobodyCanFix) -> None:
        with pytest.raises(kind, match=f"^{code}$"):
            self.desk.look()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    publisher = Publisher(tmp_path / "repository")
    publisher.begin()
    publisher.release("0.2.0")
    with served(publisher.folder) as (place, manners):
        trusts = updates.Publisher(publisher.root, place, tmp_path / "desk")
        yield Scene(publisher, Desk(trusts), manners)


def changed(path: Path, **said: object) -> None:
    """Metadata with other words under the same signatures."""
    read = json.loads(path.read_text())
    read["signed"] |= said
    path.write_text(json.dumps(read))


def test_a_good_release_is_offered_fetched_and_kept(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    assert (wanted.version, wanted.writes, wanted.length) == ("0.2.0", 18, len(PACKAGE))
    told: list[Progress] = []
    path = scene.desk.fetch(wanted, told.append)
    assert path.read_bytes() == PACKAGE
    assert (told[-1].done, told[-1].of) == (len(PACKAGE), len(PACKAGE))
    scene.manners.asked.clear()
    assert scene.desk.fetch(wanted) == path
    assert not [name for name, _ in scene.manners.asked if name.startswith("/targets/")]
    path.write_bytes(b"altered here")  # verified again whenever it is asked for
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE


def test_the_same_comes_from_a_stick(scene: Scene, tmp_path: Path) -> None:
    stick = shutil.copytree(scene.publisher.folder, tmp_path / "حافظه دفتر")
    desk = Desk(scene.desk.trusts.at(str(stick)))
    wanted = desk.offer()
    assert wanted is not None
    assert desk.fetch(wanted).read_bytes() == PACKAGE
    assert scene.manners.asked == []


def test_only_what_fits_this_machine_and_its_file_is_offered(scene: Scene) -> None:
    for version, said in {
        "0.3.0": {"minimum": "0.2.0", "writes": 19},
        "0.4.0": {"platform": "debian-arm64"},
        "0.5.0": {"minimum": "0.3.0", "reads": 18, "writes": 20},
        "0.6.0": {"writes": 16},
        "0.0.9": {},
    }.items():
        scene.publisher.release(version, **said)
    wanted = scene.desk.offer()
    assert wanted is not None
    assert wanted.version == "0.2.0"  # the step its publisher left
    step = offered(scene.desk.look(), Installed("0.2.0", "debian-amd64", 18))
    assert step is not None
    assert step.version == "0.3.0"


def test_an_altered_package_is_refused_and_thrown_away(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    place = scene.publisher.package(wanted.path)
    place.write_bytes(PACKAGE[:-1] + b"!")
    with pytest.raises(NobodyCanFix, match="update-altered"):
        scene.desk.fetch(wanted)
    assert scene.desk.kept() == []
    place.write_bytes(PACKAGE)
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE


def test_a_longer_package_is_cut_off_at_its_length(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    scene.publisher.package(wanted.path).write_bytes(PACKAGE * 40)
    with pytest.raises(NobodyCanFix, match="update-too-long"):
        scene.desk.fetch(wanted)
    assert scene.desk.kept() == []


def test_a_cut_line_goes_on_where_it_ended(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    scene.manners.cut = 100_000
    with pytest.raises(TimeCanFix, match="update-unreachable"):
        scene.desk.fetch(wanted)
    scene.manners.cut = 0
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE
    starts = [start for name, start in scene.manners.asked if name.startswith("/targets/")]
    assert starts == [0, 100_000]


def test_a_server_that_cannot_begin_in_the_middle_serves_too(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    scene.manners.cut, scene.manners.ranges = 100_000, False
    with suppress(TimeCanFix):
        scene.desk.fetch(wanted)
    scene.manners.cut = 0
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE


def test_a_person_may_stop_it_and_what_came_is_kept(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None

    def stop(progress: Progress) -> None:
        if progress.done > 60_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        scene.desk.fetch(wanted, stop)
    (part,) = scene.desk.kept()
    assert part.endswith(".part")
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE
    assert scene.manners.asked[-1][1] > 60_000


def test_a_line_that_drips_is_given_up_for_now(scene: Scene) -> None:
    wanted = scene.desk.offer()
    assert wanted is not None
    scene.manners.drip = Event()
    hurried = updates.Publisher(scene.publisher.root, scene.desk.trusts.place,
                                scene.desk.trusts.folder, HURRIED)  # fmt: skip
    with pytest.raises(TimeCanFix, match="update-slow"):
        Desk(hurried).fetch(wanted)
    scene.manners.drip.set()
    assert scene.desk.fetch(wanted).read_bytes() == PACKAGE


def test_an_older_list_is_refused(scene: Scene, tmp_path: Path) -> None:
    old = shutil.copytree(scene.metadata, tmp_path / "old")
    scene.publisher.release("0.3.0")
    assert {one.version for one in scene.desk.look()} == {"0.2.0", "0.3.0"}
    new = shutil.copytree(scene.metadata, tmp_path / "new")
    shutil.copytree(old, scene.metadata, dirs_exist_ok=True)
    scene.refused("update-older")
    shutil.copytree(new, scene.metadata, dirs_exist_ok=True)
    assert {one.version for one in scene.desk.look()} == {"0.2.0", "0.3.0"}


def test_a_frozen_list_is_refused_by_the_desks_own_time(scene: Scene) -> None:
    scene.desk.look()
    scene.desk.now += timedelta(days=14, seconds=1)
    scene.refused("update-frozen", RegulatorCanFix)
    scene.publisher.now = scene.desk.now
    scene.publisher.repository.refresh([scene.publisher.online], scene.publisher.now)
    assert scene.desk.offer()


def test_a_mixed_list_is_refused(scene: Scene) -> None:
    scene.publisher.release("0.3.0")
    newest = max(
        scene.metadata.glob("*.snapshot.json"), key=lambda one: int(one.name.split(".")[0])
    )
    good = newest.read_bytes()
    shutil.copy(scene.metadata / "2.snapshot.json", newest)  # well signed, of another day
    scene.refused("update-mixed")
    newest.write_bytes(good)
    assert scene.desk.offer()


@pytest.mark.parametrize("name", ["timestamp.json", "2.snapshot.json", "2.targets.json"])
def test_words_changed_under_a_signature_are_refused(scene: Scene, name: str) -> None:
    good = (scene.metadata / name).read_bytes()
    changed(scene.metadata / name, expires="2099-01-01T00:00:00Z")
    scene.refused("update-unsigned" if name == "timestamp.json" else "update-mixed")
    (scene.metadata / name).write_bytes(b"{")
    scene.refused("update-malformed" if name == "timestamp.json" else "update-mixed")
    (scene.metadata / name).write_bytes(good)
    assert scene.desk.offer()


def test_somebody_elses_repository_is_refused(scene: Scene, tmp_path: Path) -> None:
    other = Publisher(tmp_path / "other")
    other.begin()
    other.release("9.0.0")
    with served(other.folder) as (place, _), pytest.raises(NobodyCanFix, match="update-unsigned"):
        Desk(scene.desk.trusts.at(place)).look()
    assert scene.desk.offer()


def test_a_root_may_change_hands_when_both_sides_sign(scene: Scene) -> None:
    publisher = scene.publisher
    scene.desk.look()
    fresh = Publisher(publisher.folder)
    publisher.repository.change_root(
        publisher.now,
        add={"root": [one.public_key for one in fresh.roots[:2]],
             "targets": [fresh.releases.public_key]},
        drop={"root": [publisher.roots[1].public_key.keyid, publisher.roots[2].public_key.keyid],
              "targets": [publisher.releases.public_key.keyid]},
        thresholds={},
    )  # fmt: skip
    publisher.repository.sign([publisher.roots[0], fresh.roots[0]])
    with pytest.raises(Exception, match="root was signed by 1/2 keys"):  # one of the old is not two
        publisher.repository.publish([publisher.online], publisher.now)
    publisher.repository.sign([publisher.roots[1]])
    publisher.releases = fresh.releases
    publisher.repository.withdraw("debian-amd64/0.2.0.deb", publisher.now)
    publisher.publish()
    publisher.release("0.3.0")
    assert {one.version for one in scene.desk.look()} == {"0.3.0"}
    assert sorted(path.name for path in scene.metadata.glob("*.root.json")) == [
        "1.root.json",
        "2.root.json",
    ]


def test_a_place_that_is_away_and_one_that_lacks_files(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(TimeCanFix, match="update-unreachable"):
        Desk(scene.desk.trusts.at("http://127.0.0.1:9")).look()
    with pytest.raises(TimeCanFix, match="update-incomplete"):
        Desk(scene.desk.trusts.at(str(tmp_path / "empty"))).look()
    with pytest.raises(ManagerCanFix, match="update-place"):
        Desk(scene.desk.trusts.at("http://updates.example")).look()
    assert scene.desk.offer()

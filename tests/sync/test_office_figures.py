"""The manager's figures at a real session: who may see what, a shift's end, files and paper."""

import os
from pathlib import Path

import pytest

from app import cli
from app.desk import people
from app.domain.acts import Operator
from app.domain.drill import Drill
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.jalali import tehran_day
from app.domain.pages import PageWanted
from app.domain.periods import Period
from app.domain.progress import quiet
from app.domain.shifts import Closing
from app.keys import passwords
from app.wiring import clock
from app.wiring.functions import functions
from app.wiring.press import Press
from app.wiring.printroom import PrintRoom
from app.wiring.session import Session
from app.wiring.settling import Settling
from tests.sync.conftest import PASSPHRASE, PASSWORD, Office

MANAGER = Operator("8", "زهرا نمونه", "manager")


@pytest.fixture
def session(office: Office, tmp_path):
    """A desk with an operator at work and a manager known."""
    hashed = passwords.hash_password(PASSWORD)
    people.add_operator(office.desk.here, clock.moment(), MANAGER, hashed)
    office.register()
    office.desk.close()
    office.regulator.wire.down = True
    made = Session(tmp_path, office.regulator.session)
    made.unlock(PASSPHRASE)
    made.sign_in("2", PASSWORD)
    yield made
    made.close()


@pytest.fixture
def handed(session, tmp_path):
    """What the window would be handed."""
    return functions(session, None, tmp_path / "papers")


def today() -> Period:
    return Period.of("day", tehran_day(clock.now()))


OWN = {"own shift", "own x"}


def acts(session, handed, tmp_path, *, mine: str, other: str):
    """Every act of the manager's pages by name, as the window would do it."""
    days, shifts = handed.days, handed.shifts
    drill = Drill(today(), ("registered",))
    return {
        "own shift": lambda: shifts.look(mine),
        "own x": lambda: handed.page_preview(PageWanted("x-report")),
        "summary": lambda: days.summary(today(), False),
        "drill": lambda: days.drill(drill, 10, 0),
        "export": lambda: days.export(today(), str(tmp_path / "day.csv"), False),
        "page of the day": lambda: handed.page_preview(PageWanted("daily")),
        "another's shift": lambda: shifts.look(other),
        "another's x": lambda: handed.page_preview(PageWanted("x-report", shift=other)),
        "another's end": lambda: shifts.close(Closing(other)),
        "settlement": Settling(session).accounts,
        "duties": handed.duties.look,
        "page for an inspector": lambda: handed.page_preview(PageWanted("inspection")),
    }


def refused_to_operators(handed, tmp_path):
    """The manager's acts that need something to act on: nobody else gets so far."""
    settlement, duties, path = handed.settlement, handed.duties, str(tmp_path / "none.csv")
    return {
        "columns": lambda: settlement.columns(path),
        "keep columns": lambda: settlement.keep({}),
        "compare": lambda: settlement.look(path, quiet),
        "take in": lambda: settlement.take_in(path, "x", quiet),
        "closing": lambda: duties.ask_closing("1405/12/01", "1405/12/02", "تعمیر"),
        "complaint": lambda: duties.answer_complaint("1", "پاسخ"),
        "finding": lambda: duties.answer_finding("x", "پاسخ"),
        "overcharge": lambda: duties.give_back("x", "پاسخ"),
        "every desk": lambda: handed.days.summary(today(), True),
        "every desk's paper": lambda: handed.page_preview(PageWanted("daily", office=True)),
        "every desk's file": lambda: handed.days.export(today(), str(tmp_path / "a.csv"), True),
    }


def test_every_act_of_the_managers_places_is_refused_to_operators(session, handed, tmp_path):
    acts = refused_to_operators(handed, tmp_path)
    assert {name: outcome(act) for name, act in acts.items()} == dict.fromkeys(
        acts, "right-missing"
    )


def outcome(act) -> str:
    try:
        act()
    except ManagerCanFix as refused:
        return refused.code
    return "done"


def test_an_operator_sees_his_own_shift_only_and_a_manager_everything(session, handed, tmp_path):
    operators = session.who.shift
    session.sign_in("8", PASSWORD)
    managers = session.open_shift().shift
    done = acts(session, handed, tmp_path, mine=managers, other=operators)
    assert {name: outcome(act) for name, act in done.items()} == dict.fromkeys(done, "done")
    session.sign_in("2", PASSWORD)
    mine = session.open_shift().shift
    refused = acts(session, handed, tmp_path, mine=mine, other=managers)
    assert {name: outcome(act) for name, act in refused.items()} == {
        name: "done" if name in OWN else "right-missing" for name in refused
    }
    assert [one.name for one in handed.shifts.open()] == [session.who.operator.name]


def test_a_z_is_looked_at_by_its_operator_and_a_manager_only(session, handed):
    number = handed.shifts.close(Closing(session.who.shift))
    wanted = PageWanted("z-report", number=number)
    assert handed.page_preview(wanted)
    assert [one.number for one in handed.shifts.closed()] == [number]
    session.sign_in("8", PASSWORD)
    assert handed.page_preview(wanted)
    second = handed.shifts.close(Closing(session.open_shift().shift))
    session.sign_in("2", PASSWORD)
    assert outcome(lambda: handed.page_preview(PageWanted("z-report", number=second))) == (
        "right-missing"
    )
    assert [one.number for one in handed.shifts.closed()] == [number]


def test_without_an_open_shift_nobody_serves_however_the_window_thinks(session, handed):
    handed.shifts.close(Closing(session.who.shift))
    with pytest.raises(OperatorCanFix, match="shift-closed"):
        handed.open_visit()
    session.open_shift()
    assert handed.open_visit()


def test_a_printed_z_is_counted_and_the_next_one_says_so(session, handed, tmp_path):
    number = handed.shifts.close(Closing(session.who.shift))
    room = PrintRoom(session, Press(session, tmp_path / "papers"))
    wanted = PageWanted("z-report", number=number)
    for _ in range(2):
        room.print_page(wanted)
    with session.desk.here.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT z_prints FROM shifts WHERE z_number = 1").all()
    assert [tuple(row) for row in rows] == [(2,)]


def test_a_file_says_its_kind_by_its_name(session, handed, tmp_path):
    session.sign_in("8", PASSWORD)
    days = handed.days
    for name, begins in (("a.pdf", b"%PDF"), ("a.xlsx", b"PK"), ("a.csv", b"\xef\xbb\xbf")):
        assert (
            Path(days.export(today(), str(tmp_path / name), False)).read_bytes().startswith(begins)
        )
    with pytest.raises(OperatorCanFix, match="export-kind"):
        days.export(today(), str(tmp_path / "a.doc"), False)
    with pytest.raises(OperatorCanFix, match="file-unwritable"):
        days.export(today(), str(tmp_path / "no" / "a.csv"), False)


def told() -> int:
    """A descriptor that says passphrase and password, as a shell would hand one."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n{PASSWORD}\n".encode())
    os.close(writing)
    return reading


def test_the_commands_write_reports_and_take_in_a_settlement(session, tmp_path, capsys):
    session.close()

    def run(*words: str) -> int:
        command = ("--data", str(tmp_path), "--passphrase-fd", str(told()), *words)
        return cli.main(list(command))

    out = tmp_path / "day.xlsx"
    assert run("report", "--kind", "day", "--operator", "8", "--out", str(out)) == 0
    assert out.read_bytes().startswith(b"PK")
    every = tmp_path / "every.csv"
    asked = ("report", "--kind", "day", "--operator", "8", "--office", "--out", str(every))
    assert run(*asked) == 0
    assert "همه باجه‌های دفتر" in every.read_text("utf-8-sig")
    paper = tmp_path / "x.pdf"
    assert run("report", "--kind", "x", "--operator", "2", "--out", str(paper)) == 0
    assert run("report", "--kind", "day", "--operator", "2", "--out", str(paper)) == 3
    rows = tmp_path / "settled.csv"
    rows.write_text("t,r,a,d\n90000001,77,5000,1405/08/30\n", "utf-8")
    heads = "terminal=t,rrn=r,amount=a,date=d"
    assert run("settlement", str(rows), "--operator", "8", "--columns", heads) == 1
    assert '"fates": {"extra": 1}' in capsys.readouterr().out
    assert run("settlement", str(rows), "--operator", "8") == 3
    assert run("settlement", "--operator", "8") == 0

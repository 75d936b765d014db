"""The card terminal over a real socket, with the faults of real ones: each rial moves once."""

import json
import socket
import threading

import pytest

from app.devices.simulator import Simulator
from app.devices.terminal import AnswerLost, Declined, Terminal
from app.domain.errors import TimeCanFix

PAID, GIVEN = "ab" * 16, "cd" * 16


@pytest.fixture
def bank():
    with Simulator() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def terminal(bank):
    return Terminal("127.0.0.1", bank.port, seconds=0.2)


def test_a_charge_asked_twice_is_taken_once(bank, terminal):
    slip = terminal.charge(PAID, 850_000, "IR1")
    assert terminal.charge(PAID, 850_000, "IR1") == slip
    assert len(bank.charged) == 1


def test_a_refusal_of_the_bank_takes_nothing(bank, terminal):
    bank.mode = "decline"
    with pytest.raises(Declined):
        terminal.charge(PAID, 850_000, "IR1")
    assert bank.charged == {}


@pytest.mark.parametrize(("mode", "taken"), [("answer-lost", 1), ("time-out", 0)])
def test_after_a_lost_answer_the_inquiry_tells_what_happened(bank, terminal, mode, taken):
    bank.mode = mode
    with pytest.raises(AnswerLost):
        terminal.charge(PAID, 850_000, "IR1")
    with pytest.raises(AnswerLost):
        terminal.find(PAID, 850_000)
    bank.mode = "approve"
    if taken:
        assert terminal.find(PAID, 850_000).rrn == "000000000001"
    else:
        with pytest.raises(Declined):
            terminal.find(PAID, 850_000)
    assert len(bank.charged) == taken


def test_what_an_inquiry_did_not_find_cannot_be_charged_later(bank, terminal):
    with pytest.raises(Declined):
        terminal.find(PAID, 850_000)
    with pytest.raises(Declined):
        terminal.charge(PAID, 850_000, "IR1")
    assert bank.charged == {}


def test_money_goes_back_once_and_never_more_than_was_taken(bank, terminal):
    terminal.charge(PAID, 850_000, "IR1")
    bank.mode = "answer-lost"
    with pytest.raises(AnswerLost, match="refund-answer-lost"):
        terminal.refund(GIVEN, PAID, 350_000)
    bank.mode = "approve"
    slip = terminal.refund(GIVEN, PAID, 350_000)
    assert terminal.refund(GIVEN, PAID, 350_000) == slip
    with pytest.raises(Declined, match="refund-declined"):
        terminal.refund("ef" * 16, PAID, 500_001)
    with pytest.raises(Declined):
        terminal.refund("ef" * 16, "99" * 16, 1)


def test_the_simulator_changes_its_mode_when_told(bank, terminal):
    with socket.create_connection(("127.0.0.1", bank.port)) as link:
        link.sendall(b'{"do": "mode", "mode": "decline"}\n')
        assert json.loads(link.makefile("rb").readline()) == {"mode": "decline"}
    with pytest.raises(Declined):
        terminal.charge(PAID, 1, "IR1")


def test_a_terminal_that_is_away_took_nothing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = Terminal("127.0.0.1", port)
    with pytest.raises(TimeCanFix, match="terminal-away"):
        away.charge(PAID, 1, "IR1")
    # Of a charge in doubt, and of money going back, it says something else.
    with pytest.raises(TimeCanFix, match="terminal-unasked"):
        away.find(PAID, 1)
    with pytest.raises(TimeCanFix, match="refund-terminal-away"):
        away.refund(GIVEN, PAID, 1)


@pytest.mark.parametrize(
    "answer",
    [
        {"state": "approved", "amount": 1, "rrn": "12"},
        {"state": "approved", "amount": 2, "rrn": "000000000001"},
        {"ref": "someone else's", "state": "declined"},
        ["nonsense"],
    ],
)
def test_an_odd_answer_is_never_taken_for_a_no(answer):
    # A terminal that approved and whose proof cannot be read has moved money.
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer_once, args=(server, answer))
        thread.start()
        with pytest.raises(AnswerLost):
            Terminal("127.0.0.1", server.getsockname()[1]).charge(PAID, 1, "IR1")
        thread.join()


def answer_once(server, answer):
    link, _ = server.accept()
    with link:
        link.makefile("rb").readline()
        said = {"ref": PAID, "terminal": "90000001", "trace": "1", "last4": "0015"}
        full = said | answer if isinstance(answer, dict) else answer
        link.sendall(json.dumps(full).encode() + b"\n")

"""Making a desk out of an empty folder: code → certificate → encrypted file → first entries."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

import app as program
from app.desk import office, people
from app.desk.here import Here
from app.domain.errors import ManagerCanFix, RegulatorCanFix
from app.domain.staff import check_password
from app.keys import passwords, slots
from app.keys.signer import public_key, signer
from app.wiring import clock
from app.wiring.folder import DESK_FILE
from app.wiring.opened import Connect, body_checker, open_desk
from local_db import queries
from local_db.file import Database
from sync.enrol import Enrolled, enrol

LONGEST_HOST = 32
FIRST_MANAGER = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a person types to make a desk. Passwords by operator number; under FIRST_MANAGER that of
    whoever the regulator names first as manager.

    `desk` is the number of a workstation that is enrolled anew on an empty machine: whatever it
    told before comes back to it.
    """

    url: str
    code: str
    passphrase: str
    passwords: dict[str, str]
    desk: int | None = None


def make_desk(folder: Path, newcomer: Newcomer, connect: Connect = requests.Session) -> str:
    """Enrol and write the desk file; returns the check string both screens show.

    The file is complete before the key slots are written, so a folder that has key slots has a
    desk; anything cut off before leaves a folder that can be tried again with a new code.
    """
    if slots.exists(folder):
        raise ManagerCanFix("keys-exist")
    for password in newcomer.passwords.values():
        check_password(password)
    secrets = slots.draw()
    with connect() as session:
        enrolled = enrol(
            newcomer.url,
            code=newcomer.code,
            public_key=public_key(secrets.seed),
            app=f"pishkhan {program.__version__}",
            session=session,
            desk=newcomer.desk,
        )
    check_address(enrolled.office.tracking_url)
    if FIRST_MANAGER in newcomer.passwords and not _first_manager(enrolled):
        raise RegulatorCanFix("office-no-manager")
    write_file(folder, newcomer, secrets, enrolled)
    slots.create(folder, secrets, newcomer.passphrase)
    first_sync(folder, newcomer.passphrase, connect)
    return enrolled.check


def check_address(tracking_url: str) -> None:
    """A longer host would not fit the receipt's QR; better to hear of it now than when printing."""
    if not 0 < len(urlsplit(tracking_url).netloc) <= LONGEST_HOST:
        raise RegulatorCanFix("tracking-url-long", most=LONGEST_HOST)


def write_file(
    folder: Path, newcomer: Newcomer, secrets: slots.Secrets, enrolled: Enrolled
) -> None:
    """The encrypted file with its first entries; without key slots nothing can open it yet."""
    for left in folder.glob(f"{DESK_FILE}*"):
        left.unlink()  # of an enrolment that was cut off: without key slots nothing can open it
    db = Database(folder / DESK_FILE, secrets.database)
    try:
        here = _here(db, secrets, enrolled)
        with db.write() as connection:
            identity = {"url": newcomer.url, "keys": dict(enrolled.keys)}
            identity["certificate"] = enrolled.token
            queries.set_setting(connection, "identity", identity)
        office.open_enrolment(here, clock.moment())
        office.note_server_time(here, clock.moment(), enrolled.server_time)
        office.renew_lease(here, clock.moment(), enrolled.lease, enrolled.lease_token)
        _welcome(here, newcomer, enrolled)
    finally:
        db.close()


def _welcome(here: Here, newcomer: Newcomer, enrolled: Enrolled) -> None:
    """Everybody the regulator knows; who typed no password here gets a starting code later."""
    first = _first_manager(enrolled)
    for person in enrolled.operators:
        password = newcomer.passwords.get(person.number)
        if person.number == first:
            password = newcomer.passwords.get(FIRST_MANAGER, password)
        hashed = passwords.hash_password(password) if password else None
        people.add_operator(here, clock.moment(), person, hashed)


def _first_manager(enrolled: Enrolled) -> str:
    return next((one.number for one in enrolled.operators if one.role == "manager"), "")


def _here(db: Database, secrets: slots.Secrets, enrolled: Enrolled) -> Here:
    return Here(
        db=db,
        office=enrolled.office,
        desk=enrolled.certificate.desk,
        ep=enrolled.certificate.ep,
        dev=enrolled.certificate.dev,
        public_key=public_key(secrets.seed),
        certificate=enrolled.token,
        signer=signer(secrets.seed),
        check_body=body_checker().check,
    )


def first_sync(folder: Path, passphrase: str, connect: Connect) -> None:
    """Tell the regulator of the beginning, and take its catalogue."""
    desk = open_desk(folder, passphrase, connect)
    try:
        desk.sync()
    finally:
        desk.close()

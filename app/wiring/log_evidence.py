"""What this desk kept of a lying log as one file, for the auditor and whoever else should know."""

from pathlib import Path

from app.domain import log_evidence, signed_notes
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.log_evidence import LogEvidence
from app.wiring.opened import OpenDesk
from local_db import country_log


def write(desk: OpenDesk, out: Path) -> LogEvidence:
    """Write the file; `OperatorCanFix` log-never-lied where nothing is kept."""
    with desk.here.db.read() as connection:
        lies, key = country_log.lies(connection), country_log.key(connection)
    if not lies:
        raise OperatorCanFix("log-never-lied")
    here = desk.here
    place = (log_evidence.FORMAT, log_evidence.VERSION, here.office.code, here.desk, here.dev)
    told = LogEvidence(*place, key, lies)
    try:
        out.write_bytes(log_evidence.dumps(told))
    except OSError as fault:
        raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    return told


def proven(told: LogEvidence) -> int:
    """How many of the lies the log's own signatures show, under the key in the file."""
    try:
        key = signed_notes.key_in(told.key)
    except ValueError:
        return 0
    return sum(log_evidence.proves(one, key) for one in told.lies)

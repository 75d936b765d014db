"""All queries of the auditor's workspace, gathered: whoever brings one is imported here."""

from regulator.auditing import (
    board_api,
    entries_api,
    findings_api,
    package_api,
    session_api,
    sheets_api,
)
from regulator.auditing.doors import DOORS, router

QUERIES = (board_api, entries_api, findings_api, package_api, session_api, sheets_api)

__all__ = ["DOORS", "QUERIES", "router"]

"""All queries of the auditor's workspace, gathered: whoever brings one is imported here."""

from regulator.auditing import board_api, entries_api, findings_api, session_api, sheets_api
from regulator.auditing.doors import router

__all__ = ["board_api", "entries_api", "findings_api", "router", "session_api", "sheets_api"]

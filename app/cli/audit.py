"""`pishkhan audit`: the auditor's window, online, without any desk."""

import argparse


def audit(options: argparse.Namespace) -> int:
    """Open the auditor's door; what was seen of the regulator's log is kept in a folder of his
    own."""
    from app.wiring.audit import audit_folder, functions
    from app.wiring.evidence import note_key
    from ui.start import run_audit

    key = str(note_key(options.log_key)) if options.log_key else ""
    folder = audit_folder(getattr(options, "data", None))
    return run_audit(functions(folder, options.server, log_key=key))

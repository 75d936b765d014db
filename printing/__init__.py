"""Persian on paper: values in, PDF bytes and rasters out. No Qt, no SQL, no network.

Importing this costs nothing: a name is looked up where it lives when it is first asked for, and
reportlab, HarfBuzz and pdfium are loaded with the first page. After `work_apart` pages are made in
a process of their own, and nothing of that is ever loaded here.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from printing.apart import Apart

if TYPE_CHECKING:
    from app.domain.printers import choose
    from printing.draw import page_pdf
    from printing.escpos import language_of
    from printing.evidence import evidence_report_pdf
    from printing.find import text_of
    from printing.form_pages import blank_form_pdf, filled_form_pdf
    from printing.inspection import inspection_pdf
    from printing.outputs import output
    from printing.raster import page_count, pictures, png, preview_png
    from printing.receipt import receipt_pdf
    from printing.recovery import recovery_sheet_pdf
    from printing.reports import daily_summary_pdf, journal_extract_pdf, shift_report_pdf
    from printing.slips import (
        corrected_pdf,
        delivery_slip_pdf,
        inquiry_slip_pdf,
        missing_slip_pdf,
        refund_slip_pdf,
        reprint_pdf,
        void_notice_pdf,
    )
    from printing.trial import trial_page_pdf
    from printing.visits import (
        agency_list_pdf,
        poster_pdf,
        queue_ticket_pdf,
        visit_envelope_pdf,
        visit_guide_pdf,
    )

__all__ = [
    "agency_list_pdf",
    "blank_form_pdf",
    "choose",
    "corrected_pdf",
    "daily_summary_pdf",
    "delivery_slip_pdf",
    "evidence_report_pdf",
    "filled_form_pdf",
    "inquiry_slip_pdf",
    "inspection_pdf",
    "journal_extract_pdf",
    "language_of",
    "missing_slip_pdf",
    "output",
    "page_count",
    "page_pdf",
    "pictures",
    "png",
    "poster_pdf",
    "preview_png",
    "queue_ticket_pdf",
    "receipt_pdf",
    "recovery_sheet_pdf",
    "refund_slip_pdf",
    "reprint_pdf",
    "shift_report_pdf",
    "text_of",
    "trial_page_pdf",
    "visit_envelope_pdf",
    "visit_guide_pdf",
    "void_notice_pdf",
    "work_apart",
]

_LIVES_IN = {
    "choose": "app.domain.printers",
    "output": "printing.outputs",
    "blank_form_pdf": "printing.form_pages",
    "filled_form_pdf": "printing.form_pages",
    "text_of": "printing.find",
    "trial_page_pdf": "printing.trial",
    "page_count": "printing.raster",
    "page_pdf": "printing.draw",
    "language_of": "printing.escpos",
    "pictures": "printing.raster",
    "png": "printing.raster",
    "preview_png": "printing.raster",
    "receipt_pdf": "printing.receipt",
    "recovery_sheet_pdf": "printing.recovery",
    "corrected_pdf": "printing.slips",
    "delivery_slip_pdf": "printing.slips",
    "inquiry_slip_pdf": "printing.slips",
    "missing_slip_pdf": "printing.slips",
    "refund_slip_pdf": "printing.slips",
    "reprint_pdf": "printing.slips",
    "void_notice_pdf": "printing.slips",
    "agency_list_pdf": "printing.visits",
    "poster_pdf": "printing.visits",
    "queue_ticket_pdf": "printing.visits",
    "visit_envelope_pdf": "printing.visits",
    "visit_guide_pdf": "printing.visits",
    "daily_summary_pdf": "printing.reports",
    "journal_extract_pdf": "printing.reports",
    "shift_report_pdf": "printing.reports",
    "inspection_pdf": "printing.inspection",
    "evidence_report_pdf": "printing.evidence",
}


_LIGHT = ("app.domain.printers", "printing.outputs")
_apart: Apart | None = None


def work_apart() -> Apart:
    """From now on everything heavy is done by that process: for a program with a window."""
    global _apart
    _apart = _apart or Apart()
    return _apart


def __getattr__(name: str) -> Any:
    """The function itself, kept here from then on, or a way to have it done apart."""
    if name not in _LIVES_IN:
        raise AttributeError(f"printing has no {name!r}")
    if _apart and _LIVES_IN[name] not in _LIGHT:
        return partial(_apart.do, name)
    found = getattr(import_module(_LIVES_IN[name]), name)
    globals()[name] = found
    return found

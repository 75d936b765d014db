"""Any page by its value: the one table of which function draws which."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import printing
from app.domain import papers, report_papers
from app.domain.pages import PaperSize
from app.domain.receipts import ReceiptPaper

_DRAWN_BY: Mapping[type, str] = {
    ReceiptPaper: "receipt_pdf",
    papers.Reprint: "reprint_pdf",
    papers.Corrected: "corrected_pdf",
    papers.VoidNotice: "void_notice_pdf",
    papers.MissingSlip: "missing_slip_pdf",
    papers.InquirySlip: "inquiry_slip_pdf",
    papers.RefundSlip: "refund_slip_pdf",
    papers.QueueTicket: "queue_ticket_pdf",
    papers.VisitGuide: "visit_guide_pdf",
    papers.DeliverySlip: "delivery_slip_pdf",
    papers.VisitEnvelope: "visit_envelope_pdf",
    papers.AgencyList: "agency_list_pdf",
    papers.Poster: "poster_pdf",
    report_papers.ShiftReport: "shift_report_pdf",
    report_papers.DailySummary: "daily_summary_pdf",
    report_papers.JournalExtract: "journal_extract_pdf",
    report_papers.InspectionPage: "inspection_pdf",
    report_papers.EvidenceReport: "evidence_report_pdf",
}


def page_pdf(value: object, *, paper: PaperSize, large: bool = False) -> bytes:
    """The page as PDF; equal values give equal bytes. KeyError for what is no page."""
    if isinstance(value, papers.FilledForm):
        return printing.filled_form_pdf(
            value.form,
            value.filled,
            head=value.head,
            seen=value.seen,
            paper=paper,
            large=large,
        )
    if isinstance(value, papers.BlankForm):
        head = value.head
        return printing.blank_form_pdf(
            value.form,
            service_title=head.service_title,
            agency=head.agency,
            number=head.number,
            paper=paper,
            large=large,
        )
    draw: Callable[..., bytes] = getattr(printing, _DRAWN_BY[type(value)])
    return draw(value, paper=paper, large=large)

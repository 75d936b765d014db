"""The console's board (داشبورد نظارت): a month at a glance, and its files."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from app.domain.board import Board, Mark, Ranked
from app.domain.board_lines import OfficeLine
from app.domain.errors import OperatorCanFix
from app.domain.moments import from_wire, to_wire
from regulator import clock
from regulator.supervision import days, drawing, exports, queries, reform, tables
from regulator.supervision.models import BoardFigures
from regulator.supervision.within import within

YEAR, SHOWN = timedelta(days=366), 40
SPANS = (1, 3, 4, 6, 12)


def board(request: HttpRequest) -> HttpResponse:
    """The whole country in one month, or in the `span` months that end with it (the law's reports
    are of three, four, six and twelve); `form` asks for it as a file, `report=reform` for #103's.
    """
    month, span = _month(request), _span(request)
    since, until = days.months(month, span)
    form = request.GET.get("form", "")
    if form in exports.MEDIA:
        if request.GET.get("report") == "reform":
            report = reform.report(since, until)
            return _file(exports.as_file(report, tables.of_reform(report), form), month, form)
        found = queries.board(within(since, until))
        return _file(exports.as_file(found, tables.of_board(found), form), month, form)
    found = queries.board(within(since, until))
    measure = request.GET.get("by", "")
    facts = _facts(found, measure if measure in drawing.MEASURES else "requests")
    facts |= {"month": month, "year": queries.months(within(until - YEAR, until))}
    facts |= {"span": span, "spans": SPANS}
    facts |= {"before": days.before(month), "after": days.after(month)}
    facts["spark"] = drawing.spark([one.figures.requests for one in facts["year"]])
    context = {**admin.site.each_context(request), "title": "داشبورد نظارت", **facts}
    return render(request, "staff/board.html", context)


def _month(request: HttpRequest) -> str:
    """The month asked for, else this one."""
    this = days.month_of(clock.today())
    try:
        days.month(asked := request.GET.get("month", this)[:7])
    except OperatorCanFix:
        return this
    return asked


def _span(request: HttpRequest) -> int:
    """How many months; one unless another of the law's spans is asked for."""
    asked = request.GET.get("span", "1")
    return int(asked) if asked in {str(one) for one in SPANS} else 1


def _file(content: bytes, month: str, form: Any) -> HttpResponse:
    answer = HttpResponse(content, content_type=exports.MEDIA[form])
    name = f"board-{month.replace('/', '-')}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _facts(found: Board, measure: str) -> dict[str, Any]:
    settings = BoardFigures.objects.filter(pk=1).first() or BoardFigures()
    names = {one.code: one.name for one in found.offices}
    quiet = to_wire(clock.now() - timedelta(days=settings.silent_days))
    return {
        "board": found,
        "settings": settings,
        "measure": measure,
        "measures": list(drawing.MEASURES),
        "tiles": drawing.tiles(found.provinces, measure),
        "map": drawing.MAP,
        "bars": drawing.bars(found.services),
        "silent": sum(one.silent for one in found.provinces),
        "findings": sum(one.findings for one in found.provinces),
        "past_due": sum(one.past_due for one in found.provinces),
        "owed": sum(one.owed for one in found.provinces),
        "waiting": [_heard(one, quiet) for one in _waiting(found, quiet)],
        "ranking": [(one, names[one.office], _marks(one, found)) for one in found.ranking[:SHOWN]],
        "places": [(one, _last(one.last)) for one in found.provinces if one.offices],
    }


def _marks(ranked: Ranked, found: Board) -> list[Mark | None]:
    """In the criteria's order; None where there is no figure."""
    known = {mark.code: mark for mark in ranked.marks}
    return [known.get(one.code) for one in found.criteria]


def _waiting(found: Board, quiet: str) -> list[OfficeLine]:
    """Offices somebody should look at, the longest silent first."""
    told = [one for one in found.offices if one.last < quiet or one.findings or one.past_due]
    told.sort(key=lambda one: (one.last >= quiet, -one.findings, -one.past_due, one.code))
    return told[:SHOWN]


def _heard(one: OfficeLine, quiet: str) -> tuple[OfficeLine, Any, bool]:
    return one, _last(one.last), one.last < quiet


def _last(told: str) -> Any:
    return from_wire(told) if told else None

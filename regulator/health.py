"""For those who run it: whether it works, and figures for Prometheus.

All of them come from the database, so that several processes say the same. Sums only: nothing here
is about a person.
"""

from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from regulator import clock
from regulator.rows import fetch


def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503."""
    try:
        fetch("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


def metrics(_request: HttpRequest) -> HttpResponse:
    """Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


_LOG = "SELECT size FROM intake_loghead"
_WAITING = "SELECT COALESCE(SUM(last - first + 1), 0) FROM intake_taken"
_RELEASE = "SELECT COALESCE(MAX(number), 0) FROM catalogue_release"
_DOCUMENTS = "SELECT COALESCE(SUM(received), 0) FROM intake_document"
_REFUSED = (
    "SELECT verdict, reason, COUNT(*) FROM intake_storedentry WHERE NOT (reason = '') GROUP BY 1, 2"
)
_FORKED = "SELECT COUNT(*) FROM intake_forkedentry"
_DEVICES = "SELECT state, COUNT(*) FROM offices_enrolment GROUP BY state"
_FINDINGS = "SELECT reason, COUNT(*) FROM oversight_finding WHERE state = 'open' GROUP BY reason"


class Figures(Collector):
    """What stands in the database at this moment."""

    def collect(self) -> Iterator[Metric]:
        """Each figure with its labels."""
        yield _counter("log_entries", "Entries with a place in the log", _LOG)
        yield _gauge("log_waiting_entries", "Entries stored, without a place yet", _WAITING)
        yield _gauge("release_number", "Catalogue release in force", _RELEASE)
        yield _gauge("documents_bytes", "Bytes of documents received", _DOCUMENTS)
        yield _counter("forked_entries", "Entries of second stories told with one key", _FORKED)
        labels = ("verdict", "reason")
        yield _counter("entries_not_accepted", "Entries flagged or quarantined", _REFUSED, *labels)
        yield _gauge("devices", "Device keys by state", _DEVICES, "state")
        yield _gauge("findings_open", "Open findings by reason", _FINDINGS, "reason")
        yield GaugeMetricFamily(
            "pishkhan_server_time_seconds", "The clock here", value=clock.now().timestamp()
        )


def _counter(name: str, text: str, statement: str, *labels: str) -> Metric:
    family = CounterMetricFamily(f"pishkhan_{name}", text, labels=labels)
    return _filled(family, statement)


def _gauge(name: str, text: str, statement: str, *labels: str) -> Metric:
    return _filled(GaugeMetricFamily(f"pishkhan_{name}", text, labels=labels), statement)


def _filled(family: CounterMetricFamily | GaugeMetricFamily, statement: str) -> Metric:
    for *labels, value in fetch(statement):
        family.add_metric([str(label) for label in labels], float(value))
    return family

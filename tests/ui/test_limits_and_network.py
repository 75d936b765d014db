"""Strips of lease, licence and enrolment; a network that came back wakes the loop."""

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

from app.domain.permits import Limit
from ui import network
from ui.models.banners import NETWORK, limiting

Reachability = QNetworkInformation.Reachability


def test_what_limits_new_requests_stands_above_the_work_with_who_acts():
    found = limiting(
        [
            Limit("lease-over", "over"),
            Limit("licence-ends", "amber", {"until": "۱۴۰۵/۰۹/۰۱"}),
            Limit("lease-old", "warn", {"days": "۱۱"}),
        ]
    )
    assert [one.tone for one in found] == ["bad", "warn", "info"]
    assert [one.who for one in found] == [NETWORK, "اقدام با مدیر دفتر", NETWORK]
    assert "۱۱ روز دیگر" in found[2].words
    assert "۱۴۰۵/۰۹/۰۱" in found[1].words
    assert "با F4 همگام" in found[2].words


def test_the_loop_is_woken_when_something_became_reachable_and_not_when_it_went(qapp):
    woken: list[int] = []
    window = QObject()
    known = network.watch(window, lambda: woken.append(1))
    assert known is not None
    for change in (Reachability.Disconnected, Reachability.Local, Reachability.Online):
        known.reachabilityChanged.emit(change)
    assert len(woken) == 2
    del window
    known.reachabilityChanged.emit(Reachability.Online)
    assert len(woken) == 2

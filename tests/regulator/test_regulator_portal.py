"""The citizens' pages, read as a citizen reads them."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction

from app.domain import canonical, qr
from regulator.complaints.models import Complaint
from regulator.intake import cases
from regulator.intake.models import Case
from regulator.oversight.models import UnreportedReceipt
from tests.regulator import bodies
from tests.regulator.device import Device

TID = "000000012071000198"


def get(regulator, path, **how):
    return regulator.session().get(f"{regulator.url}{path}", **how)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def post(regulator, path, **fields):
    """As a browser does: take the form, send it back with its token."""
    session = regulator.session()
    page = session.get(f"{regulator.url}{path}")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    action = re.search(r'<form method="post" action="([^"]+)"', page.text)[1]
    headers = {"Referer": f"{regulator.url}{path}"}
    return session.post(
        f"{regulator.url}{action}", data={"csrfmiddlewaretoken": token, **fields}, headers=headers
    )


@pytest.fixture
def visit(device):
    """A received case with its receipt: (tid, receipt leaf)."""
    tid = device.tid()
    registration = device.add("request.registered", bodies.registered(), tid=tid)
    payment = device.add("payment.succeeded", bodies.paid(tid))
    receipt = device.add("receipt.issued", bodies.issued(registration, [payment]), tid=tid)
    device.ack(device.push())
    return tid, receipt


def test_any_spelling_of_the_id_leads_to_its_one_address(regulator):
    answer = get(regulator, "/?q=۰۰۰۰۰-۰۰۱-۲۰۷۱-۰۰۰۱ ۹۸", allow_redirects=False)
    assert answer.headers["Location"] == f"/track/{TID}"
    spoken = get(regulator, "/track/00000-001-2071-0001-98", allow_redirects=False)
    assert spoken.headers["Location"] == f"/track/{TID}"


@pytest.mark.parametrize("typed", ["000000012071000199", "12", "abc"])
def test_a_wrong_id_is_explained(regulator, typed):
    for path in (f"/?q={typed}", f"/track/{typed}"):
        answer = get(regulator, path)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert "دو رقم پایانی" in text(get(regulator, "/track/000000012071000199"))


def test_a_good_id_nobody_reported_says_so(regulator):
    answer = get(regulator, f"/track/{TID}")
    assert answer.status_code == 404
    assert "هنوز گزارش نشده" in text(answer)


def test_the_id_alone_tells_status_due_date_office_and_service(regulator, visit):
    page = text(get(regulator, f"/track/{visit[0]}"))
    assert "دریافت‌شده در سامانه" in page
    assert "۱۲ دی ۱۴۰۵" in page
    assert "موقت" in page
    assert "دفتر نمایشی پیشخوان" in page
    for secret in ("امیر آزمایشی", "مریم", "0000000019", "31415", "پرداخت موفق"):
        assert secret not in page


def test_the_v_code_opens_all_events_with_time_and_person(regulator, visit):
    page = text(post(regulator, f"/track/{visit[0]}", v="۳۱۴۱۵"))
    for told in ("ثبت درخواست", "پرداخت موفق", "صدور رسید", "امیر آزمایشی", "۷۰۰٬۰۰۰"):
        assert told in page
    assert "مریم" not in page


def test_what_staff_did_is_among_the_events(regulator, visit):
    with transaction.atomic():
        cases.move(Case.objects.get(), "referred", by="کارشناس نمونه")
    page = text(post(regulator, f"/track/{visit[0]}", v="31415"))
    assert "ارجاع‌شده به دستگاه" in page
    assert "کارشناس نمونه" in page


def test_five_wrong_codes_close_the_door_for_an_hour(regulator, visit, later):
    for left in "۴۳۲۱۰":
        answer = post(regulator, f"/track/{visit[0]}", v="00000")
        assert answer.status_code == 403
        assert f"{left} کوشش" in text(answer)
    locked = post(regulator, f"/track/{visit[0]}", v="31415")
    assert locked.status_code == 429
    assert "صدور رسید" not in text(locked)
    later(hours=1, seconds=1)
    assert "صدور رسید" in text(post(regulator, f"/track/{visit[0]}", v="31415"))


def test_an_erased_body_opens_to_no_code(regulator, visit):
    from regulator.intake.models import StoredBody

    StoredBody.objects.all().delete()
    assert post(regulator, f"/track/{visit[0]}", v="31415").status_code == 403


def sealed(device, tid, leaf, *bits):
    mark = qr.Mark(
        key=bytes.fromhex(device.dev[:8]),
        tid=tid,
        at=datetime(2026, 11, 21, 8, 30, tzinfo=UTC),
        amount=700000,
        service=102,
        flags=qr.flags(*bits),
        catalogue=1,
        leaf=canonical.unb64u(leaf)[:16],
    )
    return qr.to_text(qr.seal(mark, device.key.sign), "regulator.test").split("/R/")[1]


def test_a_receipt_that_was_reported_is_valid(regulator, device, visit):
    page = text(get(regulator, f"/R/{sealed(device, *visit)}"))
    assert "رسید معتبر است" in page
    assert "۷۰۰٬۰۰۰" in page


def test_a_voided_receipt_is_void_by_case_or_by_flag(regulator, device, visit):
    assert "باطل شده" in text(get(regulator, f"/R/{sealed(device, *visit, qr.VOID)}"))
    device.add("request.voided", {}, tid=visit[0])
    device.push({**device.segment(), "bodies": []})
    assert "باطل شده" in text(get(regulator, f"/R/{sealed(device, *visit)}"))


def test_a_practice_receipt_is_no_receipt(regulator, device, visit):
    assert "تمرینی" in text(get(regulator, f"/R/{sealed(device, *visit, qr.PRACTICE)}"))


def test_a_genuine_receipt_nobody_reported_is_noted_once(regulator, device):
    code = sealed(device, TID, "A" * 43)
    for _ in range(2):
        assert "هنوز آن را گزارش نکرده" in text(get(regulator, f"/R/{code}"))
    assert UnreportedReceipt.objects.get().dev == device.dev


def test_a_forged_or_unreadable_receipt_is_not_genuine(regulator, device, visit):
    stranger = Device(regulator.session(), regulator.url)
    stranger.dev = device.dev
    good = sealed(device, *visit)
    for code in (sealed(stranger, *visit), good[:-1], "A" + good[1:], "ABC", "é", good.lower()[:9]):
        assert "اصیل نیست" in text(get(regulator, f"/R/{code}"))


def test_a_quarantined_receipt_is_in_doubt(regulator, device):
    from regulator.offices.models import Enrolment

    Enrolment.objects.filter(dev=device.dev).update(state="revoked")
    tid = device.tid()
    leaf = device.add("receipt.issued", bodies.issued("A" * 43, []), tid=tid)
    device.ack(device.push())
    assert "پذیرفته نشده" in text(get(regulator, f"/R/{sealed(device, tid, leaf)}"))


def test_services_are_listed_found_and_shown_with_the_eleven_fields(regulator):
    assert get(regulator, "/services/").text.count("/services/1") > 50
    found = get(regulator, "/services/?q=شناسنامه").text
    assert "/services/102/" in found
    assert "/services/130/" not in found
    page = get(regulator, "/services/102/")
    for title in ("مراحل", "مدارک", "هزینه و مبنای آن", "شناسنامه خدمت", "موقت", "کد خدمت"):
        assert title in text(page)
    fields = page.text.split("شناسنامه خدمت</h2>")[1].split("</dl>")[0]
    assert fields.count("<dt>") == 11
    assert get(regulator, "/services/999999/").status_code == 404


def test_every_service_page_can_be_drawn(regulator):
    from regulator.catalogue import shelf

    for number in shelf.current().services:
        assert get(regulator, f"/services/{number}/").status_code == 200, number


def test_a_complaint_gets_a_number_and_a_promise_told_before(regulator):
    assert "۱۵ روز" in text(get(regulator, f"/complaints/new?tid={TID}"))
    answer = post(regulator, f"/complaints/new?tid={TID}", kind="criticism", tid=TID, text="دیر شد")
    made = Complaint.objects.get()
    assert (made.kind, made.tid, made.text) == ("criticism", TID, "دیر شد")
    assert (made.promised_by - made.at).days == 15
    assert "پیام شما رسید" in text(answer)


@pytest.mark.parametrize(
    "spoilt", [{"text": ""}, {"tid": "12"}, {"kind": "x"}, {"text": "x" * 2001}]
)
def test_a_wrong_complaint_is_not_taken(regulator, spoilt):
    fields = {"kind": "complaint", "tid": "", "text": "متن"} | spoilt
    assert post(regulator, "/complaints/new", **fields).status_code == 400
    assert not Complaint.objects.exists()


def test_a_form_without_its_token_is_refused(regulator):
    answer = regulator.session().post(f"{regulator.url}/complaints/new", data={"text": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/services/", "/services/102/", "/privacy/", "/staff/login/"]
)
def test_pages_load_nothing_from_elsewhere(regulator, path):
    answer = get(regulator, path)
    assert answer.status_code == 200
    assert not re.search(r"""(src|href|url\()=?["']?(https?:)?//""", answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert 'lang="fa"' in answer.text
    assert 'dir="rtl"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/portal/portal.css",
        "/static/fonts/Vazirmatn-Regular.ttf",
        "/static/admin/css/base.css",
    ],
)
def test_styles_and_fonts_come_from_here(regulator, path):
    assert get(regulator, path).status_code == 200


@pytest.mark.parametrize("path", ["/static/fonts/OFL.txt", "/static/../settings.py", "/nowhere"])
def test_nothing_else_is_served(regulator, path):
    assert get(regulator, path).status_code == 404

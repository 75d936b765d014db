"""Many receipts of chance: numbers, words and codes survive whatever the office had to write.

`python -m tests.printing.test_thousand 1000` takes as many as you like; `make test` takes fewer.
"""

import random
import re
import sys
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp

from app.domain.jalali import long_date, tehran_date
from app.domain.money import rials
from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment
from app.domain.text import persian_digits
from printing import page_count, receipt_pdf, text_of
from printing.raster import one_bit
from printing.words import grouped_id
from tests.printing.papers import LONG_NAME, LONG_TITLE, ORDINARY
from tests.printing.test_receipt import bare, pdftotext, visual_lines

COUNT, PARTS = 64, 8
NAMES = ("ژاله آئین‌پرست", LONG_NAME, "علی", "María José Núñez", "شرکت آب (سهامی خاص)")
TITLES = (ORDINARY.service_title, LONG_TITLE, "ثبت‌نام کارت «ملی» هوشمند")
PAPERS = ("roll80", "roll58", "a5", "a4")


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def any_line(chance: random.Random) -> ReceiptLine:
    return ReceiptLine(
        chance.choice(TITLES),
        chance.choice(("خزانه‌داری کل کشور", "دفتر پیشخوان", "شهرداری")),
        chance.randint(1, 12),
        chance.randint(1000, 10 ** chance.randint(4, 13)),
        "تعرفه 1404 – تمدیدشده",
        f"IR{digits(chance, 24)}",
        digits(chance, 15) if chance.random() < 0.5 else "",
    )


def any_payment(chance: random.Random, amount: int) -> ReceiptPayment:
    rrn, last4 = digits(chance, 12), digits(chance, 4)
    return ReceiptPayment(
        amount,
        digits(chance, 8),
        rrn,
        digits(chance, 6),
        last4,
        chance.choice(("terminal", "slip")),
    )


def any_receipt(seed: int) -> ReceiptPaper:
    """The same seed, the same receipt."""
    chance = random.Random(seed)
    lines = tuple(any_line(chance) for _ in range(chance.randint(0, 8)))
    total = sum(line.amount for line in lines)
    return replace(
        ORDINARY,
        applicant=chance.choice(NAMES),
        service_title=chance.choice(TITLES),
        applicant_id_masked=f"{digits(chance, 3)}****{digits(chance, 3)}",
        lines=lines,
        payments=(any_payment(chance, total),) if total else (),
        total=total,
        tid=digits(chance, 18),
        v_code=digits(chance, 5),
        due_at=ORDINARY.due_at + timedelta(days=chance.randint(0, 400)),
        qr="HTTPS://PISHKHAN.IR/R/" + "".join(chance.choices("ABCDEFGHIJKLMNOP234567", k=178)),
        print_count=chance.randint(1, 4),
    )


def numbers(receipt: ReceiptPaper) -> set[str]:
    """Every number that must stand on the paper as it is read."""
    found = {grouped_id(receipt.tid), receipt.v_code, receipt.applicant_id_masked}
    for line in receipt.lines:
        found |= {rials(line.amount), line.account, line.deposit_id}
    for payment in receipt.payments:
        found |= {payment.terminal, payment.rrn, payment.trace, f"****{payment.last4}"}
    return {persian_digits(number) for number in found if number}


def faults(seed: int) -> list[str]:
    """What is wrong with one receipt on one paper; nothing, if all is well."""
    receipt, paper = any_receipt(seed), PAPERS[seed % len(PAPERS)]
    pdf = receipt_pdf(receipt, paper=paper)
    wrong = [] if pdf == receipt_pdf(receipt, paper=paper) else ["two prints differ"]
    seen = visual_lines(pdf)
    wrong += [one for one in numbers(receipt) if not any(one in line for line in seen)]
    due = re.sub(r"\s", "", long_date(tehran_date(receipt.due_at)))
    wanted = ["رسید", "شناسه پیگیری", grouped_id(receipt.tid), due]
    wanted += [rials(receipt.total) if receipt.total else "رایگان"]
    for reader in (text_of, pdftotext):
        text = re.sub(r"\s", "", bare(reader(pdf)))
        wrong += [one for one in wanted if _bare(one) not in text]
    return wrong if codes(pdf) == [receipt.qr] else [*wrong, "QR"]


def codes(pdf: bytes) -> list[str]:
    """What a scanner reads from the printed dots of all pages."""
    pages = [one_bit(pdf, page=n).convert("L") for n in range(page_count(pdf))]
    # Of bar codes of other kinds, some readers see one in every thousand QR codes.
    only = zxingcpp.BarcodeFormat.QRCode
    return [code.text for page in pages for code in zxingcpp.read_barcodes(page, formats=only)]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("part", range(PARTS))
def test_receipts_of_chance_are_right(part: int) -> None:
    found = {seed: faults(seed) for seed in range(part, COUNT, PARTS)}
    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}


if __name__ == "__main__":
    many = int(sys.argv[1])
    bad = {seed: wrong for seed in range(many) if (wrong := faults(seed))}
    print(f"{many - len(bad)} of {many} receipts right", bad)

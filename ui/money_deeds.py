"""What is done with a payment in doubt and with money owed back: forms, a manager's word, acts."""

from __future__ import annotations

from app.domain.acts import Slip
from app.domain.approvals import Ask
from app.domain.errors import OperatorCanFix
from app.domain.forms import Field
from app.domain.money_back import Answer, Doubt, Owed, Waiting
from ui import words
from ui.acting import Deed
from ui.counter_functions import MoneyFunctions
from ui.models.act_form import ActForm
from ui.models.act_forms import REASON, SLIP, slip_of
from ui.models.case import Line
from ui.models.money import MoneyRow

SLIP_NAMES = frozenset(one.name for one in SLIP)


def deeds_of(money: MoneyFunctions) -> dict[str, Deed]:
    """Every act by its name; each row's value is what it is done with."""
    return _of_doubts(money) | _of_backs(money) | _of_requests(money)


def _of_doubts(money: MoneyFunctions) -> dict[str, Deed]:
    return {
        "find": Deed(
            lambda row: _form(
                row, "find", "پرسش از کارت‌خوان", "کارت‌خوان می‌گوید این مبلغ برداشت شد یا نه."
            ),
            lambda row, _form, _: money.ask_again(_doubt(row).paid.payment),
            "کارت‌خوان پاسخ داد و تکلیف پرداخت روشن شد.",
        ),
        "took": Deed(
            lambda row: _form(
                row,
                "took",
                "برداشت شده است",
                "از روی برگه کارت‌خوان بنویسید؛ مدیر دفتر تأیید می‌کند و پرداخت موفق می‌شود.",
                fields=(*SLIP, REASON),
            ),
            lambda row, form, approval: money.resolve(
                _doubt(row).paid.payment, _slip(form), form.said_of("reason"), approval
            ),
            "پرداخت موفق ثبت شد.",
            _asks,
        ),
        "not-took": Deed(
            lambda row: _form(
                row,
                "not-took",
                "برداشت نشده است",
                "دلیل را بنویسید (گزارش بانک، برگه ناموفق). پس از تأیید مدیر، مبلغ دوباره "
                "قابل دریافت است.",
                fields=(REASON,),
            ),
            lambda row, form, approval: money.resolve(
                _doubt(row).paid.payment, None, form.said_of("reason"), approval
            ),
            "پرداخت ناموفق ثبت شد؛ مبلغ دوباره قابل دریافت است.",
            _asks,
        ),
    }


def _of_backs(money: MoneyFunctions) -> dict[str, Deed]:
    return {
        "back": Deed(
            lambda row: _form(
                row, "back", "برگرداندن با کارت‌خوان", "مبلغ به همان کارت برمی‌گردد؛ یک بار."
            ),
            lambda row, _form, _: money.give_back(_owed(row)),
            "وجه برگشت. برگه بازگشت وجه: پرونده، Shift+F11.",
        ),
        "back-slip": Deed(
            lambda row: _form(
                row,
                "back-slip",
                "برگشت با کارت‌خوان دیگر",
                "برگه برگشت را بنویسید؛ هر برگه یک بار ثبت می‌شود.",
                fields=SLIP,
            ),
            lambda row, form, _: money.give_back_by_slip(_owed(row), _slip(form)),
            "برگشت وجه ثبت شد.",
        ),
    }


def _of_requests(money: MoneyFunctions) -> dict[str, Deed]:
    return {
        "answered": Deed(
            lambda row: _form(
                row,
                "answered",
                "وجه برگشت",
                "شماره سند برگشت را از پاسخ دستگاه یا خزانه بنویسید.",
                fields=(Field("reference", "شماره سند", "code"),),
            ),
            lambda row, form, _: money.answer_refund(
                Answer(_refund(row), True, reference=form.said_of("reference"))
            ),
            "بازگشت وجه ثبت شد.",
        ),
        "said-no": Deed(
            lambda row: _form(
                row, "said-no", "رد شد", "دلیل رد را از پاسخ بنویسید.", fields=(REASON,)
            ),
            lambda row, form, _: money.answer_refund(
                Answer(_refund(row), False, reason=form.said_of("reason"))
            ),
            "رد استرداد ثبت شد.",
        ),
        "again": Deed(
            lambda row: _form(
                row, "again", "خواستن دوباره", "همان مبلغ با درخواستی تازه خواسته می‌شود."
            ),
            lambda row, _form, _: money.ask_refund_again(_refund(row)),
            "استرداد دوباره خواسته شد.",
        ),
    }


def _form(
    row: MoneyRow, name: str, title: str, said: str, *, fields: tuple[Field, ...] = ()
) -> ActForm:
    return ActForm(
        name,
        title,
        said,
        title,
        fields=fields,
        required=frozenset(one.name for one in fields),
        money=(Line(row.title, words.tracking(row.tid), row.pill, row.tone),),
    )


def _asks(row: MoneyRow, form: ActForm) -> Ask:
    amount = _doubt(row).paid.plan.amount
    return Ask("resolution", form.said_of("reason"), tid=row.tid, amount=amount)


def _slip(form: ActForm) -> Slip:
    slip = slip_of(form)
    if slip is None:
        raise OperatorCanFix("slip-incomplete")
    return slip


def _doubt(row: MoneyRow) -> Doubt:
    assert isinstance(row.value, Doubt)
    return row.value


def _owed(row: MoneyRow) -> Owed:
    assert isinstance(row.value, Owed)
    return row.value


def _refund(row: MoneyRow) -> str:
    assert isinstance(row.value, Waiting)
    return row.value.row.refund

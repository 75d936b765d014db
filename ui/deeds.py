"""The acts on a case: how each begins, whom it asks, and how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.acts import Paid, PaymentPlan, PutRight
from app.domain.approvals import Ask
from app.domain.cases import Case
from app.domain.catalogue import Catalogue
from app.domain.errors import OperatorCanFix
from app.domain.money_back import EndPlan
from app.domain.rights import Right
from ui.acting import Deed
from ui.counter_functions import MoneyFunctions, RequestFunctions
from ui.functions import Functions
from ui.models import act_forms
from ui.models.act_form import ActForm
from ui.models.case_acts import due_now


def deeds_of(functions: Functions, catalogue: Callable[[], Catalogue]) -> dict[str, Deed]:
    """Every act that is done from its form; those that open the request form are elsewhere."""
    requests = functions.requests
    if requests is None:
        return {}
    return _of_papers(requests, catalogue) | _of_ends(requests) | _of_money(functions)


def asks_of(right: Right, plan: EndPlan, reason: str) -> Ask | None:
    """What a manager is asked before a request ends early, where money was taken."""
    if not plan.back:
        return None
    amount = sum(one.paid.amount for one in plan.back)
    return Ask(right, reason, tid=plan.tid, amount=amount)


def asks_to_mend(right: PutRight, made: EndPlan | str) -> Ask | None:
    """What a manager is asked before a request is put right."""
    if isinstance(made, EndPlan):
        return asks_of("void", made, right.reason)
    return Ask("correction", right.reason, tid=right.tid)


def _of_papers(requests: RequestFunctions, catalogue: Callable[[], Catalogue]) -> dict[str, Deed]:
    return {
        "receive": Deed(
            act_forms.receive_form,
            lambda case, form, _: requests.receive(case.tid, act_forms.papers_of(form, case)),
            "مدارک ثبت شد.",
        ),
        "ask": Deed(
            act_forms.ask_form,
            lambda case, form, _: requests.ask(case.tid, act_forms.asking_of(form)),
            "نقص مدرک ثبت شد.",
        ),
        "code": Deed(
            lambda case: _code_form(case, catalogue()),
            lambda case, form, _: requests.code(
                case.tid, form.said_of("agency"), form.said_of("code")
            ),
            "کد دستگاه ثبت شد.",
        ),
        "deliver": Deed(
            act_forms.deliver_form,
            lambda case, form, _: requests.deliver(case.tid, act_forms.handing_of(form)),
            "تحویل ثبت شد. برگه تحویل: Shift+F11.",
        ),
    }


def _of_ends(requests: RequestFunctions) -> dict[str, Deed]:
    return {
        "void": Deed(
            lambda case: act_forms.void_form(requests.plan_void(case.tid)),
            lambda _case, form, approval: requests.void(_reasoned(form), approval),
            "باطل شد. برگه ابطال: Shift+F11 · بازگشت وجه: Ctrl+F10.",
            lambda _case, form: asks_of("void", form.plan, form.said_of("reason")),
        ),
        "withdraw": Deed(
            lambda case: act_forms.withdraw_form(case, requests.plan_withdrawal(case.tid)),
            lambda _case, form, approval: requests.withdraw(
                _withdrawing(form), act_forms.who_asks(form), approval
            ),
            "انصراف ثبت شد. بازگشت وجه: Ctrl+F10.",
            lambda _case, form: asks_of("refund", _withdrawing(form), form.said_of("reason")),
        ),
        "renew": Deed(
            lambda case: act_forms.renew_form(requests.plan_void(case.tid)),
            lambda _case, form, _: _reasoned(form),
            asks=lambda _case, form: asks_of("void", form.plan, form.said_of("reason")),
            types=True,
        ),
        "correct": Deed(
            act_forms.correct_form,
            lambda _case, form, _: form.said_of("reason"),
            asks=lambda case, form: Ask("correction", form.said_of("reason"), tid=case.tid),
            types=True,
        ),
    }


def _of_money(functions: Functions) -> dict[str, Deed]:
    money, requests = functions.money, functions.requests
    if money is None or requests is None:
        return {}
    return {
        "pay": Deed(
            lambda case: act_forms.pay_form(_plans(money, "", case), _payees(case)),
            lambda case, form, _: _pay(functions, money, case, form),
            "پرداخت شد و رسید صادر شد. چاپ: F12.",
            change=act_forms.pay_by,
            half="payment-next-account",
        )
    }


def _reasoned(form: ActForm) -> EndPlan:
    plan: EndPlan = form.plan
    return replace(plan, reason=form.said_of("reason"))


def _withdrawing(form: ActForm) -> EndPlan:
    return replace(_reasoned(form), back=act_forms.going_back(form))


def _code_form(case: Case, catalogue: Catalogue) -> ActForm:
    known = tuple((key, agency.name) for key, agency in catalogue.agencies.items())
    service = catalogue.services.get(case.service)
    return act_forms.code_form(case, known, service.agency if service else "")


def _payees(case: Case) -> dict[str, str]:
    return {str(line["payee"]): str(line["payee_name"]) for line in case.body.get("fee_lines", ())}


def _plans(money: MoneyFunctions, visit: str, case: Case) -> tuple[PaymentPlan, ...]:
    """What is owed now: of the registration, else of the delivery."""
    first = money.plan_request(visit, case.tid)
    return first or (money.plan_delivery(visit, case.tid) if case.receipts else ())


def _pay(functions: Functions, money: MoneyFunctions, case: Case, form: ActForm) -> None:
    """Take what is owed, one account after the other, then issue the receipt it makes right."""
    if due_now(case):
        visit = functions.open_visit()
        try:
            _take(functions, form, _plans(money, visit, case))
        finally:
            if functions.visits:
                functions.visits.close(visit)
        if form.said_of("by") == "slip" and _plans(money, "", case):
            raise OperatorCanFix("payment-next-account")
    requests = functions.requests
    assert requests is not None
    if case.receipts:
        requests.reissue(case.tid)
    else:
        functions.issue_receipt(case.tid)


def _take(functions: Functions, form: ActForm, plans: tuple[PaymentPlan, ...]) -> None:
    if form.said_of("by") == "slip":
        slip = act_forms.slip_of(form)
        if slip is None:
            raise OperatorCanFix("slip-incomplete")
        _paid(functions.pay_by_slip(plans[0], slip))
        return
    for plan in plans:
        _paid(functions.pay_by_terminal(plan))


def _paid(paid: Paid) -> None:
    if paid.state == "unknown":
        raise OperatorCanFix("payment-in-doubt")
    if paid.state != "succeeded":
        raise OperatorCanFix("payment-not-taken")

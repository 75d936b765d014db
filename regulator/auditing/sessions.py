"""Signing in and staying in: a password and a code, growing waits after wrong ones, tokens of which
only a digest is kept.

An unknown number, a wrong password and a wrong code get the same answer after the same work.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction

from regulator import clock
from regulator.auditing import one_time, passwords
from regulator.auditing.models import Auditor, AuditSession, WrongSignIn
from regulator.problems import Problem

IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=8)
FREE, WAIT, MOST = 5, timedelta(minutes=1), timedelta(hours=1)
FORGOTTEN = timedelta(days=1)
# How often it is written down that a session is in use.
NOTED = timedelta(seconds=30)


def sign_in(number: str, password: str, code: str) -> tuple[str, AuditSession]:
    """The token and its session. Problems: audit-sign-in-wrong, audit-locked."""
    _refuse_shut(WrongSignIn.objects.filter(mark=mark("number", number)).first(), clock.now())
    known = Auditor.objects.filter(number=number, active=True).first()
    right = passwords.fits(known.password if known else _nobodys(), password)
    now = clock.now()
    with transaction.atomic():
        wrong = _wrong(number, now)
        opened = _open(known.pk, code, now) if known and right else None
        if opened is None:
            _count(wrong, now)
        else:
            wrong.delete()
    if opened is None:
        raise Problem("audit-sign-in-wrong")
    return opened


def of_token(token: str) -> AuditSession:
    """The session that token opens, noted as in use. Problem: audit-signed-out."""
    found = AuditSession.objects.filter(digest=_digest("session", token))
    session = found.select_related("auditor").first()
    now = clock.now()
    if session is None or not session.auditor.active or _is_over(session, now):
        raise Problem("audit-signed-out")
    if now - session.seen_at > NOTED:
        AuditSession.objects.filter(pk=session.pk).update(seen_at=now)
    return session


def begin(auditor: Auditor, now: datetime) -> tuple[str, AuditSession]:
    """A fresh session of an auditor who proved who they are."""
    token = secrets.token_urlsafe(32)
    times = {"began_at": now, "seen_at": now}
    digest = _digest("session", token)
    return token, AuditSession.objects.create(digest=digest, auditor=auditor, **times)


def end(session: AuditSession) -> None:
    """Its token opens nothing from this moment on."""
    AuditSession.objects.filter(pk=session.pk).delete()


def mark(what: str, text: str) -> str:
    """Equal for equals and says nothing more to whoever has not the key."""
    return _digest(what, text)[:32]


def _wrong(number: str, now: datetime) -> WrongSignIn:
    """The tries of that number, held; refused while it is shut."""
    WrongSignIn.objects.filter(at__lt=now - FORGOTTEN).delete()
    name = mark("number", number)
    WrongSignIn.objects.get_or_create(mark=name, defaults={"at": now})
    wrong = WrongSignIn.objects.select_for_update().get(mark=name)
    _refuse_shut(wrong, now)
    return wrong


def _refuse_shut(wrong: WrongSignIn | None, now: datetime) -> None:
    if wrong and wrong.until and wrong.until > now:
        seconds = int((wrong.until - now).total_seconds()) + 1
        raise Problem("audit-locked", retry_after=seconds)


def _count(wrong: WrongSignIn, now: datetime) -> None:
    wrong.count, wrong.at = wrong.count + 1, now
    if wrong.count >= FREE:
        wrong.until = now + min(MOST, WAIT * 2 ** min(wrong.count - FREE, 10))
    wrong.save()


def _open(key: int, code: str, now: datetime) -> tuple[str, AuditSession] | None:
    """A fresh session, where the code fits and was not used before."""
    auditor = Auditor.objects.select_for_update().get(pk=key)
    kept = bytes(auditor.secret)
    step = one_time.used_step(kept, auditor.number, code, now=now, after=auditor.step)
    if step is None:
        return None
    auditor.step = step
    auditor.save(update_fields=["step"])
    AuditSession.objects.filter(began_at__lt=now - LONGEST).delete()
    return begin(auditor, now)


def _is_over(session: AuditSession, now: datetime) -> bool:
    return now - session.seen_at > IDLE or now - session.began_at > LONGEST


def _digest(what: str, text: str) -> str:
    told = f"audit\0{what}\0{text}".encode("utf-8", "replace")
    return hmac.new(settings.PEPPER, told, "sha256").hexdigest()


@cache
def _nobodys() -> str:
    return passwords.kept(passwords.fresh())

"""Refusals of the device API as RFC 9457 problems: what is wrong, who can act, when to come back.

The title is the Persian sentence `problem-<name>` of resources/messages.fa.toml.
"""

from django.http import JsonResponse

import resources
from app.domain.wire import PROBLEMS, Owner

# name: (HTTP status, who can act)
KINDS: dict[str, tuple[int, Owner]] = {
    "seq-gap": (409, "time"),
    "fork": (409, "regulator"),
    "rollback": (409, "manager"),
    "unknown-device": (403, "regulator"),
    "bad-request-signature": (401, "regulator"),
    "stale-nonce": (401, "time"),
    "too-large": (413, "time"),
    "too-many": (413, "time"),
    "too-often": (429, "time"),
    "too-old-client": (426, "manager"),
    "document-offset": (409, "time"),
    "document-altered": (422, "time"),
    "document-unnamed": (429, "time"),
    "malformed": (400, "regulator"),
    "not-found": (404, "regulator"),
    "no-release": (404, "regulator"),
    "enrolment-code-wrong": (403, "manager"),
    "enrolment-code-expired": (403, "manager"),
    "enrolment-code-locked": (429, "manager"),
    "enrolment-code-used": (409, "manager"),
    "enrolment-full": (409, "regulator"),
    "agency-key-wrong": (401, "agency"),
    "case-elsewhere": (409, "agency"),
    "event-reused": (409, "agency"),
    "audit-sign-in-wrong": (401, "regulator"),
    "audit-signed-out": (401, "time"),
    "audit-locked": (429, "time"),
    "audit-not-allowed": (403, "regulator"),
    "audit-reason-short": (422, "time"),
    "audit-too-many": (422, "time"),
    "audit-move-wrong": (409, "regulator"),
    "server-error": (500, "time"),
}


class Problem(Exception):
    """Raised anywhere below the API; `seq` is the place in the chain it is about, `more`
    helps the caller to go on.
    """

    def __init__(
        self, name: str, *, seq: int | None = None, retry_after: int | None = None, **more: object
    ) -> None:
        super().__init__(name)
        self.name, self.seq, self.retry_after, self.more = name, seq, retry_after, more

    @property
    def title(self) -> str:
        """The Persian sentence: what is wrong, who must act and how."""
        return resources.messages()[f"problem-{self.name}"]

    def response(self) -> JsonResponse:
        """The answer; `owner`, `seq` and `retry_after` are always there, null when empty."""
        status, owner = KINDS[self.name]
        facts = {"owner": owner, "seq": self.seq, "retry_after": self.retry_after}
        body = {"type": PROBLEMS + self.name, "title": self.title, "status": status}
        answer = JsonResponse(
            body | facts | self.more,
            status=status,
            content_type="application/problem+json",
            json_dumps_params=_PLAIN,
        )
        if self.retry_after is not None:
            answer["Retry-After"] = str(self.retry_after)
        return answer


_PLAIN = {"ensure_ascii": False}

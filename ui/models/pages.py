"""The pages that can be printed of one thing: a request, a service or the office."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from app.domain.pages import PageKind, PageWanted
from app.domain.text import persian_digits
from resources.words import PAGES

UNDER: dict[PageKind, str] = {
    "receipt": "شمرده و در سیاهه ثبت می‌شود",
    "filled-form": "پاسخ‌ها همان‌گونه که ثبت شد، برای امضا",
    "blank-form": "برای پرکردن با خودکار",
    "envelope": "همه درخواست‌های همین مراجعه روی یک برگ",
    "missing": "آنچه کم است، با شناسه پیگیری",
    "inquiry": "دوباره پرداخت نشود تا نتیجه روشن شود",
    "refund": "برای امضای پرداخت‌کننده",
    "delivery": "برای امضای تحویل‌گیرنده",
    "void": "درخواست باطل‌شده و وجه آن",
    "guide": "گام‌ها، مدارک، زمان، هزینه و ساعت کار",
    "poster": "برای دیوار دفتر، با تعرفه امروز",
    "ticket": "شماره بعدی نوبت همین باجه",
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page and how it is asked for."""

    title: str
    under: str
    wanted: PageWanted


@dataclass(frozen=True, slots=True)
class Pages:
    """The list, and the pictures of the marked page as far as they are drawn."""

    heading: str
    lines: tuple[PageLine, ...]
    at: int = 0
    pictures: tuple[bytes, ...] = ()
    busy: bool = False

    @classmethod
    def of_request(cls, title: str, tid: str, kinds: Iterable[PageKind]) -> Self:
        """What there is to print of a request, in the order it was told."""
        return cls(title, tuple(_line(PageWanted(kind, tid=tid)) for kind in kinds))

    @classmethod
    def of_service(cls, title: str, service: int) -> Self:
        """The guide, the blank form, and a place in its queue."""
        kinds: tuple[PageKind, ...] = ("guide", "blank-form", "ticket")
        return cls(title, tuple(_line(PageWanted(kind, service=service)) for kind in kinds))

    @classmethod
    def of_office(cls) -> Self:
        """What hangs on the wall."""
        kinds: tuple[PageKind, ...] = ("poster",)
        return cls("برگه‌های دفتر", tuple(_line(PageWanted(kind)) for kind in kinds))

    def more(self, other: Self) -> Self:
        """These, and then the others."""
        return replace(self, lines=(*self.lines, *other.lines))

    def mark(self, at: int) -> Self:
        """Another page; its pictures are still to come."""
        return replace(self, at=at, pictures=())

    @property
    def marked(self) -> PageLine | None:
        """The page the keys stand on."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) else None

    @property
    def count(self) -> str:
        """«۲ صفحه», once they are drawn."""
        return f"{persian_digits(len(self.pictures))} صفحه" if len(self.pictures) > 1 else ""


def _line(wanted: PageWanted) -> PageLine:
    return PageLine(PAGES[wanted.kind], UNDER.get(wanted.kind, ""), wanted)

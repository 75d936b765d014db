"""The one table of the auditor's keys: what each does, where, and how the key map says it.

F-keys work with every keyboard layout; letters with Ctrl or Alt do not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ui.keys import EVERYWHERE


@dataclass(frozen=True, slots=True)
class AuditKey:
    """A key at a place, or EVERYWHERE. `act` names what the place's box does (the workspace itself
    EVERYWHERE); without it the key is heard by what has the caret."""

    key: str
    place: str
    means: str
    act: str = ""


ENTRIES = (
    AuditKey("Enter", "entries", "باز کردن رویداد؛ در پالایه‌ها، خواندن با آن‌ها"),
    AuditKey("F5", "entries", "خواندن دوباره", "ask"),
    AuditKey("F7", "entries", "پالایه‌ها؛ بار دیگر، جدول", "to_filter"),
    AuditKey("F8", "entries", "پاک‌کردن پالایه‌ها", "clear"),
    AuditKey("F9", "entries", "خواندن با این پالایه‌ها", "apply"),
    AuditKey("F10", "entries", "جست‌وجوهای نگه‌داشته", "saved"),
    AuditKey("F11", "entries", "نگه‌داشتن این جست‌وجو", "keep"),
    AuditKey("F12", "entries", "بسته ادله از همین‌ها", "package"),
    AuditKey("Shift+F7", "entries", "پرونده این رویداد", "case"),
    AuditKey("Shift+F8", "entries", "زنجیره باجه این رویداد", "chain"),
)
ENTRY = (
    AuditKey("F5", "entry", "خواندن دوباره", "ask"),
    AuditKey("F7", "entry", "پرونده درخواست", "case"),
    AuditKey("F8", "entry", "رویداد پیشین زنجیره", "before"),
    AuditKey("F9", "entry", "رویداد پسین زنجیره", "after"),
    AuditKey("F10", "entry", "نمایش داده شخصی با ذکر دلیل", "unmask"),
    AuditKey("F11", "entry", "نگه‌داشتن برهان در پرونده", "save_proof"),
    AuditKey("F12", "entry", "بسته ادله از همین رویداد", "package"),
    AuditKey("Shift+F8", "entry", "زنجیره این باجه", "chain"),
    AuditKey("Esc", "entry", "بازگشت"),
)
CASE = (
    AuditKey("Enter", "case", "رویداد این گام"),
    AuditKey("F5", "case", "خواندن دوباره", "ask"),
    AuditKey("F12", "case", "بسته ادله از این پرونده", "package"),
    AuditKey("Esc", "case", "بازگشت"),
)
CHAIN = (
    AuditKey("Enter", "chain", "رویدادهای این جا"),
    AuditKey("F5", "chain", "خواندن دوباره", "ask"),
    AuditKey("F7", "chain", "دفتر و باجه دیگر", "choose"),
    AuditKey("F8", "chain", "ثبت پسین همین باجه", "next_one"),
)
FINDINGS = (
    AuditKey("Enter", "findings", "رویدادهای یافته"),
    AuditKey("F5", "findings", "خواندن دوباره", "ask"),
    AuditKey("F7", "findings", "پالایه‌ها؛ بار دیگر، فهرست", "to_filter"),
    AuditKey("F8", "findings", "پاک‌کردن پالایه‌ها", "clear"),
    AuditKey("F9", "findings", "پرسش از دفتر", "question"),
    AuditKey("F10", "findings", "سپردن به کارشناس", "assign"),
    AuditKey("F11", "findings", "بستن با نتیجه", "close_it"),
    AuditKey("F12", "findings", "ارجاع به پروانه", "refer"),
    AuditKey("Shift+F8", "findings", "نادیده گرفتن همانندها", "suppress"),
)
COMPARE = (
    AuditKey("F7", "compare", "بازه‌ها و دفترها", "to_filter"),
    AuditKey("F9", "compare", "سنجیدن", "ask"),
)
BOARD = (
    AuditKey("Enter", "board", "رویدادهای این دفتر"),
    AuditKey("F5", "board", "خواندن دوباره", "ask"),
    AuditKey("F7", "board", "بازه زمان", "to_filter"),
    AuditKey("F8", "board", "جدول دیگر", "next_table"),
    AuditKey("F11", "board", "نگه‌داشتن در پرونده", "export"),
)
PACKAGE = (
    AuditKey("F7", "package", "عنوان و دلیل", "to_filter"),
    AuditKey("F9", "package", "ساختن و نگه‌داشتن بسته", "start"),
    AuditKey("F11", "package", "بررسی بسته‌ای که هست", "check"),
    AuditKey("Esc", "package", "توقف"),
)
ALL = (
    AuditKey("F2", EVERYWHERE, "رویدادها", "go_entries"),
    AuditKey("F3", EVERYWHERE, "یافته‌ها", "go_findings"),
    AuditKey("F4", EVERYWHERE, "زنجیره باجه", "go_chain"),
    AuditKey("Shift+F2", EVERYWHERE, "سنجش دو بازه یا دو دفتر", "go_compare"),
    AuditKey("Shift+F3", EVERYWHERE, "داشبورد نظارت", "go_board"),
    AuditKey("Shift+F4", EVERYWHERE, "بسته ادله", "go_package"),
    AuditKey("Ctrl+F1", EVERYWHERE, "این نقشه کلیدها", "show_keys"),
    # The window hears these itself, at its door too.
    AuditKey("F6", EVERYWHERE, "روشن، تیره یا پررنگ"),
    AuditKey("Ctrl+F6", EVERYWHERE, "نوشته کوچک‌تر"),
    AuditKey("Ctrl+F7", EVERYWHERE, "نوشته بزرگ‌تر"),
    AuditKey("Shift+F12", EVERYWHERE, "پایان نشست؛ آنچه باز است می‌ماند"),
)
TITLES = {
    "entries": "رویدادها",
    "entry": "رویداد",
    "case": "پرونده",
    "chain": "زنجیره باجه",
    "findings": "یافته‌ها",
    "compare": "سنجش",
    "board": "داشبورد نظارت",
    "package": "بسته ادله",
}
TABLE: tuple[AuditKey, ...] = (
    *(*ENTRIES, *ENTRY, *CASE, *CHAIN, *FINDINGS, *COMPARE, *BOARD, *PACKAGE, *ALL),
)


def heard() -> tuple[str, ...]:
    """Every key that does something somewhere, once."""
    return tuple(dict.fromkeys(key.key for key in TABLE if key.act))


def act_at(place: str, pressed: str) -> AuditKey | None:
    """What a key does at a place, its own before that of everywhere."""
    for where in (place, EVERYWHERE):
        for key in TABLE:
            if (key.key, key.place) == (pressed, where) and key.act:
                return key
    return None


def keys_at(place: str) -> Iterator[AuditKey]:
    """The keys of a place, its own first; those of everywhere only where it has no such key."""
    own = [key for key in TABLE if key.place == place]
    yield from own
    taken = {key.key for key in own if key.act}
    yield from (key for key in TABLE if key.place == EVERYWHERE and key.key not in taken)

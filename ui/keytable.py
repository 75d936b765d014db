"""The one table of keys: what each does, where, and in which words the key map says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.keys import EVERYWHERE, Key, show_keys
from ui.models.people_acts import ACTS, OF_THE_OFFICE
from ui.office import KEYS as OFFICE

if TYPE_CHECKING:
    from ui.places import Places


def _go(place: str) -> Callable[[Places], object]:
    return lambda places: places.go(place)


def _of_following(place: str, key: str) -> Callable[[Places], object]:
    return lambda places: places.following.press(place, key)


def _of_people(key: str) -> Callable[[Places], object]:
    return lambda places: places.persons.peoplebox and places.persons.peoplebox.press(key)


def _of_office(place: str, key: str) -> Callable[[Places], object]:
    return lambda places: places.office.press(place, key)


DESK = (
    Key("F1", "request", "راهنمای خدمت و شناسنامه آن", lambda p: p.counter.guide()),
    Key("Enter", "request", "پرسش بعدی، یا برگزیدن خدمت"),
    Key("↓", "request", "تقویم، در پرسش تاریخ"),
    Key("F5", "request", "مراجعه‌کننده و کارت او", lambda p: p.counter.visiting.identify()),
    Key("F7", "request", "پذیرفتن پیشنهاد", lambda p: p.counter.accept_offer()),
    Key("F8", "request", "نخستین مورد مانده", lambda p: p.counter.to_trouble()),
    Key("F9", "request", "ثبت درخواست، یا متقاضی بعدی", lambda p: p.counter.primary()),
    Key("F10", "request", "دریافت با کارت‌خوان", lambda p: p.counter.till.by_terminal()),
    Key("F11", "request", "پذیرش ناقص؛ برگه کارت‌خوان با دست", lambda p: p.counter.second()),
    Key("F12", "request", "چاپ رسید", lambda p: p.counter.till.print_()),
    Key("Shift+F2", "request", "سنجاق‌کردن خدمت", lambda p: p.counter.ranking.pin()),
    Key("Shift+F7", "request", "نسخه تازه کاربرگ", lambda p: p.counter.filling.upgrade()),
    Key("Shift+F8", "request", "کنار گذاشتن؛ متقاضی بعدی", lambda p: p.counter.park()),
    Key("Shift+F9", "request", "خدمت دیگر، همین متقاضی", lambda p: p.counter.another()),
    Key("Shift+F11", "request", "برگه‌های دیگر", lambda p: p.paper.of_desk()),
)
VISITORS = (
    Key("Enter", "visitors", "فراخوان نوبت، یا ادامه کنارگذاشته"),
    Key("F8", "visitors", "نیامد", lambda p: p.waiting.absent()),
    Key("F9", "visitors", "نوبت تازه", lambda p: p.waiting.take()),
    Key("F11", "visitors", "فرستادن به جای دیگر، یا اولویت", lambda p: p.waiting.send_on()),
    Key("F12", "visitors", "چاپ دوباره نوبت", lambda p: p.waiting.print_()),
)
TODAY = (
    Key("Enter", "today", "باز کردن پرونده"),
    Key("F12", "today", "دیدن رسید و چاپ دوباره", lambda p: p.day().print_again()),
    Key("Shift+F11", "today", "برگه‌های درخواست", lambda p: p.paper.of_day()),
    Key("Esc", "today", "بستن رسید"),
)
DRAFTS = (
    Key("Enter", "drafts", "ادامه از همان‌جا"),
    Key("F7", "drafts", "بازگشت به نسخه کنارگذاشته", lambda p: p.draftbox.back()),
    Key("Delete", "drafts", "پاک کردن با دلیل"),
)
PRINT_QUEUE = (
    Key("F9", "queue", "چاپ همین حالا", lambda p: p.printbox.retry()),
    Key("F10", "queue", "بله، کاغذ بیرون آمد", lambda p: p.printbox.answer(True)),
    Key("F11", "queue", "خیر، دوباره چاپ شود", lambda p: p.printbox.answer(False)),
    Key("F12", "queue", "چاپ رسید", lambda p: p.printbox.print_receipt()),
    Key("Shift+F8", "queue", "لغو چاپ", lambda p: p.printbox.cancel()),
    Key("Delete", "queue", "لغو چاپ"),
)
SENDING = (
    Key("Enter", "sync", "پاسخ به سازمان"),
    Key("F8", "sync", "لغو همگام‌سازی", lambda p: p.syncbox.cancel()),
    Key("F9", "sync", "ارسال همین مورد", lambda p: p.syncbox.retry()),
    Key("F10", "sync", "بسته پیک، بی خط", lambda p: p.syncbox.by_hand()),
    Key("F11", "sync", "روشن و خاموش‌کردن ارسال", lambda p: p.syncbox.switch()),
)
CHECKUP = (Key("F9", "checkup", "نگهداری باجه", lambda p: p.carebox.tend()),)
PRINTERS = (
    Key("Enter", "printers", "ویرایش چاپگر یا مسیر"),
    Key("Delete", "printers", "برداشتن چاپگر"),
    Key("F7", "printers", "ساعت کار و نمایشگر", lambda p: p.paper.printers.office()),
    Key("F8", "printers", "کارت‌خوان", lambda p: p.paper.printers.terminal()),
    Key("F9", "printers", "چاپگر تازه", lambda p: p.paper.printers.add()),
    Key("F10", "printers", "برگه آزمایش راست است", lambda p: p.paper.printers.answer(True)),
    Key("F11", "printers", "برگه آزمایش کج است", lambda p: p.paper.printers.answer(False)),
    Key("F12", "printers", "برگه آزمایش", lambda p: p.paper.printers.try_out()),
)
PEOPLE = tuple(
    Key(key, "people", said, _of_people(key)) for _, said, key in (*ACTS, *OF_THE_OFFICE)
)
NOTES = (
    Key("Enter", "notes", "گذاشتن یادداشت"),
    Key("F8", "notes", "انجام شد", lambda p: p.persons.notebox.view.finish()),
    Key("F9", "notes", "گذاشتن یادداشت", lambda p: p.persons.notebox.view.leave()),
    Key("F10", "notes", "خواندن اطلاعیه‌های تازه", lambda p: p.watch.read()),
    Key("Delete", "notes", "انجام شد"),
)
# What the names of `ui.office.KEYS` mean.
OF_OFFICE = {
    "day ask": "خواندن دوباره",
    "day earlier": "دوره پیشین",
    "day later": "دوره پسین",
    "day end_shift": "پایان شیفت",
    "day wider": "روز، هفته، ماه، سال",
    "day save": "نگه‌داشتن در پرونده",
    "day print_": "چاپ گزارش",
    "day type_range": "نوشتن از روز تا روز",
    "day everybody": "همه باجه‌های دفتر",
    "shift ask": "خواندن دوباره",
    "shift primary": "بستن شیفت، یا آغاز شیفت تازه",
    "shift other": "شیفت باز دیگر",
    "shift print_x": "چاپ گزارش میان‌شیفت",
    "duties ask": "خواندن دوباره",
    "duties close_for_a_while": "درخواست تعطیلی موقت",
    "duties primary": "پاسخ به فوری‌ترین",
    "duties print_": "چاپ «آماده بازرسی»",
    "settlement ask": "خواندن دوباره",
    "settlement choose": "گزیدن پرونده تسویه",
    "settlement next_table": "جدول دیگر",
    "settlement primary": "سنجیدن پرونده، یا پذیرفتن",
    "settlement only_waiting": "تنها نیازمند پیگیری",
}
MANAGER = tuple(
    Key(key, place, OF_OFFICE[f"{place} {name}"], _of_office(place, key))
    for place, acts in OFFICE.items()
    for key, name in acts.items()
)
SEARCH = (
    Key("Enter", "search", "باز کردن پرونده"),
    Key("F5", "search", "جست‌وجوی دوباره", _of_following("search", "F5")),
    Key("F7", "search", "پالایه‌ها", _of_following("search", "F7")),
    Key("F8", "search", "پاک‌کردن پالایه‌ها", _of_following("search", "F8")),
)
# The labels of `ui.models.case_acts`, which also says why one of them cannot be done now.
CASE = tuple(
    Key(key, "case", said, _of_following("case", key))
    for key, said in (
        ("F5", "خواندن دوباره"),
        ("F7", "گرفتن مدرک آورده‌شده"),
        ("F8", "انصراف متقاضی"),
        ("F9", "تحویل نتیجه، یا ادامه پذیرش ناقص"),
        ("F10", "پرداخت و رسید"),
        ("F11", "اصلاح و رسید اصلاحی"),
        ("F12", "چاپ دوباره رسید"),
        ("Shift+F2", "ابطال و درخواست درست"),
        ("Shift+F7", "خواستن مدرک"),
        ("Shift+F8", "ابطال"),
        ("Shift+F9", "کد دستگاه"),
        ("Shift+F11", "همه برگه‌ها"),
    )
)
MEND = (
    Key("F8", "mend", "نخستین مورد مانده", _of_following("mend", "F8")),
    Key("F9", "mend", "ثبت درست آن", _of_following("mend", "F9")),
    Key("Esc", "mend", "بازگشت بی‌تغییر"),
)
MONEY = (
    Key("Enter", "money", "باز کردن پرونده"),
    *(
        Key(key, "money", said, _of_following("money", key))
        for key, said in (
            ("F5", "خواندن دوباره"),
            ("F7", "پرونده درخواست"),
            ("F9", "پرسش از کارت‌خوان، یا برگرداندن با آن"),
            ("F10", "با برگه کارت‌خوان، یا پاسخ به استرداد"),
            ("F11", "برداشت نشده است، یا استرداد رد شد"),
        )
    ),
)
LETTERS = (
    Key("Enter", "letters", "افزودن برگه به فهرست"),
    *(
        Key(key, "letters", said, _of_following("letters", key))
        for key, said in (
            ("F5", "خواندن دوباره"),
            ("F7", "فرستادن، یا رسیده"),
            ("F8", "برداشتن برگه از فهرست"),
            ("F9", "ثبت فهرست"),
            ("F12", "چاپ فهرست"),
        )
    ),
)
ALL = (
    Key("F2", EVERYWHERE, "درخواست؛ جست‌وجوی خدمت", _go("request")),
    Key("F3", EVERYWHERE, "درخواست‌های امروز", _go("today")),
    Key("F4", EVERYWHERE, "صف ارسال", _go("sync")),
    Key("F5", EVERYWHERE, "خواندن دوباره، همگام‌سازی", lambda p: p.refresh()),
    Key("Shift+F1", EVERYWHERE, "گزارش روز", _go("day")),
    Key("Shift+F3", EVERYWHERE, "پیش‌نویس‌ها", _go("drafts")),
    Key("Shift+F4", EVERYWHERE, "صف چاپ", _go("queue")),
    Key("Shift+F5", EVERYWHERE, "کارکنان", _go("people")),
    Key("Shift+F6", EVERYWHERE, "معاینه باجه", _go("checkup")),
    Key("Shift+F10", EVERYWHERE, "چاپگرها و کارت‌خوان", _go("printers")),
    Key("Ctrl+F2", EVERYWHERE, "نوبت‌ها و کنارگذاشته‌ها", _go("visitors")),
    Key("Ctrl+F5", EVERYWHERE, "فراخوان نوبت بعدی", lambda p: p.counter.calling.call_next()),
    Key("Ctrl+F4", EVERYWHERE, "یادداشت‌ها و کار امروز من", _go("notes")),
    Key("Ctrl+F3", EVERYWHERE, "جست‌وجوی درخواست‌ها", _go("search")),
    Key("Ctrl+F10", EVERYWHERE, "تراکنش نامشخص و بازگشت وجه", _go("money")),
    Key("Ctrl+F11", EVERYWHERE, "برگه‌های دستگاه‌ها", _go("letters")),
    Key("Ctrl+F8", EVERYWHERE, "تسویه", _go("settlement")),
    Key("Ctrl+F9", EVERYWHERE, "پروانه و تکلیف‌ها", _go("duties")),
    Key("Ctrl+F1", EVERYWHERE, "این نقشه کلیدها", show_keys),
    # The window hears these itself, at the doors too.
    Key("F6", EVERYWHERE, "روشن، تیره یا پررنگ"),
    Key("Ctrl+F6", EVERYWHERE, "نوشته کوچک‌تر"),
    Key("Ctrl+F7", EVERYWHERE, "نوشته بزرگ‌تر"),
    Key("Ctrl+F12", EVERYWHERE, "آغاز و پایان تمرین"),
    Key("Shift+F12", EVERYWHERE, "قفل میز، یا همکار دیگر"),
)
TITLES = {
    "request": "درخواست",
    "today": "امروز",
    "drafts": "پیش‌نویس‌ها",
    "queue": "صف چاپ",
    "visitors": "نوبت‌ها و کنارگذاشته‌ها",
    "sync": "صف ارسال",
    "checkup": "معاینه باجه",
    "people": "کارکنان",
    "notes": "یادداشت‌ها",
    "printers": "چاپگرها و کارت‌خوان",
    "day": "گزارش روز",
    "shift": "شیفت",
    "search": "جست‌وجوی درخواست‌ها",
    "case": "پرونده درخواست",
    "mend": "اصلاح درخواست",
    "money": "تراکنش نامشخص و بازگشت وجه",
    "letters": "برگه‌های دستگاه‌ها",
    "settlement": "تسویه",
    "duties": "پروانه و تکلیف‌ها",
}
TABLE: tuple[Key, ...] = (
    *(*DESK, *VISITORS, *TODAY, *DRAFTS, *PRINT_QUEUE, *SENDING, *CHECKUP, *PRINTERS),
    *(*PEOPLE, *NOTES, *MANAGER, *SEARCH, *CASE, *MEND, *MONEY, *LETTERS, *ALL),
)

"""Every command in one table: its name, what it is for, where it lives, what it takes.

A command's module is imported only when it was chosen, so the window's first frame comes soon.
"""

from typing import get_args

from app.cli.command import Command, option
from app.cli.proving import PROVING
from app.domain.displays import CodePage
from app.domain.pages import KINDS, PaperSize

SIZES, CODE_PAGES = get_args(PaperSize), get_args(CodePage)

SERVER = option("--server", "address of the regulator", default="")
LOG_KEY = option("--log-key", "the key of its log as it was published", default="")
COMMANDS = (
    Command("window", "open the window (also without any command)", "window:window"),
    Command(
        "demo",
        "a regulator, an office and a first request, for you",
        "demo:demo",
        (
            option("--headless", "no window: play it, check it", action="store_true"),
            option("--out", "where pictures and the receipt go", default="demo"),
        ),
    ),
    Command(
        "enrol",
        "make this folder a desk of an office",
        "desk:enrol",
        (
            option("--server", "address of the regulator", required=True),
            option("--code", "the one-time code", required=True),
            option("--desk", "its number, where it was a desk before", type=int, metavar="N"),
        ),
    ),
    Command("sync", "one round with the regulator, now", "desk:sync"),
    Command(
        "terminal",
        "set the card terminal of this desk",
        "desk:terminal",
        (option("--address", "where it listens", required=True, metavar="HOST:PORT"),),
    ),
    Command(
        "services",
        "the services of the catalogue, by any fragment of their names",
        "catalogue:services",
        (option("--search", "what to look for", default="", metavar="TEXT"),),
    ),
    Command(
        "fee",
        "what a service or a tariff title costs on a day",
        "catalogue:fee",
        (
            option("--service", "key or number of the service", metavar="KEY"),
            option("--tariff", "title of the tariff", metavar="TITLE"),
            option("--date", "Jalali date, 1398/05/01", required=True, metavar="DATE"),
            option("--variant", "variant of the title", default="", metavar="TEXT"),
            option("--answers", "answers of the form, a JSON object", metavar="FILE.json"),
            option("--office-kind", "kind of office", default="counter_office", metavar="KIND"),
            option("--province", "two-digit code", default="", metavar="CODE"),
        ),
    ),
    Command(
        "receipt",
        "the sample receipt on any paper",
        "paper:receipt",
        (
            option("--sample", "the practice receipt", action="store_true"),
            option("--size", "paper", default="roll80", choices=["roll80", "roll58", "a5", "a4"]),
            option("--large", "large print", action="store_true"),
            option("--out", "the PDF", required=True, metavar="FILE.pdf"),
            option("--png", "also as a picture", metavar="FILE"),
        ),
    ),
    Command(
        "print",
        "print an issued receipt of this desk",
        "paper:print_again",
        (
            option("--tid", "tracking ID", required=True),
            option("--operator", "who prints", required=True, metavar="NUMBER"),
            option("--reason", "why again, once it was printed", default="", metavar="TEXT"),
        ),
    ),
    Command(
        "page",
        "any page of this desk as a PDF",
        "paper:page",
        (
            option("--kind", "which page", required=True, choices=KINDS),
            option("--service", "number of the service", default="", metavar="NUMBER"),
            option("--tid", "tracking ID of the request", default=""),
            option("--visit", "the visit", default=""),
            option("--payment", "the payment", default=""),
            option("--refund", "the refund request", default=""),
            option("--number", "of a list that left, or a Z", type=int, default=0, metavar="N"),
            option("--first", "first entry of the journal", type=int, default=0, metavar="N"),
            option("--last", "last entry of the journal", type=int, default=0, metavar="N"),
            option("--operator", "who makes it, for pages about people", default=""),
            option("--size", "paper", default=None, choices=SIZES),
            option("--large", "large print", action="store_true"),
            option("--out", "the PDF", required=True, metavar="FILE.pdf"),
        ),
    ),
    Command(
        "report",
        "X, Z or the summary of days, as PDF, XLSX or CSV",
        "report:report",
        (
            option("--kind", "which", required=True, choices=["x", "z", "day"]),
            option("--number", "number of the Z report", type=int, default=0, metavar="N"),
            option("--date", "first day, 1405/08/30; today when left out", default=""),
            option("--to", "last day of a longer summary", default="", metavar="DATE"),
            option("--office", "days of every desk, as far as heard of", action="store_true"),
            option("--operator", "who asks", required=True, metavar="NUMBER"),
            option("--size", "paper", default=None, choices=SIZES),
            option("--large", "large print", action="store_true"),
            option("--out", "the file", required=True, metavar="FILE"),
        ),
    ),
    Command(
        "settlement",
        "take in the acquirer's settlement file; without one, charged and settled by day",
        "settlement:settlement",
        (
            option("file", "CSV or XLSX", nargs="?", default="", metavar="FILE"),
            option("--operator", "the manager who does it", required=True, metavar="NUMBER"),
            option("--provider", "whose file it is", default="acquirer", metavar="NAME"),
            option(
                "--columns",
                "kept for the next time: terminal=…,rrn=…,amount=…,date=…",
                default="",
                metavar="MAP",
            ),
            option("--look", "only say what it would do", action="store_true"),
        ),
    ),
    Command(
        "printer",
        "add a printer and send pages to it; without a name, list them",
        "paper:printer",
        (
            option("--name", "its name in the office", metavar="NAME"),
            option("--kind", "folder, tcp, device, cups, windows, windows-raw", metavar="KIND"),
            option("--address", "folder, host:port, device file or queue", metavar="ADDRESS"),
            option("--language", "escpos or pdf", metavar="LANGUAGE"),
            option("--paper", "roll80, roll58, a5, a4", default="roll80", metavar="PAPER"),
            option(
                "--for",
                "kind of page; all others when left out",
                default="",
                dest="kind_of_page",
                choices=("", *KINDS),
            ),
            option("--large", "large print", action="store_true"),
            option("--margins", "it keeps a left margin that is set", action="store_true"),
            option("--baud", "speed of a serial port", type=int, default=0, metavar="N"),
            option("--spare", "printer that steps in", metavar="NAME"),
        ),
    ),
    Command(
        "display",
        "set the customer's display and show a few words on it; `none` takes it away",
        "paper:display",
        (
            option("--address", "host:port, device file or `none`", required=True),
            option("--code-page", "its letters", default="iran-system", choices=CODE_PAGES),
            option("--select", "its number of that code page", type=int, default=None),
            option("--baud", "speed of a serial port", type=int, default=9600, metavar="N"),
            option("--columns", "letters in a row", type=int, default=20, metavar="N"),
        ),
    ),
    *PROVING,
    Command(
        "backup",
        "write an encrypted backup and read it back",
        "backup:backup",
        (option("--out", "folder, the desk's own unless named", metavar="DIR"),),
    ),
    Command(
        "restore",
        "put a backup in place; what was there is kept",
        "backup:restore",
        (option("file", "the backup", metavar="FILE"),),
    ),
    Command(
        "re-enrol",
        "a new key for this desk, nothing dropped",
        "backup:re_enrol",
        (
            option("--code", "the one-time code", required=True),
            option("--reason", "kept in the journal", default="restored", metavar="WHY"),
            option("--new-desk", "a copy that goes on beside the first", action="store_true"),
        ),
    ),
    Command(
        "people",
        "who works at this desk; a manager unlocks, resets, disables",
        "people:people",
        (
            option("act", "what to do", choices=["list", "unlock", "reset", "disable"]),
            option("--operator", "whom it is about", metavar="NUMBER"),
            option("--manager", "who does it", metavar="NUMBER"),
            option(
                "--recovery",
                "reset a manager by the recovery key, where no manager can come in",
                action="store_true",
            ),
        ),
    ),
    Command("passphrase", "change the passphrase of this desk", "keys:passphrase"),
    Command("recovery-key", "make a recovery key, shown once", "keys:recovery_key"),
    Command("keyring", "let this system's keyring open the desk", "keys:keyring"),
    Command("rekey", "a new database key in a new file", "keys:rekey"),
    Command(
        "audit", "the auditor's window, online, without a desk", "audit:audit", (SERVER, LOG_KEY)
    ),
    Command(
        "update",
        "another version of this program: look, take it, or go back to the one before",
        "updates:update",
        (
            option("act", "what to do", choices=["look", "take", "roll-back"]),
            option(
                "--from",
                "a folder or address, the publisher's unless named",
                default="",
                metavar="PLACE",
                dest="place",
            ),
            option("--operator", "the manager's number", required=True, metavar="NUMBER"),
            option("--export", "of roll-back: where the newer file is kept", metavar="DIR"),
        ),
    ),
    Command("doctor", "what is well with this desk and what to do", "doctor:doctor"),
    Command(
        "erase",
        "erase a closed request by order, and say what is left",
        "erase:erase",
        (
            option("--tid", "its tracking ID", required=True, metavar="TID"),
            option("--ground", "the law or decision", required=True, metavar="WHY"),
            option("--order", "number of the order", default="", metavar="NUMBER"),
            option("--date", "its date, as 1405/09/01", metavar="DATE"),
            option("--operator", "the manager's number", required=True, metavar="NUMBER"),
        ),
    ),
    Command(
        "mirror",
        "keep a second, append-only copy of the entries",
        "backup:mirror",
        (option("folder", "a folder or stick, or `none`", metavar="DIR"),),
    ),
)

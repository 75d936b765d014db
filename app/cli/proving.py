"""The commands that prove something: receipts, journal files, packages by hand and of evidence."""

from app.cli.command import Command, option

PROVING = (
    Command(
        "verify-qr",
        "tell whether a receipt's QR is genuine, without a network",
        "receipts:verify_qr",
        (
            option("text", "what the scanner read", metavar="TEXT"),
            option("--directory", "the saved device directory", required=True, metavar="FILE"),
        ),
    ),
    Command(
        "export-journal",
        "write the journal to a sealed file",
        "journal:export",
        (
            option("--out", "where to", required=True, metavar="FILE"),
            option("--bodies", "with personal data, in clear", action="store_true"),
            option("--purpose", "kept in the journal", default="audit", metavar="WHY"),
        ),
    ),
    Command(
        "courier",
        "where there is no line: a sealed package on a stick, and its answer",
        "courier:courier",
        (
            option("--out", "write what is owed", metavar="FILE"),
            option("--all", "with --out: the whole journal again", action="store_true"),
            option("--in", "an answer, or another desk's package", metavar="FILE", dest="package"),
            option("--totals", "what each desk of the office took today", action="store_true"),
        ),
    ),
    Command(
        "verify",
        "check a journal file, an evidence package or a .tlog-proof; no database, no network",
        "verifying:verify",
        (
            option("file", "the file", metavar="FILE"),
            option("--authority", "key ID of the regulator's device CA", metavar="KEY"),
            option("--log-key", "public key of the country's log: name+id+key", metavar="KEY"),
            option(
                "--witness",
                "public key of a witness that must have cosigned",
                action="append",
                default=[],
                metavar="KEY",
            ),
        ),
    ),
    Command(
        "log-evidence",
        "where the country's log lied: both heads and the proof as a file, for the auditor",
        "country_log:write",
        (option("--out", "where to", required=True, metavar="FILE"),),
    ),
)

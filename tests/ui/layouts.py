"""What a scanner types where the layout is Persian: each row with Shift, as the keys lie.

Written down from the layouts themselves (X11's `ir`, Windows' «Persian»), apart from the program's
table, which reads the other way.
"""

ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
X11 = (
    *("\u0652 \u064c \u064d \u064b \u064f \u0650 \u064e \u0651 ] [", "ؤ ئ ي إ أ آ ة » «"),
    "ك \u0653 ژ \u0670 \u200c \u0654 ء",
)
WINDOWS = (
    *("\u064b \u064c \u064d ريال ، ؛ , ] [ \\", "\u064e \u064f \u0650 \u0651 ۀ آ ـ « »"),
    "ة ي ژ ؤ إ أ ء",
)
DIGITS = "۰۱۲۳۴۵۶۷۸۹"


def typed(text: str, layout: tuple[str, ...], *, digits: str = "") -> list[str]:
    """Key by key, what stands there instead."""
    there = {
        key: value
        for row, values in zip(ROWS, layout, strict=True)
        for key, value in zip(row, values.split(" "), strict=True)
    }
    there |= {str(at): digit for at, digit in enumerate(digits)}
    return [there.get(letter, letter) for letter in text]

"""Our order of drawing against an implementation that shares nothing with ours.

`python -m tests.printing.test_bidi_oracle 20000` takes as many strings as you like.
"""

import random
import sys

from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.bidi import LTR, RTL, levels, visual_order

LETTERS = "ابپسلمنABCabc0123۰۱۲۳٠١٢"
SIGNS = " .,:;/+-%٪٬٫«»\u200c\u066b\u064e"
BRACKETS = "()[]"
# Not U+202A to U+202E: after an unclosed one the oracle leaves a last blank where BidiTest.txt
# (EN LRE WS; 4) moves it by rule L1.
CONTROLS = "\u200e\u200f\u2066\u2067\u2068\u2069"
# Nor brackets beside isolates: after «ا LRI 0 PDI» the oracle forgets the ا that rule N0 asks for
# («0 ا LRI 0 PDI [0]» in a left-to-right line); BidiCharacterTest.txt covers them.
TEXTS = st.one_of(
    st.text(st.sampled_from(LETTERS + SIGNS + CONTROLS), max_size=24),
    st.text(st.sampled_from(LETTERS + SIGNS + BRACKETS + "\u200e\u200f"), max_size=24),
)
REMOVED_BY_BOTH = dict.fromkeys(map(ord, CONTROLS + "\u200c"))


def drawn(text: str, base: int) -> str:
    order = visual_order(levels(text, base))
    return "".join(text[i] for i in order).translate(REMOVED_BY_BOTH)


@given(TEXTS, st.sampled_from([RTL, LTR]))
@settings(max_examples=1500, deadline=None)
def test_any_text_is_ordered_as_the_oracle_orders_it(text: str, base: int) -> None:
    oracle = get_display(text, base_dir="R" if base else "L").translate(REMOVED_BY_BOTH)
    assert drawn(text, base) == oracle


def test_rule_n0_sees_the_letter_before_an_isolate() -> None:
    # W2 makes the bracketed 0 Arabic and the ا before it gives the context, so brackets are R.
    assert drawn("0ا\u20660\u2069[0]", LTR) == "0]0[0ا"


def test_an_isolated_telephone_is_not_turned_round() -> None:
    assert drawn("تلفن \u2066۰۲۱-۸۸۷۷\u2069", RTL) == "۰۲۱-۸۸۷۷ نفلت"
    assert drawn("تلفن ۰۲۱-۸۸۷۷", RTL) == "۸۸۷۷-۰۲۱ نفلت"


def random_text(chance: random.Random) -> str:
    """A mixed string; brackets and isolates never in the same one (see above)."""
    letters = LETTERS + SIGNS + chance.choice((CONTROLS, BRACKETS + "\u200e\u200f"))
    return "".join(chance.choices(letters, k=chance.randint(1, 40)))


if __name__ == "__main__":
    many, chance = int(sys.argv[1]), random.Random(1405)
    texts = [(random_text(chance), chance.choice((RTL, LTR))) for _ in range(many)]
    bad = [
        text
        for text, base in texts
        if drawn(text, base)
        != get_display(text, base_dir="R" if base else "L").translate(REMOVED_BY_BOTH)
    ]
    print(f"{many - len(bad)} of {many} strings in the oracle's order", bad[:5])

"""The type of the receipt, in dots: few sizes, two weights, and room between the lines."""

from printing.layout.text import Style

WIDTH = 576  # 72 mm: what a head of 80 mm paper can reach

SMALL = Style(21, 32)
BODY = Style(24, 37)
BOLD = Style(24, 37, "Bold")
LEAD = Style(30, 46, "Bold")
NAME = Style(34, 50, "Bold")
TITLE = Style(44, 66, "Bold")
HUGE = Style(50, 74, "Bold")
# Columns of figures: every digit as wide as the next.
FIGURES = Style(24, 37, tabular=True)
BOLD_FIGURES = Style(24, 37, "Bold", tabular=True)

PAIR = (BODY, BODY)
SMALL_PAIR = (SMALL, SMALL)

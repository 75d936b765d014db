"""The type of the receipt, in dots: few sizes, two weights, and room between the lines."""

from printing.layout.text import Style

# 70 mm of the 72 a head can reach: rolls wander by half a millimetre to either side.
WIDTH = 560

SMALL = Style(21, 31)
BODY = Style(24, 35)
BOLD = Style(24, 36, "Bold")
LEAD = Style(30, 46, "Bold")
NAME = Style(34, 50, "Bold")
TITLE = Style(44, 66, "Bold")
HUGE = Style(50, 74, "Bold")
# A key is smaller than its value: the eye is to find what is particular to this paper.
PAIR = (SMALL, BODY)

"""Texts as nobody means them: any characters, with many digits of all kinds, money, months and joining words."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import strategies as st

DIGITS = [
    chr(n) for n in range(sys.maxunicode + 1) if chr(n).isdigit() or unicodedata.category(chr(n)) == "No"
]
"""Every character that some test takes for a digit, the superscripts and the ringed ones among them."""
PIECES = """0 1 2 3 5 7 9 12 18 30 31 64.90 1,200 2026 2026-11-17 9999-12-31 0000-01-01 29 February 31 June
    £ € $ ₹ Rs PHP USD euros cents pounds % percent - / : . , ? ' ( st th half quarter past to and a the of
    by before after until within between from not no never more than at least up to every second first last
    January may March sep december Monday sun next week month year day days night business working today
    tomorrow yesterday tonight noon midnight am p.m. o'clock hundred thousand million crore dozen twenty one
    two five code AB-12 4471 refund refunded fee free cancel delivered replacement return you we can will
    won't promise guarantee told if unless per"""


def texts() -> st.SearchStrategy[str]:
    """Pieces in a row, some apart and some touching, with any other character between them."""
    piece = st.sampled_from(PIECES.split()) | st.sampled_from(DIGITS) | st.text(max_size=4)
    huge = st.integers(min_value=0, max_value=400).map(lambda n: "9" * n)
    joined = st.tuples(piece | huge, st.sampled_from(["", " "])).map("".join)
    return st.lists(joined, max_size=25).map("".join)

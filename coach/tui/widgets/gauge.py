"""The customer's frustration in one line: a bar, a number, a word, and what the last reply changed."""

from __future__ import annotations

from coach.customer.cue import Band
from coach.domain.curriculum import HintLevel
from coach.tui.figures import BAND_STYLES, bar, change
from coach.tui.safe_text import SOFT, PlainText, join
from coach.tui.wording import BANDS, word


class Gauge(PlainText):
    def __init__(self, hints: HintLevel, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hints = hints
        self.display = hints != "off"

    def set_frustration(self, value: int, *, before: int | None = None) -> None:
        band = Band.of(value)
        said = word(BANDS, band)
        if self.hints == "cue":
            self.show(join(("Frustration  ", SOFT), (said, BAND_STYLES[band])))
            return
        parts = [
            join(("Frustration  ", SOFT)),
            bar(value).stylize_before(BAND_STYLES[band]),
            join(f"  {value:>3}  ", (said, BAND_STYLES[band])),
        ]
        if before is not None:
            parts.append(join("   ", change(before, value)))
        self.show(join(*parts))

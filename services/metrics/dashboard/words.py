"""The page's language: its texts, the words of codes, and numbers as they are written in it."""

from datetime import datetime
from typing import Final

from services.metrics.dashboard.codes import CODES
from services.metrics.dashboard.panel_texts import PANEL_TEXTS
from services.metrics.dashboard.texts import TEXTS
from services.metrics.figures.arguments import STOCKHOLM
from services.metrics.figures.interruptions import Phase
from shared.http.language import Tongue

SAID: Final = {**TEXTS, **PANEL_TEXTS}

SAME: Final = "same-employer-"
ENTERED: Final = {"cohort": "entered", "mature": "entered-mature", "pending": "entered-pending"}
"""The groups that retention has in common with outflow, but of those who got work."""
MARGINS: Final = frozenset({"reason", "phase", "days"})
PHASES: Final = tuple(phase.value for phase in Phase)

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"
NONE: Final = "–"
WITHHELD: Final = ".."


class Words:
    """Swedish or English."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue: Tongue = tongue
        self._at = 0 if tongue == "sv" else 1

    @property
    def other(self) -> Tongue:
        return "en" if self.tongue == "sv" else "sv"

    def __call__(self, key: str, **named: object) -> str:
        """The text; KeyError for one that nobody has written."""
        return self.text(key).format(**named)

    def text(self, key: str) -> str:
        """The text with the names of what goes into it."""
        return SAID[key][self._at]

    def code(self, code: str) -> str:
        """What a code is called; a code from elsewhere that has no words here, such as a unit's, is itself."""
        return CODES[code][self._at] if code in CODES else code

    def group(self, figure: str, group: str) -> str:
        """What a group of counted rows is called."""
        same, of = group.startswith(SAME), group.removeprefix(SAME)
        if figure == "retention" and of in ENTERED:
            of = ENTERED[of]
        head, _, rest = of.partition("-")
        name = self._cell(rest) if head == "cell" else self.code(rest) if head in MARGINS else self._named(of)
        return f"{self('same-employer')}: {name}" if same else name

    def _named(self, group: str) -> str:
        return self.code(group) if group in CODES or group not in SAID else self(group)

    def _cell(self, cell: str) -> str:
        """Reason, phase and days; a reason may have hyphens itself."""
        for phase in PHASES:
            reason, found, days = cell.partition(f"-{phase}-")
            if found:
                return ", ".join(map(self.code, (reason, phase, days)))
        return cell

    def count(self, count: float) -> str:
        """A whole number, in groups of three."""
        return self._grouped(f"{count:,.0f}")

    def amount(self, amount: float, decimals: int = 1) -> str:
        """A number with decimals."""
        return self._grouped(f"{amount:,.{decimals}f}")

    def share(self, share: float, decimals: int = 1) -> str:
        """0.382 as per cent."""
        return self.amount(share * 100, decimals) + (f"{NO_BREAK}%" if self.tongue == "sv" else "%")

    def points(self, difference: float) -> str:
        """0.05 as percentage points, with its sign."""
        return self("points", points=self.signed(self.amount(abs(difference) * 100), difference))

    def signed(self, text: str, of: float) -> str:
        """The text with the sign of the number."""
        return f"{'+' if of > 0 else MINUS if of < 0 else '±'}{text}"

    def instant(self, instant: datetime) -> str:
        """To the minute, as the clock shows in Sweden."""
        return f"{instant.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"

    def _grouped(self, text: str) -> str:
        return text if self.tongue == "en" else text.translate({ord(","): NARROW, ord("."): ","})

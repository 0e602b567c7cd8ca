"""What the bot understood of one message, as a value. Holds nobody's name and decides nothing."""

from dataclasses import dataclass

INTENTS = frozenset(
    """answer none start next skip back edit pause restart my_data delete_data withdraw help results summary yes no
    greeting thanks abuse other""".split()
)

STANCES = ("problem", "praise", "proposal", "neutral", "none")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a summary was asked for; an empty field means all."""

    focus: int = 0
    district: str = ""
    role: str = ""
    period: str = ""

    def as_json(self) -> dict[str, object]:
        said = {"focus": self.focus, "district": self.district, "role": self.role, "period": self.period}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Reading:
    """`themes` stand surest first, `facets` with the asked one first; `doubt` names a command perhaps meant.

    `sure` is how likely the first theme is, 0 where there is none.
    """

    intent: str
    focus: int = 0
    facets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stance: str = "none"
    masked: str = ""
    doubt: str = ""
    filters: Filters = Filters()
    sure: float = 0.0

    def as_json(self) -> dict[str, object]:
        """The keys that `siangkan read` prints; a summary adds the filters that were said."""
        said: dict[str, object] = {
            "intent": self.intent,
            "focus": self.focus,
            "facets": list(self.facets),
            "themes": list(self.themes),
            "stance": self.stance,
            "masked": self.masked,
        }
        return said | self.filters.as_json()

"""The one entry to understanding Thai: a text in, a Reading out. Never raises, for any text, and keeps nothing."""

from collections.abc import Iterable

from bot.commands import NO_FACET, Commands
from bot.places import District, Role
from bot.reading import Reading
from bot.thai.coder import Coder
from bot.thai.cues import Cues
from bot.thai.filters import SummaryFilters
from bot.thai.masking import Masker
from bot.thai.segment import Segmenter
from bot.thai.signs import theme_words
from bot.themes import Theme


class Reader:
    """Holds the dictionary and the codebook in the form that comparing needs; safe to share between threads."""

    def __init__(
        self,
        themes: Iterable[Theme],
        commands: Commands,
        roles: Iterable[Role],
        districts: Iterable[District],
    ) -> None:
        self._themes = {theme.code: theme for theme in themes}
        self._commands = commands
        self._segmenter = Segmenter(theme_words(self._themes.values()))
        self._coder = Coder(self._themes.values(), self._segmenter)
        self._cues = Cues(self._segmenter)
        self._filters = SummaryFilters(commands.summary, roles, districts)
        self._masker = Masker(self._segmenter)

    def warm(self) -> None:
        """Loads what the first message would otherwise wait for."""
        self.read("ครูสมชาย 081-234-5678 ไม่ขาดครูแต่เน็ตช้ามาก")

    def read(self, text: str, asking: str = "") -> Reading:
        """`asking` is a facet, "consent", "role", "district", "nothing" (no open question) or empty."""
        understood = self._commands.understand(text, asking)
        masked = self._masker.masked(text)
        filters = self._filters.read(text) if understood.intent in ("answer", "summary") else None
        if filters is not None:
            return Reading("summary", filters.focus, masked=masked, filters=filters)
        if understood.intent == "answer" and asking not in ("consent", "role", "district"):
            return self._answer(asking, masked, understood.doubt)
        return self._no_answer(understood.intent, asking, masked, understood.doubt)

    def _answer(self, asking: str, masked: str, doubt: str) -> Reading:
        cut = self._segmenter.cut(masked)  # a surname such as ใจดี is no praise
        themes = self._coder.code(cut, asking, self._cues.focus_of(asking))
        surest = self._themes.get(themes[0])
        manner = self._cues.manner(cut.words, asking, surest.focus if surest else 0)
        return Reading("answer", manner.focus, manner.facets, themes, manner.stance, masked, doubt)

    def _no_answer(self, intent: str, asking: str, masked: str, doubt: str) -> Reading:
        """ "ไม่มี" is an answer to its facet too; everything else carries no theme."""
        if intent != "none":
            return Reading(intent, masked=masked, doubt=doubt)
        facets = () if asking in NO_FACET else (asking,)
        return Reading("none", self._cues.focus_of(asking), facets, ("none",), "none", masked)

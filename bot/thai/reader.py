"""The one entry to understanding Thai: a text in, a Reading out. Never raises, for any text, and keeps nothing."""

from collections.abc import Iterable

from bot.commands import NO_FACET, Commands, Understanding
from bot.places import District, Role
from bot.reading import Reading
from bot.thai.coder import Coder
from bot.thai.facets import FOCUS_OF
from bot.thai.features import seen
from bot.thai.filters import SummaryFilters
from bot.thai.intents import second_look
from bot.thai.masking import Masker
from bot.thai.model import Model
from bot.thai.sight import Sight
from bot.thai.why import Explained, reasons


class Reader:
    """Holds the dictionary, the codebook and the trained model; safe to share between threads."""

    def __init__(
        self,
        sight: Sight,
        model: Model,
        commands: Commands,
        roles: Iterable[Role],
        districts: Iterable[District],
    ) -> None:
        self._sight, self._model = sight, model
        self._commands = commands
        self._coder = Coder(model, sight)
        self._filters = SummaryFilters(commands.summary, roles, districts)
        self._masker = Masker(sight.segmenter)

    def warm(self) -> None:
        """Loads what the first message would otherwise wait for."""
        self.read("ครูสมชาย 081-234-5678 ผอ.คนใหม่ชื่อวิชัย ครูกัญญาวีร์ แก้วทองสุข ไม่ขาดครูแต่เน็ตช้ามาก")

    def read(self, text: str, asking: str = "") -> Reading:
        """`asking` is a facet, "consent", "role", "district", "nothing" (no open question) or empty."""
        understood = self._commands.understand(text, asking)
        masked = self._masker.masked(text)
        filters = self._filters.read(text) if understood.intent in ("answer", "summary") else None
        if filters is not None:
            return Reading("summary", filters.focus, masked=masked, filters=filters)
        if understood.intent == "answer":
            return self._answer(text, asking, masked, understood)
        return self._no_answer(understood, asking, masked)

    def explain(self, text: str, asking: str = "") -> Explained:
        """A reading, and the words that spoke for its themes. Slow: for people who want to know why."""
        reading = self.read(text, asking)
        if not reading.themes:
            return Explained(reading)
        return Explained(reading, reasons(self._sight, self._coder, reading.masked, asking))

    def _answer(self, text: str, asking: str, masked: str, understood: Understanding) -> Reading:
        view = self._sight.view(self._sight.segmenter.cut(masked))  # a surname such as ใจดี is no praise
        scores = self._model.scores(seen(view, asking))
        understood = second_look(self._model, scores, text, asking, understood)
        if understood.intent != "answer" or asking in ("consent", "role", "district"):
            return self._no_answer(understood, asking, masked)
        coded = self._coder.code(view, scores, asking)
        doubt = understood.doubt
        return Reading(
            "answer", coded.focus, coded.facets, coded.themes, coded.stance, masked, doubt, sure=coded.sure
        )

    def _no_answer(self, understood: Understanding, asking: str, masked: str) -> Reading:
        """ "ไม่มี" is an answer to its facet too; everything else carries no theme."""
        if understood.intent != "none":
            return Reading(understood.intent, masked=masked, doubt=understood.doubt)
        facets = () if asking in NO_FACET else (asking,)
        return Reading("none", FOCUS_OF.get(asking, 0), facets, ("none",), "none", masked)

"""Makes a model from the labelled texts in the repository. Touches no database."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.thai.masking import Masker
from bot.thai.model import Model
from handlers.data import DataFault, load_form, load_sight
from handlers.teaching.crossing import unasked, under_other_questions
from handlers.teaching.fitting import fit
from handlers.teaching.labelled import DATA, Labelled, answers, digest, messages
from handlers.teaching.lessons import Texts, lessons

_FEWEST, _FEWEST_VOICES = 200, 3


def sources(data: Path = DATA) -> tuple[Path, ...]:
    """What a model is made from, beside an office's own answers."""
    return data / "answers", data / "messages", DATA / "themes.toml", DATA / "lexicon.toml"


def teach(say: Callable[[str], None], data: Path = DATA, more: tuple[Path, ...] = ()) -> Model:
    """`data` holds the folders answers and messages; `more` are further answers, such as an office's own corrections.

    Raises DataFault.
    """
    sight = load_sight()
    masked = Masker(sight.segmenter).masked
    read = (one for folder in (data / "answers", *more) for one in answers(folder))
    told = [replace(one, text=masked(one.text)) for one in read]  # as the bot will see it
    if len(told) < _FEWEST or len({one.voice for one in told}) < _FEWEST_VOICES:
        raise DataFault(
            f"{len(told)} answers are too few to learn from: {_FEWEST} of {_FEWEST_VOICES} voices at least"
        )
    asked = messages(data / "messages")
    texts = Texts(told, asked, list(under_other_questions(told)), list(unasked(asked)))
    say(f"{len(told)} labelled answers, {len(asked)} messages with their intents")
    seen = [sight.of(one.text, one.asking) for one in texts]
    codes = [theme.code for theme in load_form().themes if theme.code != "unclear"]
    made_from, own = digest(*sources(data), *more), len(told) + len(asked)
    return fit(seen, _voices(texts), lessons(texts, codes), made_from, say, own)


def _voices(texts: Texts) -> list[str]:
    """Who wrote each text; messages have no writers, so the same words go together."""
    return [one.voice if isinstance(one, Labelled) else f"message {len(one.text) % 40}" for one in texts]

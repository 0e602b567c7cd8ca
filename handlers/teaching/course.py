"""Makes a model from the labelled texts in the repository. Touches no database."""

from collections.abc import Callable
from pathlib import Path

from bot.thai.model import Model
from handlers.data import load_form, load_sight
from handlers.teaching.fitting import fit
from handlers.teaching.labelled import DATA, answers, digest, messages
from handlers.teaching.lessons import lessons


def sources(data: Path = DATA) -> tuple[Path, ...]:
    """What a model is made from, beside an office's own answers."""
    return data / "answers", data / "messages", DATA / "themes.toml", DATA / "lexicon.toml"


def teach(say: Callable[[str], None], data: Path = DATA, more: tuple[Path, ...] = ()) -> Model:
    """`data` holds the folders answers and messages; `more` are further answers, such as an office's own corrections.

    Raises DataFault.
    """
    told = [one for folder in (data / "answers", *more) for one in answers(folder)]
    asked = messages(data / "messages")
    sight = load_sight()
    say(f"{len(told)} labelled answers, {len(asked)} messages with their intents")
    seen = [sight.of(one.text, one.asking) for one in told] + [
        sight.of(one.text, one.asking) for one in asked
    ]
    voices = [one.voice for one in told] + [f"message {place % 40}" for place in range(len(asked))]
    codes = [theme.code for theme in load_form().themes if theme.code != "unclear"]
    return fit(seen, voices, lessons(told, asked, codes), digest(*sources(data), *more), say)

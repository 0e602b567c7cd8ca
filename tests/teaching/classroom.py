"""A model of a few hundred answers, made once for the tests that only need some model."""

from collections.abc import Sequence
from functools import cache

from bot.thai.model import Model
from bot.thai.sight import Sight
from handlers.data import load_form, load_sight
from handlers.teaching.fitting import fit
from handlers.teaching.labelled import Labelled
from handlers.teaching.lessons import Texts, lessons


def small_model(told: Sequence[Labelled]) -> tuple[Model, Sight]:
    return _made(tuple(told)), load_sight()


@cache
def _made(told: tuple[Labelled, ...]) -> Model:
    return made(told)


def made(told: Sequence[Labelled]) -> Model:
    codes = [theme.code for theme in load_form().themes if theme.code != "unclear"]
    seen = [load_sight().of(one.text, one.asking) for one in told]
    return fit(seen, [one.voice for one in told], lessons(Texts(told), codes), "a test", lambda line: None)

"""What is said over and over is said once, then once an hour; what is new is said at once."""

from handlers.clock import SetClock
from handlers.seldom import Seldom

HOUR = 60 * 60_000


def test_the_same_is_news_once() -> None:
    seldom = Seldom(SetClock(0))
    assert [seldom.is_news("away"), seldom.is_news("away")] == [True, False]


def test_something_else_is_news() -> None:
    seldom = Seldom(SetClock(0))
    assert [seldom.is_news("away"), seldom.is_news("broken"), seldom.is_news("away")] == [True, True, True]


def test_the_same_is_news_again_after_an_hour() -> None:
    clock = SetClock(0)
    seldom = Seldom(clock)
    said = [seldom.is_news("away")]
    for wait in (HOUR - 1, 1, 1):
        clock.forward(wait)
        said.append(seldom.is_news("away"))
    assert said == [True, False, True, False]


def test_what_was_well_meanwhile_is_news() -> None:
    seldom = Seldom(SetClock(0))
    seldom.is_news("away")
    assert [seldom.is_over(), seldom.is_news("away")] == [True, True]


def test_only_what_was_said_can_be_over() -> None:
    seldom = Seldom(SetClock(0))
    seldom.is_news("away")
    assert [seldom.is_over(), seldom.is_over()] == [True, False]

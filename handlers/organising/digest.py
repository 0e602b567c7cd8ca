"""The weekly report by chat: on, off, on another day and hour, or now in reply. Sends no push."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.organising.orders import Order
from bot.organising.weeks import (
    FIRST_HOUR,
    LAST_HOUR,
    chosen_day,
    chosen_time,
    is_waking,
    next_day,
    reported,
)
from handlers.organising.asked import Answer, Asked
from handlers.organising.composing import report
from handlers.organising.saying import Way, says, text, ways
from handlers.organising.words import worded
from handlers.thai_dates import day_of, in_thailand, thai_date
from models import digests, organisers
from models.organisers import Organiser

_WEEK = timedelta(days=7)


def digest_show(asked: Asked) -> Answer:
    """The one that would be sent today; as text, if that is asked for."""
    _, days = reported(day_of(asked.now))
    told = report(asked.services, asked.conn, asked.round, days, asked.now)
    return text(told.text, *_after(asked.organiser)) if asked.order.plain else (told.message,)


def digest_off(asked: Asked) -> Answer:
    organisers.keep(asked.conn, replace(asked.organiser, digest_off=True))
    return says("digest_stopped", *ways(("digest_way_on", Order("digest_on")), _SHOW))


def digest_on(asked: Asked) -> Answer:
    return _set(asked, replace(asked.organiser, digest_off=False))


def digest_when(asked: Asked) -> Answer:
    """Both were said, or the day was tapped and the hour is asked for, or neither and the day is."""
    organiser, chosen = asked.organiser, chosen_time(asked.order.words)
    if chosen is None:
        day = chosen_day(asked.order.step)
        return _which_day(organiser) if day is None else _which_hour("digest_which_hour", day)
    day, hour = chosen
    if not is_waking(hour):
        return _which_hour("digest_resting", day)
    return _set(asked, replace(organiser, digest_day=day, digest_hour=hour, digest_off=False))


def _set(asked: Asked, organiser: Organiser) -> Answer:
    if not _is_same(organiser, asked.organiser):
        organisers.keep(asked.conn, organiser)
        _leave_out_what_is_over(asked, organiser)
    day, hour = _day_and_hour(organiser)
    return says("digest_set", *_after(organiser), day=day, hour=hour, date=thai_date(_next(asked, organiser)))


def _is_same(now: Organiser, before: Organiser) -> bool:
    """Saying it again changes nothing, and makes nobody lose this week's."""
    return now == before


def _leave_out_what_is_over(asked: Asked, organiser: Organiser) -> None:
    """Who chooses Friday at eight on a Friday at ten begins with the next."""
    here, person = in_thailand(asked.now), organiser.person_id
    digests.take_up(asked.conn, person)
    if here.isoweekday() == organiser.digest_day and here.hour >= organiser.digest_hour:
        week, _ = reported(here.date())
        digests.leave_out(asked.conn, person, week)


def _next(asked: Asked, organiser: Organiser) -> date:
    """The next day on which one comes. Of one week there are never two."""
    here = in_thailand(asked.now)
    day = next_day(organiser.digest_day, here.date())
    over = day == here.date() and here.hour >= organiser.digest_hour
    week, _ = reported(day)
    return day + _WEEK if over or digests.has(asked.conn, organiser.person_id, week) else day


def _which_day(organiser: Organiser) -> Answer:
    day, hour = _day_and_hour(organiser)
    buttons = [
        (worded("digest_way_day", day=name), Order("digest_when", step=str(n)))
        for n, name in enumerate(_names(), 1)
    ]
    return says("digest_which_day", *buttons, day=day, hour=hour)


def _which_hour(phrase: str, day: int) -> Answer:
    buttons = [
        (worded("digest_way_hour", hour=_hour(hour)), Order("digest_when", words=f"{day} {hour}"))
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    return says(phrase, *buttons, day=_names()[day - 1])


def _after(organiser: Organiser) -> Sequence[Way]:
    turn = ("digest_way_on", Order("digest_on")) if organiser.digest_off else ("digest_way_off", _OFF)
    return ways(_SHOW, ("digest_way_when", Order("digest_when")), turn)


def _day_and_hour(organiser: Organiser) -> tuple[str, str]:
    return _names()[organiser.digest_day - 1], _hour(organiser.digest_hour)


def _names() -> list[str]:
    return worded("digest_days").split()


def _hour(hour: int) -> str:
    return f"{hour:02}"


_OFF = Order("digest_off")
_SHOW = ("digest_way_show", Order("digest_show"))

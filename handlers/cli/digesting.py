"""`digest` shows a week's report and whom it would reach, or hands it now to those who have not got it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import click

from bot.organising.periods import Days
from bot.organising.weeks import days_of, last_full, week_of
from handlers.cli.exporting import existing_store
from handlers.cli.json_lines import printable
from handlers.cli.poster_options import round_code
from handlers.clock import SystemClock
from handlers.data import load_form, load_reader
from handlers.digesting import Handed, Handing, round_of
from handlers.services import Services
from handlers.settings import read_settings
from handlers.thai_dates import day_of
from models import audit, digests, ledger
from models.digests import Ready
from models.identity import Identity
from models.ledger import Standing


@click.command()
@click.option("--week", metavar="WEEK", help="Such as 2569-W48.  [default: the last that is over]")
@click.option("--round", "round_", help="Only to the organisers of this round.  [default: of every round]")
@click.option("--dry-run", is_flag=True, help="Show it, and whom it would reach; send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before sending.")
def digest(week: str | None, round_: str | None, dry_run: bool, yes: bool) -> None:
    """Send a week's report now to the organisers who have not got it, once each, or only show it.

    It goes by push: each organiser takes one of the month's messages. `serve` or `work` send what stands in the
    outbox. They send every organiser's own report by themselves, at the day and hour that each has set.
    """
    form = load_form()
    only = round_code(round_, form) if round_ else ""
    services = _services()
    now = services.clock.now()
    days = _days(week or last_full(day_of(now)), day_of(now))
    handing = Handing(services, week_of(days.first), days)
    plan = _plan(handing, only, now)
    for line in plan.lines:
        click.echo(printable(line))
    if dry_run:
        click.echo("Nothing was sent.")
    elif plan.ready and (yes or click.confirm(f"Send it to {plan.people}?")):
        click.echo(_send(handing, plan.ready))
    services.store.close()


def _services() -> Services:
    """Nobody's LINE id is read or written here, so no secret is needed."""
    settings = read_settings()
    identity = Identity(settings.secret_key)
    return Services(existing_store(settings), identity, SystemClock(), load_form(), load_reader())


def _days(week: str, today: date) -> Days:
    """The full days of it so far."""
    days = days_of(week)
    if days is None:
        raise click.BadParameter("a week is written 2569-W48.", param_hint="--week")
    if days.first >= today:
        raise click.BadParameter("no day of that week is over yet.", param_hint="--week")
    return replace(days, after=min(days.after, today))


@dataclass(frozen=True, slots=True)
class _Plan:
    ready: Sequence[Ready]
    lines: Sequence[str]

    @property
    def people(self) -> str:
        return _organisers(len(self.ready))


def _plan(handing: Handing, only: str, now: int) -> _Plan:
    services = handing.services
    with services.store.reading() as conn:
        every, standing = digests.ready(conn, handing.week), ledger.standing(conn, now)
    ready = [each for each in every if not only or round_of(services, each) == only]
    rounds = sorted({round_of(services, each) for each in ready}) or [only or services.round]
    lines = []
    for round in rounds:
        lines += [f"Week {handing.week}, round {round}:", handing.report(round).text, ""]
    cost = f"It would go to {_organisers(len(ready))} and take {len(ready)} pushes{_left(standing)}."
    return _Plan(ready, [*lines, cost])


def _left(standing: Standing) -> str:
    if standing.quota.kind == "":
        return " (LINE was not asked yet how many are left)"
    return (
        "; the plan has no limit"
        if standing.left is None
        else f" of the {standing.left} that are left this month"
    )


def _send(handing: Handing, ready: Sequence[Ready]) -> str:
    handed = handing.to(ready)
    with handing.services.store.writing() as conn:
        about = f"week={handing.week} people={handed.sent}"
        audit.note(conn, audit.OPERATOR, "digest", about, handing.services.clock.now())
    return f"On its way to {_organisers(handed.sent)}.{_busy(handed)}"


def _busy(handed: Handed) -> str:
    if not handed.busy:
        return ""
    return f" {_organisers(handed.busy)} are in the middle of a question: run this again in a while."


def _organisers(number: int) -> str:
    return f"{number} organiser{'' if number == 1 else 's'}"

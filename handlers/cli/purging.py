"""`purge` takes away what was kept long enough, or only tells what that would be."""

from datetime import date, datetime

import click

from bot.rounds import Round
from handlers.cli.exporting import existing_store
from handlers.cli.forgotten_rounds import forgotten_rounds
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.purging import LEFTOVER_DAYS, Purge, Purged, expires_at
from handlers.settings import read_settings
from handlers.thai_dates import day_of, noon_of
from models import scrub


@click.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would be removed; change nothing.")
@click.option(
    "--retention-days",
    type=click.IntRange(1, 36_500),
    help="Days after a round's last day.  [default: RETENTION_DAYS, or 365]",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --dry-run: tell what would be removed on this day (YYYY-MM-DD).",
)
def purge(dry_run: bool, retention_days: int | None, today: datetime | None) -> None:
    """Remove what people gave to rounds that closed long ago, as the privacy notice promises.

    Of an expired round the words as typed, photos, voices and the tie to the person go; the answers stay, masked and
    anonymous. People whom no answer needs and who were not seen for as long are erased whole. Then the database's
    files are rewritten, so that no byte of it stays. `serve` and `work` do the same every night after three.
    """
    if today and not dry_run:
        raise click.UsageError("--today goes with --dry-run only.")
    settings = read_settings()
    days = retention_days or settings.retention_days
    store = existing_store(settings)
    run = Purge(store, load_form().rounds, days, noon_of(today.date()) if today else SystemClock().now())
    click.echo(f"What people said is kept for {days} days after the last day of its round.")
    for line in _told(run, run.look() if dry_run else run.run()):
        click.echo(line)
    for line in forgotten_rounds(store, run.rounds):
        click.echo(line, err=True)
    click.echo("Nothing was changed." if dry_run else _scrubbed(run))
    store.close()


def _told(run: Purge, purged: Purged) -> list[str]:
    lines = [_round(round, run, purged) for round in run.rounds.values()]
    lines.append(
        f"People not seen since {_day(run.unseen_since)} whom no answer needs, erased: {purged.people}"
    )
    lines += [
        f"Older than {LEFTOVER_DAYS} days, {what}: {number}" for what, number in purged.leftovers.items()
    ]
    return lines


def _round(round: Round, run: Purge, purged: Purged) -> str:
    name = f"Round {round.code} ({round.title})"
    end = expires_at(round, run.days)
    if round.closes is None or end is None:
        return f"{name}: has no last day yet, so it is kept."
    closed = f"{name}: last day {_date(round.closes)}"
    gone = purged.rounds.get(round.code)
    if gone is None:
        return f"{closed}, kept until {_day(end - 1)}."
    return (
        f"{closed}, expired since {_day(end)}: {gone.answers} answers of {gone.people} people made anonymous, "
        f"{gone.bubbles} messages as typed removed ({gone.media} photos, voices and files among them)."
    )


def _scrubbed(run: Purge) -> str:
    if scrub.scrub(run.store, run.now):
        return "Done, and the database's files were rewritten."
    return "Done. The database was busy, so its files are rewritten later: by `serve` or `work`, or run this again."


def _day(at: int) -> str:
    return _date(day_of(at))


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

"""`export` gives the answers to people who work with tables; `seed` invents some for trials."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from handlers.app import assemble
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.export import ExportRow, rows, write_csv
from handlers.seed import ROUND as TRIAL
from handlers.seed import seed as invent
from handlers.settings import Settings, read_settings, sqlite_file
from models.database import Store, open_store
from models.migrate import current_is_head, upgrade

NOTES = {"trial": " (invented by `siangkan seed`)", "demo": " (said in the simulator)"}


@click.command()
@click.option("--format", "kind", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    required=True,
    help="The file; - for standard output.",
)
@click.option("--round", "round_", help="Only this round.")
@click.option(
    "--raw", is_flag=True, help="With the words as typed, personal data and all. For the owner only."
)
def export(kind: str, out: str, round_: str | None, raw: bool) -> None:
    """Write all answers into a table, one row an answer, personal data masked.

    Columns: code, round, given_at, role, sector, district, focus, facet, question, text, themes, chosen
    (`chosen` = picked by button). CSV is UTF-8 with BOM, so Excel opens it as it is.
    """
    store = ready_store(read_settings())
    counted: Counter[str] = Counter()
    with _opened(out) as file:
        write_csv(_counting(rows(store, round=round_, raw=raw), counted), file)
    store.close()
    click.echo(f"{counted.total()} answers written to {out}", err=True)
    for name, number in sorted(counted.items()):
        click.echo(f"  round {name}: {number}{NOTES.get(name, '')}", err=True)


@contextmanager
def _opened(out: str) -> Iterator[TextIO]:
    """As the csv module wants it: no line end is changed on the way."""
    if out == "-":
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield sys.stdout
    else:
        with Path(out).open("w", encoding="utf-8", newline="") as file:
            yield file


def existing_store(settings: Settings) -> Store:
    """For those to whom a mistyped DATABASE_URL must not give a new, empty database. Makes nothing."""
    file = sqlite_file(settings)
    if file is not None and not file.is_file():
        raise click.ClickException(
            f"There is no database at {file}: is DATABASE_URL right? `siangkan serve` or `siangkan migrate`"
            " makes one."
        )
    return ready_store(settings)


def ready_store(settings: Settings) -> Store:
    """Reading changes nothing, except that an embedded database which is not there yet is made."""
    store, file = open_store(settings.database_url), sqlite_file(settings)
    if file is not None and not file.exists():
        upgrade(store)
    if not current_is_head(store):
        raise click.ClickException("The database is not up to date: run `siangkan migrate` first.")
    return store


def _counting(told: Iterable[ExportRow], counted: Counter[str]) -> Iterator[ExportRow]:
    for row in told:
        counted[row.round] += 1
        yield row


@click.command()
@click.option(
    "--answers", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many."
)
@click.option(
    "--round", "round_", default=TRIAL, show_default=True, help='In which round; the simulator\'s is "demo".'
)
def seed(answers: int, round_: str) -> None:
    """Invent answers for trials and benches, in a round of their own.

    Never for a round in which people are heard: invented answers could not be told from theirs.
    """
    if round_ in load_form().rounds:
        raise click.BadParameter("people are heard in this round", param_hint="--round")
    house = assemble(read_settings(make_secret=True), SystemClock())
    upgrade(house.services.store)
    with click.progressbar(length=answers, label="Inventing answers") as bar:
        for done in invent(house.services, answers, round_):
            bar.update(done)
    house.services.store.close()

"""`export` gives the answers to people who work with tables; `seed` invents some for trials."""

from pathlib import Path

import click

from handlers.app import assemble
from handlers.clock import SystemClock
from handlers.export import rows, write_csv
from handlers.seed import seed as invent
from handlers.settings import read_settings
from models.database import open_store
from models.migrate import upgrade


@click.command()
@click.option("--format", "kind", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True, help="The file."
)
@click.option("--round", "round_", help="Only this round.")
@click.option(
    "--raw", is_flag=True, help="With the words as typed, personal data and all. For the owner only."
)
def export(kind: str, out: Path, round_: str | None, raw: bool) -> None:
    """Write all answers into a table, one row an answer, personal data masked.

    Columns: code, round, given_at, role, sector, district, focus, facet, question, text, themes, chosen
    (`chosen` = picked by button). CSV is UTF-8 with BOM, so Excel opens it as it is.
    """
    store = open_store(read_settings().database_url)
    upgrade(store)
    with out.open("w", encoding="utf-8", newline="") as file:
        written = write_csv(rows(store, round=round_, raw=raw), file)
    store.close()
    click.echo(f"{written} answers written to {out}", err=True)


@click.command()
@click.option(
    "--answers", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many."
)
def seed(answers: int) -> None:
    """Invent answers for trials and benches, in a round of their own called "trial"."""
    house = assemble(read_settings(), SystemClock())
    upgrade(house.services.store)
    with click.progressbar(length=answers, label="Inventing answers") as bar:
        for done in invent(house.services, answers):
            bar.update(done)
    house.services.store.close()

"""`audit` prints the log of what organisers and operators did. Changes nothing, and neither could anybody else."""

import click

from handlers.cli.exporting import existing_store
from handlers.settings import read_settings
from handlers.thai_dates import iso_time
from models import audit as log


@click.command()
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="How many lines.")
def audit(last: int) -> None:
    """Print what organisers and operators did, the newest last.

    A line: when · who · what · about. Who is an organiser's code, as the list of organisers in the chat shows it, or
    "operator" for this command line. The database refuses to change or remove a line.
    """
    store = existing_store(read_settings())
    with store.reading() as conn:
        entries = log.last(conn, last)
    store.close()
    for entry in entries:
        click.echo(
            " · ".join(part for part in (iso_time(entry.at), entry.who, entry.act, entry.about) if part)
        )
    if not entries:
        click.echo("Nothing is in the log yet.", err=True)

"""`check --tallies`: do summaries count what people gave? Repairs only when it is told to."""

import click

from handlers.app import assemble
from handlers.cli.exporting import existing_store
from handlers.clock import SystemClock
from handlers.counting import count_anew, strays
from handlers.settings import read_settings

_SHOWN = 20


def check_tallies(repair: bool) -> None:
    """Exit code 1 when they differ and were not repaired."""
    settings = read_settings(make_secret=True)
    existing_store(settings).close()
    services = assemble(settings, SystemClock()).services
    found = strays(services)
    for line in found[:_SHOWN]:
        click.echo(line, err=True)
    if len(found) > _SHOWN:
        click.echo(f"… and {len(found) - _SHOWN:,} more.", err=True)
    if found and repair:
        click.echo(f"Counted {count_anew(services):,} people anew.")
        found = strays(services)
    services.store.close()
    if found:
        raise click.ClickException(
            "Tallies differ from answers. `siangkan check --tallies --repair` counts anew."
        )
    click.echo("All is well: tallies equal answers.")

"""The commands that run Siang Kan: `demo`, `serve`, `work`, `migrate`."""

import click

from handlers import server, worker
from handlers.settings import read_settings
from models.database import open_store
from models.migrate import upgrade


@click.command()
def demo() -> None:
    """Run everything in one place, with a chat simulator instead of LINE. Needs no account and no settings."""
    server.demo(read_settings(make_secret=True))


@click.command()
def serve() -> None:
    """Run the web server that LINE posts to. On SQLite it runs the jobs as well."""
    server.serve(read_settings(need_line=True))


@click.command()
def work() -> None:
    """Run the jobs: wake-ups, retries, what a dead process left. On PostgreSQL, as many as you like."""
    worker.work(read_settings(need_line=True))


@click.command()
def migrate() -> None:
    """Bring the database to the newest form. Safe to run at any time, again and again."""
    store = open_store(read_settings().database_url)
    upgrade(store)
    store.close()
    click.echo("The database is up to date.")

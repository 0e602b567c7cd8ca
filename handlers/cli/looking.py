"""`check` names every fault of data and settings at once; `draw` keeps the picture of the conversation current."""

from pathlib import Path

import click

from bot.diagram import diagram
from bot.faults import faults
from bot.menu_faults import menu_faults
from handlers.cli.forgotten_rounds import forgotten_rounds
from handlers.cli.tallying import check_tallies
from handlers.data import load_form
from handlers.media.opening import open_media
from handlers.media.store import MediaFault
from handlers.settings import Settings, SettingsFault, read_settings, sqlite_file, strange_names
from handlers.setup.loading import load_menus
from models.database import open_store
from models.migrate import current_is_head

DIAGRAM = Path("docs/conversation.md")
_HEAD = """# The conversation

Drawn from the data by `siangkan draw`; `make check` fails when it is not current. Boxes take words, hexagons buttons.

```mermaid
"""


@click.command()
@click.option("--data", "only_data", is_flag=True, help="Look at the data files only, not at the settings.")
@click.option(
    "--tallies",
    is_flag=True,
    help="Check that what summaries count equals the answers. Reads every answer.",
)
@click.option("--repair", is_flag=True, help="With --tallies: count everybody anew when they differ.")
def check(only_data: bool, tallies: bool, repair: bool) -> None:
    """Check the questionnaire, phrases, codebook and settings. Names every fault, in plain words."""
    if tallies:
        check_tallies(repair)
        return
    found = faults(load_form()) + menu_faults(load_menus())
    if not only_data:
        found += _settings_faults()
    for line in found if only_data else [*found, *_notes()]:
        click.echo(line, err=True)
    if found:
        raise SystemExit(1)
    click.echo("All is well: " + ("the data." if only_data else "data and settings."))


def _settings_faults() -> list[str]:
    try:
        settings = read_settings()
    except SettingsFault as fault:
        return fault.faults
    return [*_database_faults(settings), *_media_faults(settings)]


def _media_faults(settings: Settings) -> list[str]:
    """Nobody sees a store that takes nothing: the bot goes on without the photos."""
    try:
        files = open_media(settings.media_place)
    except MediaFault as fault:
        return [str(fault)]
    try:
        files.try_out()
    except MediaFault as fault:
        keys = " Look at the bucket's name, and at the AWS_ variables." if files.free() is None else ""
        return [f"MEDIA_URL: {fault}.{keys}"]
    return []


def _database_faults(settings: Settings) -> list[str]:
    """An embedded database that is not there yet is made by whoever needs it."""
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        return []
    store = open_store(settings.database_url)
    try:
        if not store.answers():
            return ["The database cannot be reached: check DATABASE_URL, and that the database runs."]
        return [] if current_is_head(store) else ["The database is not up to date: run `siangkan migrate`."]
    finally:
        store.close()


def _notes() -> list[str]:
    strange = [
        f"Note: {name} is not a name that Siang Kan knows; is it misspelt?" for name in strange_names()
    ]
    try:
        return [*_missing(settings := read_settings()), *strange, *_warnings(settings)]
    except SettingsFault:
        return strange


def _missing(settings: Settings) -> list[str]:
    if not settings.has_line:
        return ["Note: no LINE account is set, so only `siangkan demo` will run."]
    if not settings.public_url:
        return ["Note: PUBLIC_URL is not set: nobody can get a copy of their data."]
    return []


def _warnings(settings: Settings) -> list[str]:
    """Of what the database holds, if there is one that can be read."""
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        return []
    store = open_store(settings.database_url)
    try:
        return forgotten_rounds(store, load_form().rounds) if current_is_head(store) else []
    finally:
        store.close()


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; fail when the picture is not current."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=DIAGRAM, show_default=True, help="Where to write it."
)
def draw(only_check: bool, out: Path) -> None:
    """Draw the conversation from the data, as a Mermaid diagram in a Markdown file."""
    page = f"{_HEAD}{diagram(load_form())}```\n"
    if not only_check:
        out.write_text(page, encoding="utf-8")
        click.echo(f"Drawn: {out}")
    elif not out.exists() or out.read_text(encoding="utf-8") != page:
        raise click.ClickException(f"{out} is not current. Run: siangkan draw")

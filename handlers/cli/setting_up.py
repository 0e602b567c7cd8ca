"""`setup-line` brings the LINE account to what Siang Kan needs. Says what it does, and what is left to people."""

from urllib.parse import urlsplit

import click

from bot.menu_faults import menu_faults
from handlers.data import DataFault
from handlers.line.account import Account
from handlers.line.account_calls import AccountFault
from handlers.settings import Settings, SettingsFault, read_settings
from handlers.setup.by_hand import by_hand
from handlers.setup.loading import load_menus
from handlers.setup.setting_up import Outcome, set_up
from handlers.setup.webhook import told

_LONGEST_URL = 500


@click.command("setup-line")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be done.")
@click.option("--webhook", metavar="URL", help="Where LINE shall post. [default: PUBLIC_URL + /webhook]")
@click.option("--force", is_flag=True, help="Set the webhook though LINE cannot reach it.")
def setup_line(dry_run: bool, webhook: str | None, force: bool) -> None:
    """Set up the LINE account: webhook, menus, and what is left to do by hand.

    Needs LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, SECRET_KEY and PUBLIC_URL. Menus are made of
    bot/data/menus.toml and replaced only when they changed; menus that Siang Kan did not make are never touched.
    Safe to run at any time: a second run changes nothing, and after a fault it goes on where it stopped. A webhook
    that is set already gives way to another address only when LINE reaches that one.
    """
    settings = read_settings(need_line=True)
    url = webhook_url(settings, webhook)
    if faults := menu_faults(load_menus()):
        raise DataFault("\n".join(faults))
    account = Account(settings.access_token, settings.api_url, settings.data_url)
    try:
        _set_up(account, url, dry_run, force)
    except AccountFault as fault:
        raise click.ClickException(str(fault)) from fault


def webhook_url(settings: Settings, given: str | None) -> str:
    """Raises SettingsFault."""
    name = "--webhook" if given else "PUBLIC_URL"
    url = given or (f"{settings.public_url}/webhook" if settings.public_url else "")
    if faults := [*_url_faults(name, url, settings), *_host_faults(settings)]:
        raise SettingsFault(faults)
    return url


def _url_faults(name: str, url: str, settings: Settings) -> list[str]:
    if not url:
        return [
            "PUBLIC_URL is missing: the https address at which LINE reaches this server, or use --webhook URL."
        ]
    schemes = ("https",) if _is_line(settings) else ("https", "http")
    if urlsplit(url).scheme not in schemes or not urlsplit(url).hostname:
        return [f"{name} must begin with https://: LINE posts to nothing else."]
    if len(url) > _LONGEST_URL:
        return [f"{name} is too long: LINE takes at most {_LONGEST_URL} characters."]
    return []


def _host_faults(settings: Settings) -> list[str]:
    if settings.data_url == Settings().data_url and not _is_line(settings):
        return ["LINE_DATA_URL is missing beside LINE_API_URL: pictures would go to LINE itself."]
    return []


def _is_line(settings: Settings) -> bool:
    return settings.api_url == Settings().api_url


def _set_up(account: Account, url: str, dry_run: bool, force: bool) -> None:
    info = account.info()
    click.echo(f"The account is “{info.name}” ({info.basic_id}).")
    outcome = set_up(account, load_menus(), url, tell=click.echo, dry_run=dry_run, force=force)
    click.echo(told(outcome.tested) if outcome.tested else "Would let LINE test the webhook.")
    click.echo(_summed(outcome, dry_run))
    click.echo("\nLeft to do by hand in LINE's consoles:")
    for line in by_hand(info, account.webhook()):
        click.echo(f"  {line}")
    if _failed(outcome):
        raise click.ClickException(
            "The webhook does not work yet (see above). Mend it and run the same again."
        )


def _failed(outcome: Outcome) -> bool:
    return outcome.tested is not None and not outcome.tested.success


def _summed(outcome: Outcome, dry_run: bool) -> str:
    if not outcome.steps:
        return "Nothing was changed." if _failed(outcome) else "Nothing had to change."
    counted = "1 change" if outcome.steps == 1 else f"{outcome.steps} changes"
    return f"{counted} would be made; nothing was changed." if dry_run else f"Done: {counted}."

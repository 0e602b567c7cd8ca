"""`summary` prints what organisers see in the chat, as text. Changes nothing but tallies that wait to be counted."""

import click

from bot.organising.scope import Scope
from bot.summaries import wording
from handlers.app import assemble
from handlers.cli.exporting import existing_store
from handlers.clock import SystemClock
from handlers.counting import count_the_stirred
from handlers.data import load_orders, load_summing, load_targets
from handlers.organising.summarising import Summariser
from handlers.organising.words import desk_words
from handlers.services import Services
from handlers.settings import read_settings
from handlers.thai_dates import day_of


@click.command()
@click.argument("words", nargs=-1)
@click.option("--round", "round_", help="Which round.  [default: the bot's own]")
def summary(words: tuple[str, ...], round_: str | None) -> None:
    """Print the summary that organisers get in the chat, as text.

    WORDS narrow it, in any order, as people say them: siangkan summary ไทรโยค ครู 7 วัน. Figures of fewer than five
    people are not shown, here as there.
    """
    settings, clock = read_settings(make_secret=True), SystemClock()
    existing_store(settings).close()
    services = assemble(settings, clock, round_ or "").services
    if round_ and round_ not in services.form.rounds:
        raise click.BadParameter(
            f"no such round; there are: {', '.join(services.form.rounds)}", param_hint="--round"
        )
    scope = _scope(" ".join(words), services)
    count_the_stirred(services, 0)
    with services.store.reading() as conn:
        look = Summariser(
            conn, services.form, load_summing(), load_targets(), scope.round or services.round, clock.now()
        )
        told = look.of(scope)
    click.echo("\n".join(wording.lines(told, desk_words())))
    services.store.close()


def _scope(words: str, services: Services) -> Scope:
    """Here a word that is not understood is a mistake: nobody can be asked back."""
    order = load_orders().read(f"สรุป {words}".strip(), day_of(services.clock.now()))
    if order is None or order.kind != "summary":
        raise click.UsageError(f"Not understood: {words}. Try: siangkan summary ไทรโยค ครู 7 วัน")
    if order.unknown:
        raise click.UsageError(
            f"Not understood: {', '.join(order.unknown)}. Leave it out, or spell it otherwise."
        )
    return order.scope

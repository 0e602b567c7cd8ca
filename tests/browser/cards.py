"""Cards side by side on the simulator's page: what about them does not fit a phone, and their pictures."""

from playwright.sync_api import Locator

from tests.browser.person import Person, take_picture

# A line's marks may reach a little over its box.
_CUT = """cards => cards.flatMap(card => [card, ...card.querySelectorAll('.flex-text, .flex-button')])
    .filter(node => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 4)
    .map(node => node.textContent)"""
_OUTSIDE = """cards => cards.flatMap(card => [...card.querySelectorAll('.flex-box, .flex-text, .flex-button')]
    .filter(node => {
        const inner = node.getBoundingClientRect(), outer = card.getBoundingClientRect();
        return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1;
    })
    .map(node => node.textContent))"""
_TALL = 2400


def cards(person: Person) -> Locator:
    """Those of the bot's newest bubble."""
    return person.last.locator(".flex-bubble")


def cut_off(shown: Locator) -> list[str]:
    """Texts, buttons and whole cards that are larger than the box they stand in."""
    found: list[str] = shown.evaluate_all(_CUT)
    return found


def outside(shown: Locator) -> list[str]:
    """What stands over the edge of its card."""
    found: list[str] = shown.evaluate_all(_OUTSIDE)
    return found


def widest(shown: Locator) -> int:
    """In pixels."""
    found: int = shown.evaluate_all("cards => Math.max(...cards.map(card => card.offsetWidth))")
    return found


def picture_each(person: Person, name: str) -> None:
    """One picture a card, as a thumb moves from card to card; on a screen so tall that each is seen whole."""
    shown, screen = cards(person), person.page.viewport_size
    assert screen
    person.page.set_viewport_size({"width": screen["width"], "height": _TALL})
    for n in range(shown.count()):
        card = shown.nth(n)
        card.evaluate("card => card.scrollIntoView({ block: 'start', inline: 'start', behavior: 'instant' })")
        take_picture(card, f"{name}-{n + 1}")
    person.page.set_viewport_size(screen)

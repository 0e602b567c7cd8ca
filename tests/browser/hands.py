"""What a hand does on the simulator's page, whoever's phone it is, and what a screen reader could not name."""

from playwright.sync_api import Page


def say(page: Page, words: str) -> None:
    page.get_by_test_id("input").fill(words)
    page.get_by_test_id("input").press("Enter")


def tool(page: Page, name: str) -> None:
    page.get_by_test_id("tools").click()
    page.get_by_test_id(name).click()
    page.keyboard.press("Escape")


def nameless(page: Page) -> list[str]:
    """Controls that a screen reader could not speak of."""
    test = "node => !(node.textContent.trim() || node.ariaLabel || node.labels?.length)"
    controls = page.locator("button, input, select, textarea")
    found: list[str] = controls.evaluate_all(f"all => all.filter({test}).map(node => node.outerHTML)")
    return found

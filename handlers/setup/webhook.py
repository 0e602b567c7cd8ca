"""Tells LINE where to post, lets it try, and says in words what it met. Cannot turn "Use webhook" on: people can."""

from collections.abc import Callable

from handlers.line.account import Account, Tried

_REASONS = {
    "COULD_NOT_CONNECT": "LINE could not connect. Is `siangkan serve` running and reachable from outside? The"
    " certificate must come from a public authority, with its whole chain; LINE speaks TLS 1.2 and 1.3.",
    "REQUEST_TIMEOUT": "LINE waited too long for an answer. Is the server overloaded, or does a firewall hold"
    " requests back?",
}
_STATUSES = {
    400: "the server answers with 400: is it Siang Kan that listens there?",
    401: "the server answers with 401: the LINE_CHANNEL_SECRET it was started with is another one than this"
    " channel's (LINE Developers console, Basic settings, Channel secret).",
    403: "the server answers with 403: something in front of Siang Kan turns LINE away.",
    404: "the server answers with 404: nothing listens at this path. Siang Kan listens at /webhook.",
    405: "the server answers with 405: this path takes no POST. Siang Kan listens at /webhook.",
    502: "the server in front answers with 502: Siang Kan behind it does not. Start `siangkan serve`.",
    503: "the server answers with 503: its database is away or not migrated. Look at /healthz there.",
    504: "the server in front answers with 504: Siang Kan behind it does not. Start `siangkan serve`.",
}


def set_up_webhook(
    account: Account, url: str, tell: Callable[[str], None], *, dry_run: bool = False, force: bool = False
) -> tuple[int, Tried | None]:
    """How many steps there were, and LINE's try of the new address where it had to come first: where people are
    heard already, a typo must make nobody deaf. `force` sets it untried. Raises AccountFault."""
    before = account.webhook().url
    if before == url:
        tell(f"The webhook is set already: {url}")
        return 0, None
    tried = account.test_webhook(url) if before and not (dry_run or force) else None
    if tried and not tried.success:
        tell(_stays(before, url))
        return 0, tried
    tell(_moves(before, url, dry_run, force))
    if not dry_run:
        account.set_webhook(url)
    return 1, tried


def _stays(before: str, url: str) -> str:
    return (
        f"The webhook stays {before}: LINE could not use {url} (why is told below). Is the address right, and does"
        " the server run there? To set it all the same use --force."
    )


def _moves(before: str, url: str, dry_run: bool, force: bool) -> str:
    instead = f" (it was {before})" if before else ""
    if not dry_run:
        return f"Set the webhook to {url}{instead}."
    return f"Would set the webhook to {url}{instead}" + (
        ", once LINE reached it." if before and not force else "."
    )


def told(tested: Tried) -> str:
    """One sentence about LINE's try; begins with what went well or badly."""
    if tested.success:
        return f"LINE reached the webhook (HTTP {tested.status})."
    return f"LINE's test of the webhook failed: {_why(tested)}"


def _why(tested: Tried) -> str:
    if tested.reason in _REASONS:
        return _REASONS[tested.reason]
    if tested.reason == "ERROR_STATUS_CODE":
        return _STATUSES.get(tested.status, f"the server answers with HTTP {tested.status}; LINE wants 200.")
    return f"{tested.reason or 'no reason given'} ({tested.detail or 'no detail'})."

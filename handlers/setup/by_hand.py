"""What only a person can switch in LINE's two consoles, and what of it LINE lets us see. Changes nothing."""

from handlers.line.account import Info, Webhook

_CONSOLE = "LINE Developers console, Messaging API"
_MANAGER = "LINE Official Account Manager, Settings, Response settings"


def by_hand(info: Info, webhook: Webhook) -> list[str]:
    """One line a switch: [x] seen to be done, [ ] to do or to look at."""
    return [
        f"[x] Use webhook is on ({_CONSOLE})."
        if webhook.active
        else f"[ ] Use webhook: turn it on, or the bot hears nothing ({_CONSOLE}).",
        f"[ ] Webhook redelivery: turn it on, so that LINE sends again what the server missed ({_CONSOLE}).",
        f"[ ] Greeting message: turn it off, the bot greets by itself ({_MANAGER}).",
        f"[ ] Auto-response messages: turn them off, they would talk over the bot ({_MANAGER}).",
        f"[ ] Allow bot to join group chats: turn it on if an organisers' group shall have the bot ({_CONSOLE}).",
        _chat(info),
    ]


def _chat(info: Info) -> str:
    if info.chat_mode == "chat":
        return f"[ ] Chat is on: fine if the office answers by hand too; turn it off if not ({_MANAGER})."
    return f"[x] Chat is off: the bot alone answers ({_MANAGER})."

"""What the simulator's page needs to know, as JSON values. Changes nothing."""

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_values import Json, Shown

BUBBLES = 300  # what a page can show of one chat


def mark_of(standin: StandIn) -> str:
    """Changes whenever any screen does; a loading animation ends without an event, so it counts too."""
    with standin.changed:
        now = standin.clock.now()
        loading = sum(chat.is_loading(now) for chat in standin.chats.values())
        return f"{standin.revision}.{loading}"


def whole_state(standin: StandIn) -> Json:
    with standin.changed:
        return {
            "mark": mark_of(standin),
            "now": standin.clock.now(),
            "name": standin.name,
            "people": [_person(standin, user) for user in standin.people],
        }


def _person(standin: StandIn, user: str) -> Json:
    person, screen = standin.people[user], standin.screen(user)
    return {
        "id": user,
        "name": person.name,
        "friend": person.friend,
        "blocked": person.blocked,
        "loading": screen.loading,
        "quickReplies": [item["action"] for item in screen.quick_replies],
        "shown": [_bubble(bubble) for bubble in screen.shown[-BUBBLES:]],
        "menu": standin.menus.kept.get(screen.menu or ""),
    }


def _bubble(bubble: Shown) -> Json:
    return {
        "id": bubble.id,
        "who": bubble.who,
        "at": bubble.at,
        "message": bubble.message,
        "read": bubble.read,
        "unsent": bubble.unsent,
    }

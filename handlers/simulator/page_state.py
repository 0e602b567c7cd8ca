"""What the simulator's page needs to know, as JSON values. Changes nothing."""

from handlers.simulator.page_groups import Group, Groups, is_here
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_values import Json, Shown

BUBBLES = 300  # what a page can show of one chat


def mark_of(standin: StandIn) -> str:
    """Changes whenever any screen does. A loading animation ends and the bot leaves a group without an event, so
    they count too."""
    with standin.changed:
        now, chats = standin.clock.now(), standin.chats.values()
        loading = sum(chat.is_loading(now) for chat in chats)
        return f"{standin.revision}.{loading}.{sum(len(chat.members) for chat in chats)}"


def whole_state(standin: StandIn, groups: Groups) -> Json:
    with standin.changed:
        return {
            "mark": mark_of(standin),
            "now": standin.clock.now(),
            "name": standin.name,
            "people": [_person(standin, user) for user in standin.people],
            "groups": [_group(standin, group) for group in groups.kept.values()],
        }


def own_words(standin: StandIn, user: str, message_id: str) -> str | None:
    """What this person typed in this message; None for everything else, and for everybody else."""
    with standin.changed:
        if user not in standin.people or message_id not in _heard(standin):
            return None
        bubble = standin.chat_of(user).find(message_id)
        return bubble.message.get("text") if bubble is not None and bubble.who == "person" else None


def _heard(standin: StandIn) -> set[str]:
    """The messages that reached the bot; what a tapped button shows in the chat is none."""
    return {message_id for _, message_id in standin.read_marks.values()}


def _person(standin: StandIn, user: str) -> Json:
    person, screen, heard = standin.people[user], standin.screen(user), _heard(standin)
    return {
        "id": user,
        "name": person.name,
        "friend": person.friend,
        "blocked": person.blocked,
        "loading": screen.loading,
        "quickReplies": [item["action"] for item in screen.quick_replies],
        "shown": [_bubble(bubble) | {"heard": bubble.id in heard} for bubble in screen.shown[-BUBBLES:]],
        "menu": standin.menus.kept.get(screen.menu or ""),
    }


def _group(standin: StandIn, group: Group) -> Json:
    return {
        "id": group.id,
        "name": group.name,
        "people": [{"id": user, "name": standin.people[user].name} for user in group.people],
        "here": is_here(standin, group),
        "shown": [_bubble(bubble) for bubble in standin.chat(group.id)[-BUBBLES:]],
    }


def _bubble(bubble: Shown) -> Json:
    return {
        "id": bubble.id,
        "who": bubble.who,
        "author": bubble.author,
        "at": bubble.at,
        "message": bubble.message,
        "read": bubble.read,
        "unsent": bubble.unsent,
    }

"""An honest stand-in for LINE's platform, in memory, safe among threads. Speaks to nobody but the bot."""

from collections.abc import Callable

from handlers.simulator.standin_acts import Acts
from handlers.simulator.standin_names import person_id
from handlers.simulator.standin_platform import Content
from handlers.simulator.standin_texts import texts
from handlers.simulator.standin_values import Json, Posted, Screen, Shown


class StandIn(Acts):
    """LINE for one official account: `Acts` is what people do, this is what they see.

    The calls the bot makes are in standin_calls.py and reach it through standin_http.py.
    """

    def new_person(self, name: str) -> str:
        """Meet somebody with this display name; the same name is the same person."""
        with self.changed:
            user = person_id(name)
            self.person(user).name = name
            self.touch()
            return user

    def chat(self, chat_id: str) -> list[Shown]:
        with self.changed:
            return list(self.chat_of(chat_id).shown)

    def screen(self, user: str) -> Screen:
        with self.changed:
            chat, person = self.chat_of(user), self.person(user)
            loading = chat.is_loading(self.clock.now())
            quick = tuple(chat.quick_replies)
            return Screen(tuple(chat.shown), quick, loading, person.friend, self.menu_of(user))

    def menu_of(self, user: str) -> str | None:
        """The person's own menu comes before the account's."""
        person = self.person(user)
        linked = person.menu if person.menu in self.menus.kept else None
        return (linked or self.menus.default) if person.friend else None

    def content(self, message_id: str) -> Content | None:
        with self.changed:
            return self.contents.get(message_id)

    def wait_for(
        self, chat_id: str, wanted: Callable[[list[Shown]], bool], timeout: float = 10.0
    ) -> list[Shown]:
        """The chat as soon as it is as wanted; says what it was instead if that takes too long."""
        with self.changed:
            if not self.changed.wait_for(lambda: wanted(self.chat(chat_id)), timeout):
                last = [texts(bubble.message) for bubble in self.chat(chat_id)[-4:]]
                raise TimeoutError(f"after {timeout} s the chat still ends with {last}")
            return self.chat(chat_id)

    def post(self, events: list[Json]) -> Posted:
        """Post one body now and wait for the webhook's answer; nothing is redelivered."""
        return self.postman.post(events)

    def post_bytes(self, body: bytes, signed: str | None = None) -> Posted:
        return self.postman.post_bytes(body, signed)

    def settle(self, timeout: float = 10.0) -> bool:
        """Wait until the webhook has had every event; False if some are still on their way."""
        return self.postman.wait_idle(timeout)

    def close(self) -> None:
        self.postman.close()

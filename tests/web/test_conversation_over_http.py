"""The whole way: a person in LINE, the webhook, the database, the sender, and back to the person's screen."""

from handlers.simulator.standin_values import Trouble
from tests.web.conftest import World

DAYS = 24 * 3_600_000


def from_bot(world: World, user: str) -> list[dict[str, object]]:
    return [shown.message for shown in world.line.chat(user) if shown.who == "bot"]


def answered(times: int):
    return lambda shown: sum(bubble.who == "bot" for bubble in shown) >= times


def joined(world: World) -> str:
    user = world.line.new_person("Anna")
    world.line.follow(user)
    world.line.wait_for(user, answered(1))
    return user


def test_who_adds_the_account_is_greeted(world):
    assert from_bot(world, joined(world))


def test_the_greeting_is_a_free_reply(world):
    joined(world)
    assert {sending.call for sending in world.line.accepted} == {"reply"}


def test_the_greeting_carries_buttons(world):
    assert world.line.screen(joined(world)).quick_replies


def test_a_reply_that_line_refuses_for_its_age_comes_as_a_push(world):
    user = joined(world)
    before = len(from_bot(world, user))
    world.line.trouble = Trouble(400, message="Invalid reply token", path="reply")
    world.line.say(user, "สวัสดี")
    world.line.wait_for(user, answered(before + 1))
    assert world.line.accepted[-1].call == "push"


def test_a_burst_of_talk_loses_no_event(world):
    users = [world.line.new_person(f"Person {n}") for n in range(20)]
    for number in range(5):
        for user in users:
            world.line.say(user, f"ครูไม่พอ {number}")
    world.line.settle(60)
    assert world.bot.count("inbox") == 100

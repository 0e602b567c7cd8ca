"""Facts about reading LINE's quota: what can be counted on is kept, everything else is no answer."""

import asyncio

import pytest

from handlers.line.gateway import LineGateway
from handlers.line.quota import read_quota
from handlers.simulator.standin_values import Trouble
from models.quotas import Reading
from tests.line.conftest import with_gateway

QUOTA, COUNT = "/v2/bot/message/quota", "/v2/bot/message/quota/consumption"


class Told:
    """What LINE answers to a path."""

    def __init__(self, answers):
        self.answers = answers

    async def get(self, path):
        return self.answers.get(path)


def test_the_plan_and_the_count_are_read(line, clock):
    line.standin.quota.use(42, clock.now())
    assert with_gateway(line, read_quota) == Reading(300, 42)


def test_a_plan_without_a_limit_is_read(line):
    line.standin.quota.monthly = None
    assert with_gateway(line, read_quota) == Reading(None, 0)


def test_a_line_that_fails_says_nothing(line):
    line.standin.trouble = Trouble(500)
    assert with_gateway(line, read_quota) is None


def test_a_line_that_is_silent_says_nothing(line):
    line.standin.trouble = Trouble(None, delay=2)
    assert with_gateway(line, read_quota, timeout=0.2) is None


def test_a_line_that_is_not_there_says_nothing():
    async def use():
        gateway = LineGateway("token", "http://127.0.0.1:9")
        try:
            return await read_quota(gateway)
        finally:
            await gateway.close()

    assert asyncio.run(use()) is None


@pytest.mark.parametrize(
    ("plan", "count", "read"),
    [
        ({"type": "limited", "value": 300}, {"totalUsage": 5}, Reading(300, 5)),
        ({"type": "limited", "value": 300, "new": [1]}, {"totalUsage": 5, "new": {}}, Reading(300, 5)),
        ({"type": "none"}, None, Reading(None, 0)),
        ({"type": "none", "value": 300}, {"totalUsage": 5}, Reading(None, 5)),
        ({"type": "limited"}, {"totalUsage": 5}, None),
        ({"type": "limited", "value": "300"}, {"totalUsage": 5}, None),
        ({"type": "limited", "value": -1}, {"totalUsage": 5}, None),
        ({"type": "limited", "value": True}, {"totalUsage": 5}, None),
        ({"type": "limited", "value": 300}, None, None),
        ({"type": "limited", "value": 300}, {"totalUsage": None}, None),
        ({"type": "something new", "value": 300}, {"totalUsage": 5}, None),
        ({}, {}, None),
        (None, {"totalUsage": 5}, None),
    ],
)
def test_only_what_can_be_counted_on_is_an_answer(plan, count, read):
    assert asyncio.run(read_quota(Told({QUOTA: plan, COUNT: count}))) == read

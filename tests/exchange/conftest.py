"""People of the team of organisers, and somebody who is not in it yet."""

import pytest

from models.database import Store
from models.organisers import OWNER
from tests.exchange.chat import services
from tests.exchange.team import Member


@pytest.fixture
def somebody(store: Store) -> Member:
    return Member(services(store)).met()


@pytest.fixture
def other(somebody: Member) -> Member:
    return Member(somebody.services, "U" + "2" * 32).met()


@pytest.fixture
def owner(somebody: Member) -> Member:
    return somebody.becomes(OWNER, label="ผอ.วิชัย")


@pytest.fixture
def viewer(owner: Member, other: Member) -> Member:
    return other.becomes("viewer", label="ครูสมศรี")

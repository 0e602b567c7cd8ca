"""Changes the menus of many people at once, as LINE's batch does. Knows nothing of pictures and aliases."""

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_values import Json, Refused

MOST = 1000


def move(line: StandIn, body: Json) -> None:
    """LINE does it later; here it is done when the answer comes."""
    operations = body.get("operations")
    if not isinstance(operations, list) or not 1 <= len(operations) <= MOST:
        raise Refused(400, f"Size must be between 1 and {MOST}")
    for operation in operations:
        _check(line, operation)
    for operation in operations:
        _do(line, operation)


def _check(line: StandIn, operation: Json) -> None:
    needed = {"link": ("from", "to"), "unlink": ("from",), "unlinkAll": ()}.get(str(operation.get("type")))
    if needed is None:
        raise Refused(400, "Must be one of the following values: [link, unlink, unlinkAll]")
    for name in needed:
        if operation.get(name) not in line.menus.kept:
            raise Refused(400, "richmenu not found")


def _do(line: StandIn, operation: Json) -> None:
    for person in line.people.values():
        if person.menu and (operation["type"] == "unlinkAll" or person.menu == operation["from"]):
            person.menu = operation.get("to")

"""Set-up of the menus against a stand-in: made once, replaced when changed, mended when it stopped half-way."""

import asyncio
from dataclasses import replace

import pytest

from handlers.line.account_calls import AccountFault
from handlers.line.gateway import LineGateway
from handlers.setup.wanted import Wanted, code_of
from handlers.simulator.standin_ledgers import Rates
from handlers.simulator.standin_menus import picture_size
from handlers.simulator.standin_values import Trouble
from tests.setup.conftest import MENUS, NEW, OLD, TOKEN, Desk

WANTED = {each.code: each for each in OLD}
FOREIGN = {
    "size": {"width": 2500, "height": 843},
    "selected": False,
    "name": "siangkanese",
    "chatBarText": "อื่น",
    "areas": [],
}


def hand_out(desk: Desk, user: str, alias: str) -> bool:
    """As the sender does it; with an empty alias the person has everybody's menu again."""

    async def hand() -> str:
        gateway = LineGateway(TOKEN, desk.base_url)
        try:
            return (await gateway.menu(user, alias)).status
        finally:
            await gateway.close()

    return asyncio.run(hand()) == "ok"


def test_the_first_run_makes_every_menu(desk: Desk) -> None:
    desk.bring()
    assert desk.names() == sorted(each.name for each in WANTED.values())


def test_every_menu_has_its_picture(desk: Desk) -> None:
    desk.bring()
    pictures = [desk.line.menus.pictures[id][0] for id in desk.line.menus.kept]
    assert [picture_size(png) for png in pictures] == [(2500, 1686)] * len(MENUS)


def test_everybody_gets_the_people_menu(desk: Desk) -> None:
    desk.bring()
    assert desk.name_of(desk.line.screen(desk.friend("มาลี")).menu) == WANTED["people"].name


def test_each_alias_stands_for_its_menu(desk: Desk) -> None:
    desk.bring()
    named = {alias: desk.name_of(id) for alias, id in desk.line.menus.aliases.items()}
    assert named == {each.alias: each.name for each in WANTED.values() if each.alias}


def test_a_second_run_changes_nothing(desk: Desk) -> None:
    desk.bring()
    before = desk.state()
    steps = desk.bring()
    assert (steps, desk.state(), desk.told[-1]) == (0, before, "The menus are as they should be.")


def test_changed_menus_replace_the_old_ones_and_leave_no_rubbish(desk: Desk) -> None:
    desk.bring()
    desk.bring(NEW)
    assert desk.names() == sorted(each.name for each in NEW)


def test_a_change_of_one_menu_leaves_the_others_alone(desk: Desk) -> None:
    desk.bring()
    before = set(desk.line.menus.kept)
    desk.bring([NEW[0], *OLD[1:]])
    assert len(before - set(desk.line.menus.kept)) == 1


def test_a_menu_that_is_wanted_no_more_goes_with_its_alias(desk: Desk) -> None:
    desk.bring()
    desk.bring([WANTED["people"]])
    assert (desk.names(), desk.line.menus.aliases) == ([WANTED["people"].name], {})


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    before = desk.state()
    desk.bring(dry_run=True)
    assert desk.state() == before


def test_a_dry_run_says_as_many_steps_as_are_then_done(desk: Desk) -> None:
    would = desk.bring(dry_run=True)
    assert would == desk.bring()


def test_every_line_of_a_dry_run_says_that_it_only_would(desk: Desk) -> None:
    desk.bring(dry_run=True)
    assert {line.split()[0] for line in desk.told} == {"Would"}


def test_a_menu_that_line_would_refuse_is_told_by_a_dry_run(desk: Desk) -> None:
    wrong = replace(OLD[0], body={**OLD[0].body, "chatBarText": "ก" * 15})
    with pytest.raises(AccountFault, match="chatBarText: Length must be between 0 and 14"):
        desk.bring([wrong], dry_run=True)


def test_menus_of_others_survive(desk: Desk) -> None:
    foreign = desk.line.menus.create(FOREIGN)
    desk.line.menus.aliases["siangkanese"] = foreign
    desk.bring()
    desk.bring(NEW)
    kept = desk.line.menus
    assert (foreign in kept.kept, kept.aliases["siangkanese"]) == (True, foreign)


def test_everybodys_menu_of_others_gives_way_but_is_not_deleted(desk: Desk) -> None:
    foreign = desk.line.menus.default = desk.line.menus.create(FOREIGN)
    desk.bring()
    assert (desk.name_of(desk.line.menus.default), foreign in desk.line.menus.kept) == (
        WANTED["people"].name,
        True,
    )


@pytest.mark.parametrize("after", [False, True], ids=["before it was done", "after it was done"])
@pytest.mark.parametrize("older", [[], OLD], ids=["from nothing", "from older menus"])
def test_whatever_call_fails_the_next_run_leaves_exactly_the_wanted_menus(
    older: list[Wanted], after: bool, desk: Desk
) -> None:
    """The first call fails, then the second, and so on, until a run comes through."""
    failed = 0
    while True:
        desk.line.rates = Rates()  # an hour has passed
        desk.bring(older)
        desk.line.fail_at(failed + 1, after)
        try:
            desk.bring(NEW)
        except AccountFault:
            failed += 1
            desk.bring(NEW)
            assert as_wanted(desk, NEW)
        else:
            break
    assert failed > 12


def as_wanted(desk: Desk, wanted: list[Wanted]) -> bool:
    menus = desk.line.menus
    named = {alias: desk.name_of(id) for alias, id in menus.aliases.items()}
    default = desk.name_of(menus.default)
    return (
        desk.names() == sorted(each.name for each in wanted)
        and set(menus.pictures) == set(menus.kept)
        and named == {each.alias: each.name for each in wanted if each.alias}
        and default == next(each.name for each in wanted if each.everybody)
    )


def test_people_keep_a_menu_while_set_up_is_stopped_half_way(desk: Desk) -> None:
    desk.bring()
    malee = desk.friend("มาลี")
    desk.line.trouble = Trouble(500, path="/content", times=9)
    with pytest.raises(AccountFault):
        desk.bring(NEW)
    assert desk.line.screen(malee).menu is not None


def test_a_menu_is_handed_out_by_its_alias(desk: Desk) -> None:
    desk.bring()
    malee = desk.friend("มาลี")
    handed = hand_out(desk, malee, MENUS["organiser"].alias)
    assert (handed, desk.name_of(desk.line.screen(malee).menu)) == (True, WANTED["organiser"].name)


def test_a_menu_that_is_not_there_yet_is_not_handed_out(desk: Desk) -> None:
    assert not hand_out(desk, desk.friend("มาลี"), MENUS["organiser"].alias)


def test_a_menu_taken_back_leaves_everybodys(desk: Desk) -> None:
    desk.bring()
    malee = desk.friend("มาลี")
    hand_out(desk, malee, MENUS["organiser"].alias)
    hand_out(desk, malee, "")
    assert desk.name_of(desk.line.screen(malee).menu) == WANTED["people"].name


def test_who_was_handed_a_menu_gets_the_new_one_when_it_changes(desk: Desk) -> None:
    desk.bring()
    malee = desk.friend("มาลี")
    hand_out(desk, malee, MENUS["organiser"].alias)
    desk.bring(NEW)
    name = desk.name_of(desk.line.screen(malee).menu)
    assert (code_of(name), name == WANTED["organiser"].name) == ("organiser", False)


def test_old_menus_stay_when_line_cannot_give_everybody_the_new_ones(desk: Desk) -> None:
    desk.bring(OLD)
    desk.line.menus.phase = "failed"
    with pytest.raises(AccountFault, match="Run the same again later"):
        desk.bring(NEW)
    assert set(desk.names()) >= {each.name for each in OLD}


def test_a_tab_switches_to_the_other_menu_and_back(desk: Desk) -> None:
    desk.bring()
    malee = desk.friend("มาลี")
    seen = []
    for code in MENUS["organiser"].tabs[::-1]:
        desk.line.switch_menu(malee, MENUS[code].alias, "data")
        seen.append(code_of(desk.name_of(desk.line.screen(malee).menu)))
    assert seen == ["organiser-people", "organiser"]


@pytest.mark.parametrize(
    "name", ["siangkan", "siangkanese people 1", "other people 1", "siangkan people", ""]
)
def test_a_name_that_is_not_ours_has_no_code(name: str) -> None:
    assert code_of(name) == ""

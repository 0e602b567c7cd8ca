"""The table behind an organiser's link: masked, of their scope, for an hour, and only while they organise."""

import csv
import io
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.organising.orders import Order
from bot.organising.periods import days
from bot.organising.scope import ALL, Scope
from handlers.export import ExportRow, rows
from handlers.exports import chooser, exports_blueprint
from handlers.organising.exporting import export, make_link, ticket
from handlers.seed import seed
from handlers.thai_dates import day_of
from models import answers, folding, organisers, people
from models.answers import Given
from models.database import Store
from tests.exchange.chat import FORM, services
from tests.exchange.group_chat import HOUR
from tests.exchange.team import WORDS, Member, acts, buttons, said

KEY, SITE = "k" * 32, "https://siangkan.example"
TRIAL = Scope(round="trial")
TEACHER, SAI_YOK = FORM.roles["teacher"].label, FORM.districts["7102"].label
AT = 1_790_000_000_000


@dataclass
class Visit:
    """An organiser with a link and a browser."""

    member: Member
    web: FlaskClient
    key: str = KEY

    def link(self, scope: Scope = TRIAL) -> str:
        code, now = self.member.known.code, self.member.clock.now()
        return make_link(SITE, self.key, code, scope, now).removeprefix(SITE)

    def get(self, link: str = "", **headers: str) -> TestResponse:
        return self.web.get(link or self.link(), headers=headers)

    def rows(self, scope: Scope = TRIAL) -> list[list[str]]:
        text = self.get(self.link(scope)).get_data(as_text=True)
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]


@pytest.fixture
def visit(store: Store) -> Visit:
    member = Member(services(store)).met().becomes("organiser")
    app = Flask("siangkan", static_folder=None)
    app.register_blueprint(exports_blueprint(member.services, KEY))
    return Visit(member, app.test_client())


@pytest.fixture
def answered(visit: Visit) -> Visit:
    for _ in seed(visit.member.services, 1200):
        pass
    return visit


# ---- in the chat


def ordered(visit: Visit, order: Order, *, reachable: bool = True) -> str:
    def link(organiser: str, scope: Scope, now: int) -> str:
        return make_link(SITE, KEY, organiser, scope, now)

    return said(visit.member.orders(lambda asked: export(asked, link if reachable else None), order))


def test_the_chat_gives_a_link_that_opens(visit: Visit) -> None:
    told = ordered(visit, Order("export"))
    assert visit.get(told.split("\n")[-1].removeprefix(SITE)).status_code == 200


def test_it_tells_what_is_in_it_and_until_when(visit: Visit) -> None:
    told = ordered(visit, Order("export", Scope(role="teacher")))
    assert told.startswith("ไฟล์ตารางความเห็น: ครู\n")
    assert "22.13 น." in told


def test_the_table_is_of_the_organisers_round(visit: Visit) -> None:
    with visit.member.services.store.writing() as conn:
        organisers.keep(conn, replace(visit.member.known, round="2568"))
    told = ordered(visit, Order("export"))
    token = told.split("\n")[-1].partition("/export/")[2].partition("?")[0]
    found = ticket(KEY, token, visit.member.clock.now())
    assert found is not None
    assert found.scope.round == "2568"


def test_without_an_address_the_operator_is_named(visit: Visit) -> None:
    assert "siangkan export --round trial" in ordered(visit, Order("export"), reachable=False)


def test_unknown_words_are_asked_back(visit: Visit) -> None:
    answer = visit.member.orders(export, Order("export", Scope(role="teacher"), unknown=("บลา",)))
    assert "“บลา”" in said(answer)
    assert Order("export", Scope(role="teacher")) in buttons(answer).values()


# ---- the table


def test_the_table_is_a_file_that_excel_reads(visit: Visit) -> None:
    answer = visit.get()
    assert answer.get_data()[:3] == b"\xef\xbb\xbf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=siangkan-20260921.csv"


def test_every_answer_stands_in_it_once(answered: Visit) -> None:
    codes = [row[0] for row in answered.rows()]
    assert (len(codes), len(set(codes))) == (1200, 1200)


def test_a_column_name_stands_in_it_once(answered: Visit) -> None:
    assert answered.get().get_data(as_text=True).count("given_at") == 1


def test_only_the_scope_stands_in_it(answered: Visit) -> None:
    meant = {row.code for row in rows(answered.member.services.store) if row.role == TEACHER}
    shown = answered.rows(replace(TRIAL, role="teacher"))
    assert {row[0] for row in shown} == meant
    assert 0 < len(meant) < 1200


def spoke(visit: Visit, many: int, role: str, district: str) -> None:
    """So many people, each with an answer; counted."""
    with visit.member.services.store.writing() as conn:
        for _ in range(many):
            name = f"invented {people.count(conn)}"
            known, sector = people.meet(conn, name, b"", 1).id, FORM.roles[role].sector
            told = Given("trial", known, "free", "free", "free", 1, "v1", AT, role, sector, district, "คำ")
            answers.open(conn, told)
            folding.recount(conn, [known], "trial")


def whose(visit: Visit, scope: Scope = TRIAL) -> list[list[str]]:
    """Role and district of every row."""
    return [[row[3], row[5]] for row in visit.rows(scope)]


@pytest.mark.parametrize(("many", "told"), [(4, ["", ""]), (5, [TEACHER, SAI_YOK])])
def test_role_and_district_are_told_where_five_people_share_both(
    visit: Visit, many: int, told: list[str]
) -> None:
    spoke(visit, many, "teacher", "7102")
    assert whose(visit) == [told] * many


def test_the_sector_is_told_of_everybody(visit: Visit) -> None:
    spoke(visit, 1, "teacher", "7102")
    assert [row[4] for row in visit.rows()] == [FORM.sectors["state"].label]


def test_when_something_was_said_is_told_by_its_day(visit: Visit) -> None:
    spoke(visit, 5, "teacher", "7102")
    assert {row[2] for row in visit.rows()} == {"2026-09-21"}


@pytest.mark.parametrize(
    "who",
    [{"district": "7107"}, {"zone": FORM.districts["7107"].zone}, {"role": "teacher", "district": "7107"}],
)
def test_a_filter_by_place_does_not_tell_what_is_left_out(visit: Visit, who: dict[str, str]) -> None:
    spoke(visit, 9, "teacher", "7101")
    spoke(visit, 1, "teacher", "7107")
    assert visit.rows(replace(TRIAL, **who)) == []


def test_a_filter_by_a_role_that_enough_share_keeps_rows_without_their_district(visit: Visit) -> None:
    spoke(visit, 9, "teacher", "7101")
    spoke(visit, 1, "teacher", "7107")
    assert whose(visit, replace(TRIAL, role="teacher")).count(["", ""]) == 1


def test_a_filter_by_a_role_of_few_finds_nothing(visit: Visit) -> None:
    spoke(visit, 9, "parent", "7101")
    spoke(visit, 4, "teacher", "7101")
    assert visit.rows(replace(TRIAL, role="teacher")) == []


def test_another_round_has_no_answers(answered: Visit) -> None:
    assert answered.rows(Scope(round="2568")) == []


def test_words_are_masked(visit: Visit) -> None:
    phone = Member(visit.member.services, "U" + "3" * 32)
    phone.at_first_question()
    phone.say("ครูสมชายดี")
    phone.keep_quiet()
    assert [row[9] for row in visit.rows()] == ["ครู(ชื่อคน)ดี"]


def test_what_looks_like_a_formula_is_made_plain(visit: Visit) -> None:
    phone = Member(visit.member.services, "U" + "3" * 32)
    phone.at_first_question()
    phone.say("=1+1 ครูไม่พอ")
    phone.keep_quiet()
    assert [row[9] for row in visit.rows()] == ["'=1+1 ครูไม่พอ"]


ROW = ExportRow(
    "K7F3Q2", "1", "2026-09-20T23:30:00+07:00", TEACHER, "", "", 2, "joint", "ถาม", "คำ", "food travel", ""
)
TODAY = day_of(1_790_000_000_000)


@pytest.mark.parametrize(
    ("scope", "belongs"),
    [
        (ALL, True),
        (Scope(role="teacher"), True),
        (Scope(role="parent"), False),
        (Scope(district="7102"), False),
        (Scope(focus=2), True),
        (Scope(focus=1), False),
        (Scope(facet="joint"), True),
        (Scope(facet="problem"), False),
        (Scope(theme="food"), True),
        (Scope(theme="foo"), False),
        (Scope(period="yesterday"), True),
        (Scope(period="today"), False),
        (Scope(role="teacher", theme="food", period="last_7_days"), True),
        (Scope(role="teacher", theme="water"), False),
    ],
)
def test_a_row_belongs_to_a_scope_when_all_of_it_fits(scope: Scope, belongs: bool) -> None:
    assert chooser(scope, FORM, days(scope.period, TODAY))(ROW) == belongs


# ---- for whom, and how long


def test_a_link_is_good_for_an_hour(visit: Visit) -> None:
    link = visit.link()
    visit.member.clock.forward(HOUR)
    in_time = visit.get(link).status_code
    visit.member.clock.forward(1)
    assert (in_time, visit.get(link).status_code) == (200, 404)


def test_who_left_the_team_opens_nothing(visit: Visit) -> None:
    link = visit.link()
    with visit.member.services.store.writing() as conn:
        organisers.remove(conn, visit.member.id)
    assert visit.get(link).status_code == 404


def test_who_left_and_came_back_needs_a_new_link(visit: Visit) -> None:
    link = visit.link()
    with visit.member.services.store.writing() as conn:
        organisers.remove(conn, visit.member.id)
    visit.member.becomes("organiser")
    assert visit.get(link).status_code == 404


def test_who_may_only_look_opens_nothing(visit: Visit) -> None:
    link = visit.link()
    with visit.member.services.store.writing() as conn:
        organisers.keep(conn, replace(visit.member.known, role="viewer"))
    assert visit.get(link).status_code == 404


def test_a_link_made_with_another_secret_opens_nothing(visit: Visit) -> None:
    assert replace(visit, key="x" * 32).get().status_code == 404


def test_a_link_that_was_changed_opens_nothing(visit: Visit) -> None:
    token = visit.link().partition("?")[0].removeprefix("/export/")
    body, mark, seal = token.rpartition(".")
    changed = ("A" if body[0] != "A" else "B") + body[1:]
    assert visit.get(f"/export/{changed}{mark}{seal}").status_code == 404


def test_without_a_secret_no_link_is_made() -> None:
    with pytest.raises(ValueError, match="secret"):
        make_link(SITE, "", "K7F3Q2", ALL, 0)


@pytest.mark.parametrize("robot", ["facebookexternalhit/1.1;line-poker/1.0", "TelegramBot (like TwitterBot)"])
def test_who_only_draws_a_picture_of_the_link_gets_nothing(visit: Visit, robot: str) -> None:
    assert visit.get(user_agent=robot).status_code == 404


def test_a_lost_link_tells_how_to_get_a_new_one(visit: Visit) -> None:
    assert visit.get("/export/x").get_data(as_text=True) == WORDS["export_lost"]


def test_nobody_keeps_a_copy_on_the_way(visit: Visit) -> None:
    assert visit.get().headers["Cache-Control"] == "no-store"


def test_a_download_is_in_the_log(visit: Visit) -> None:
    visit.get(visit.link(replace(TRIAL, role="teacher")))
    logged = acts(visit.member.services.store)[-1]
    assert logged == (visit.member.known.code, "exported", "round=trial role=teacher")


def test_what_opens_nothing_is_not(visit: Visit) -> None:
    before = acts(visit.member.services.store)
    visit.get("/export/x")
    assert acts(visit.member.services.store) == before

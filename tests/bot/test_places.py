"""Places and roles: what people call them, and no guess where two are meant."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import (
    Age,
    find_age,
    find_district,
    find_role,
    find_zone,
    parse_ages,
    parse_districts,
    parse_roles,
    parse_sectors,
    parse_zones,
)
from bot.words import graphemes

ROLE_TABLE = tomllib.loads(Path("bot/data/roles.toml").read_text("utf-8"))
PLACE_TABLE = tomllib.loads(Path("bot/data/places.toml").read_text("utf-8"))
ROLES, SECTORS, AGES = parse_roles(ROLE_TABLE), parse_sectors(ROLE_TABLE), parse_ages(ROLE_TABLE)
ZONES, DISTRICTS = parse_zones(PLACE_TABLE), parse_districts(PLACE_TABLE)


def district(text: str) -> str:
    found = find_district(text, DISTRICTS)
    return found.code if found else ""


def role(text: str) -> str:
    found = find_role(text, ROLES)
    return found.code if found else ""


def zone(text: str) -> str:
    found = find_zone(text, ZONES)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อ.เมือง", "7101"),
        ("เมืองกาญ", "7101"),
        ("เมืองกาญจน์ค่ะ", "7101"),
        ("ในเมือง", "7101"),
        ("ไทรโยก", "7102"),
        ("อ.ไทรโยค", "7102"),
        ("อำเภอไทรโยคครับ", "7102"),
        ("ศรีสวัสดิ", "7104"),
        ("ท่าเรือ", "7105"),
        ("ลูกแก", "7105"),
        ("วังขนาย", "7106"),
        ("ทองผา", "7107"),
        ("ปิล๊อก", "7107"),
        ("บ้านอีต่อง", "7107"),
        ("อยู่สังขละ", "7108"),
        ("สังขะบุรี", "7108"),
        ("ด่านเจดีย์", "7108"),
        ("ไล่โว่", "7108"),
        ("ด่านมะขาม", "7111"),
        ("ด่านเตี้ย", "7111"),
        ("เลาขวัน", "7110"),
        ("ห้วยกะเจา", "7113"),
        ("หนองปรือจ้า", "7112"),
        ("พนมทวนน", "7109"),
        ("ท่า", ""),
        ("ท่า…", ""),
        ("แถวท่านั่นแหละ", ""),
        ("ไทรโยคกับทองผาภูมิ", ""),
        ("กาญจนบุรี", ""),
        ("เมืองไทย", ""),
        ("", ""),
    ],
)
def test_a_district_is_found_by_its_names(text: str, code: str) -> None:
    assert district(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ครูค่ะ", "teacher"),
        ("เป็นผู้ปกครองจ้า", "parent"),
        ("ผู้ปกครองนักเรียน", "parent"),
        ("ผอ.", "school_head"),
        ("เป็น ผอ. โรงเรียน", "school_head"),
        ("ผอ.เขต", "supervisor_office"),
        ("ครูใหญ่", "school_head"),
        ("นร.", "student"),
        ("อบต", "local_gov"),
        ("นายก อบต.", "local_gov"),
        ("ผู้ใหญ่บ้าน", "community"),
        ("พระครู", "religious_org"),
        ("อาตมา", "religious_org"),
        ("ครูอาชีวะ", "higher_voc"),
        ("กรรมการสถานศึกษา", "school_board"),
        ("เจ้าของรีสอร์ต", "private"),
        ("นายอำเภอ", "gov_other"),
        ("อื่นๆ", "other"),
        ("ครูกับผู้ปกครอง", ""),
        ("สวัสดี", ""),
    ],
)
def test_a_role_is_found_by_its_names(text: str, code: str) -> None:
    assert role(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("ทั้งจังหวัด", "all"), ("อยู่ต่างจังหวัดค่ะ", "outside"), ("เขต 3", "z3"), ("สพป กจ 1", "z1"), ("ไทรโยค", "")],
)
def test_a_zone_is_found_by_its_names(text: str, code: str) -> None:
    assert zone(text) == code


@pytest.mark.parametrize("label", [d.label for d in DISTRICTS])
def test_every_district_is_found_by_its_button(label: str) -> None:
    assert next(d for d in DISTRICTS if d.label == label).code == district(label)


@pytest.mark.parametrize("label", [r.label for r in ROLES])
def test_every_role_is_found_by_its_button(label: str) -> None:
    assert next(r for r in ROLES if r.label == label).code == role(label)


@pytest.mark.parametrize("label", [z.label for z in ZONES])
def test_every_zone_is_found_by_its_button(label: str) -> None:
    assert next(z for z in ZONES if z.label == label).code == zone(label)


@pytest.mark.parametrize("age", AGES, ids=lambda age: age.code)
def test_every_age_is_found_by_its_button(age: Age) -> None:
    assert find_age(age.label, AGES) == age


LABELS = (
    [r.label for r in ROLES]
    + [z.label for z in ZONES]
    + [d.label for d in DISTRICTS]
    + [a.label for a in AGES]
)


@pytest.mark.parametrize("label", LABELS)
def test_every_button_fits(label: str) -> None:
    assert graphemes(label) <= 20


def test_there_are_thirteen_roles() -> None:
    assert len(ROLES) == 13


def test_there_are_thirteen_districts() -> None:
    assert sorted(d.code for d in DISTRICTS) == [str(code) for code in range(7101, 7114)]


def test_every_role_belongs_to_a_known_sector() -> None:
    assert {r.sector for r in ROLES} == {s.code for s in SECTORS}


def test_every_role_is_addressed_in_a_known_way() -> None:
    assert {r.address for r in ROLES} == {"ท่าน", "คุณครู", "น้อง"}


def test_zones_and_districts_agree() -> None:
    assert Counter(c for z in ZONES for c in z.districts) == Counter(d.code for d in DISTRICTS)


def test_each_district_knows_its_zone() -> None:
    assert all(d.code in next(z for z in ZONES if z.code == d.zone).districts for d in DISTRICTS)


@given(st.text())
def test_any_text_is_a_district_or_none(text: str) -> None:
    assert district(text) in {"", *(d.code for d in DISTRICTS)}

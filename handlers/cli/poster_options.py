"""What an operator may type for a poster, and what is said when it is wrong. Makes no poster."""

import re
from datetime import date

import click

from bot.form import Form
from bot.places import find_district
from bot.words import graphemes
from handlers.line.account import Account
from handlers.line.account_calls import AccountFault
from handlers.settings import Settings
from handlers.thai_dates import BUDDHIST_ERA

_LONGEST = 120
_BUDDHIST = 2400
_BOT_ID = re.compile(r"@[0-9a-z][0-9a-z._-]{2,29}")


class Day(click.ParamType[date]):
    """2026-11-27, or 2569-11-27 in the Buddhist era."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", str(value).strip())
        try:
            year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
            return date(year - BUDDHIST_ERA if year > _BUDDHIST else year, month, day)
        except ValueError:
            self.fail(f"{value!r} is no day: write year-month-day, such as 2026-11-27.", param, ctx)


class OneLine(click.ParamType[str]):
    """A text that a poster has room for."""

    name = "text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        plain = " ".join(str(value).split())
        if not plain or not plain.isprintable():
            self.fail("it holds no words, or signs that cannot be shown.", param, ctx)
        if graphemes(plain) > _LONGEST:
            self.fail(f"it is too long: at most {_LONGEST} letters.", param, ctx)
        return plain


class BotId(click.ParamType[str]):
    """With its @ and in small letters, as LINE writes it."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        plain = "@" + str(value).strip().lower().removeprefix("@")
        if not _BOT_ID.fullmatch(plain):
            self.fail(f"{value!r} is no LINE id of an account, such as @123abcde.", param, ctx)
        return plain


def district_code(text: str, form: Form) -> str:
    """By code, or by any name that people use. Raises BadParameter, which names all districts."""
    if text in form.districts:
        return text
    if found := find_district(text, form.districts.values()):
        return found.code
    known = ", ".join(f"{each.label} ({each.code})" for each in form.districts.values())
    raise click.BadParameter(f"{text!r} is none of: {known}.", param_hint="--district")


def round_code(text: str, form: Form) -> str:
    if text in form.rounds:
        return text
    raise click.BadParameter(f"{text!r} is none of: {', '.join(form.rounds)}.", param_hint="--round")


def account_id(given: str | None, settings: Settings) -> str:
    """As typed, or as LINE says."""
    if given:
        return given
    if not settings.has_line:
        raise click.ClickException(
            "No LINE account is set: give its LINE id with --bot-id, such as @123abcde."
        )
    try:
        told = Account(settings.access_token, settings.api_url, settings.data_url).info().basic_id
    except AccountFault as fault:
        raise click.ClickException(f"{fault} Or give the account's LINE id with --bot-id.") from None
    if not told:
        raise click.ClickException("LINE does not say what the account is called: give its id with --bot-id.")
    return told

"""Facts about LINE's signature."""

import base64
import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from handlers.line.signature import signed

BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_the_test_vector_of_line_is_accepted():
    assert signed(BODY, SIGNATURE, [SECRET])


def test_one_changed_byte_is_refused():
    assert not signed(BODY + b" ", SIGNATURE, [SECRET])


def test_a_missing_signature_is_refused():
    assert not signed(BODY, None, [SECRET])


def test_either_of_two_secrets_is_accepted():
    assert signed(BODY, SIGNATURE, ["the new one", SECRET])


def test_an_empty_secret_signs_nothing():
    empty = base64.b64encode(hmac.new(b"", BODY, hashlib.sha256).digest()).decode()
    assert not signed(BODY, empty, [""])


@given(st.text())
def test_no_other_text_is_a_signature(text):
    assert not signed(BODY, text, [SECRET])

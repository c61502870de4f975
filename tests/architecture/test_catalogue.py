"""What a user reads: every message has its Vietnamese, the catalogues are up to date, and nobody is called a victim too early."""

import re
from functools import lru_cache

import pytest
from babel.messages import Catalog, Message, pofile

from tools import messages

# The only words of the case pages in which "nạn nhân" may stand: they name a decision that has been taken.
DECIDED = {
    "Identified as a victim", "Not identified as a victim",
    (
        "By %(day)s: %(abroad)d people were still abroad, %(returned)d people had returned, "
        "%(in_identification)d people were taken into identification, %(identified)d people were identified as victims (%(period)s, %(span)s, %(calendar)s)."
    ),
}  # fmt: skip
extracted = lru_cache(messages.extracted)  # reads every file of the house
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")


def _read(language: str) -> Catalog:
    with messages.catalogue(language).open("rb") as file:
        return pofile.read_po(file, locale=language, abort_invalid=True)


def _key(message_id: str | list[str] | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _places_agree(entry: Message) -> bool:
    wanted = set(PLACE.findall(str(entry.id)))
    found = [set(PLACE.findall(text)) for text in _texts(entry.string)]
    return found[-1] == wanted and all(places <= wanted for places in found)  # a singular may say "one"


def _texts(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _all_said(text: str | list[str] | tuple[str, ...]) -> bool:
    return bool(text) and all(_texts(text))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_is_said_in_the_language(language):
    catalogue = _read(language)
    said = {(entry.context, _key(entry.id)) for entry in catalogue if entry.id and _all_said(entry.string)}
    assert {(context, single) for context, single, _plural in extracted()} - said == set()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_is_fuzzy_and_nothing_is_left_over(language):
    catalogue = _read(language)
    assert [_key(entry.id) for entry in catalogue if entry.id and entry.fuzzy] == []
    assert list(catalogue.obsolete) == []
    wanted = {(context, single) for context, single, _plural in extracted()}
    assert {(entry.context, _key(entry.id)) for entry in catalogue if entry.id} - wanted == set()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language):
    catalogue = _read(language)
    assert {_key(entry.id): [str(error) for error in errors] for entry, errors in catalogue.check()} == {}
    # Babel sees a place that is wrong, but not one that is missing.
    assert [_key(entry.id) for entry in catalogue if entry.id and not _places_agree(entry)] == []


def test_a_lost_place_is_seen():
    catalogue = Catalog(locale="vi")
    assert not _places_agree(catalogue.add("%(sign)s was issued.", "Đã ban hành."))
    assert _places_agree(catalogue.add("%(sign)s was refused.", "Đã từ chối %(sign)s."))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogues_are_what_the_tool_would_write_now(language):
    text, _missing = messages.written(language, extracted(), messages.held(messages.catalogue("vi")))
    assert messages.catalogue(language).read_text("utf-8") == text, "run: python -m tools.messages"


def test_nobody_is_called_a_victim_before_the_decision():
    vietnamese = messages.held(messages.catalogue("vi"))
    said = (
        messages.said_in(messages.CODE / "cases")
        | messages.said_in(messages.CODE / "people")
        | messages.said_in(messages.CODE / "home")
    )
    early = {
        single for context, single, _plural in said if "nạn nhân" in str(vietnamese.get((context, single), "")).lower()
    }
    assert early - DECIDED == set()


def test_no_message_shouts():
    assert [
        single for (_context, single), text in messages.held(messages.catalogue("vi")).items() if "!" in str(text)
    ] == []

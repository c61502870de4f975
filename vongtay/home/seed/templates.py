"""Turns the rows that one acted-out case wrote into lines for COPY, with slots where two cases of a shape differ."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from vongtay.audit.chain import SIGNED
from vongtay.cases.models import Case
from vongtay.cases.rules import CODE_LETTERS, LETTERS, WORLD_MARKS
from vongtay.common import crypto, phones
from vongtay.common import names as vietnamese_names
from vongtay.common.crypto import aad_of
from vongtay.common.days import VIETNAM, day_in_vietnam
from vongtay.common.keys import KeyRing, Purpose
from vongtay.home.seed.catalogue import Row, Table, rows_of, written_into
from vongtay.home.seed.shapes import HOUR_OF_RECEPTION, Inputs, Shape
from vongtay.law import queries as law
from vongtay.law.clock import Due
from vongtay.people.vault import Facts, Vault

AUDIT = "audit_entry"
_FACTS = ("name", "other_names", "born", "id_number", "address", "phone", "safe_way")
_BY_NAME = {
    "code",
    "sex",
    "place_id",
    "home_province_id",
    "born_about",
    "tokens",
    "wrapped",
    "id_number_hash",
    "phone_hash",
}
_DUE = ("article", "due_on", "due_at", "reading")


def _is_clock(row: Row) -> bool:
    """Say whether a row counts a limit of the law: a day that two bodies agreed has no rule."""
    return "due_on" in row.values and "rule_id" in row.values


@dataclass(frozen=True)
class Sealed:
    """One ciphertext of a case: its place, and what it holds: a fact by name, or a text that never differs."""

    table: str
    column: str
    key: int
    fact: str
    text: str


@dataclass(frozen=True)
class Signed:
    """One entry of the log: what is signed, with slots for what differs."""

    content: str


@dataclass
class Template:
    """The lines of one shape, table by table, and what must be computed to fill them."""

    shape: Shape
    abbrev: str
    lines: dict[str, str] = field(default_factory=dict)
    keys: dict[UUID, int] = field(default_factory=dict)
    times: dict[timedelta, int] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)
    ages: set[int] = field(default_factory=set)
    sealed: list[Sealed] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
    clocks: list[tuple[str, timedelta]] = field(default_factory=list)


class Compiler:
    """Reads what one acted-out case wrote."""

    def __init__(self, shape: Shape, given: Inputs, case: Case) -> None:
        self.given = given
        self.code = case.code
        self.vault = Vault.of(case.person_id)
        self.facts = {name: told for name in _FACTS if (told := stored(given.facts, name))}
        self.made = Template(shape, case.province.abbrev)
        self.made.keys[given.key] = 0

    def compile(self, tables: list[Table]) -> Template:
        """Give the template of the case's shape."""
        found = [(table, rows_of(table, [self.given.key])) for table in written_into(tables) if table.subject]
        for table, rows in found:
            for row in rows:
                self._note_keys(table, row)
        for table, rows in found:
            if rows:
                self.made.lines[table.name] = "".join(f"{self._line(table, row)}\n" for row in rows)
        return self.made

    def _note_keys(self, table: Table, row: Row) -> None:
        for name in (table.key, "ref"):
            value = row.values.get(name)
            if isinstance(value, UUID):
                self.made.keys.setdefault(value, len(self.made.keys))

    def _line(self, table: Table, row: Row) -> str:
        if table.name == AUDIT:
            self.made.signed.append(self._signed(row))
        if _is_clock(row):
            self.made.clocks.append((row.values["rule_id"], row.values["started_at"] - self.given.received_at))
        return "\t".join(self._slot(table, column.name, row) for column in table.written)

    def _slot(self, table: Table, column: str, row: Row) -> str:
        value, text = row.values[column], row.texts[column]
        if _is_clock(row) and column in _DUE:
            return f"%({column}{len(self.made.clocks) - 1})s"
        if value is None or text is None:
            return "\\N"
        if column == "mac":
            return f"%(mac{len(self.made.signed) - 1})s"
        if column.endswith("_ct"):
            return self._sealed(table, column, row)
        named = "code" if text == self.code else column
        return f"%({named})s" if named in _BY_NAME else self._varying(column, value) or escaped(text)

    def _varying(self, column: str, value: Any) -> str:
        """Give the slot of a key, a moment, a day or an age; nothing for what never differs."""
        if isinstance(value, UUID) and value in self.made.keys:
            return f"%(u{self.made.keys[value]})s"
        if isinstance(value, datetime):
            return self._time(value)
        if isinstance(value, date):
            offset = (value - day_in_vietnam(self.given.received_at)).days
            return f"%(d{self.made.days.setdefault(offset, len(self.made.days))})s"
        if column.startswith("age_") and isinstance(value, int):
            self.made.ages.add(value - self.given.age)
            return f"%(age{value - self.given.age})s"
        return ""

    def _time(self, value: datetime) -> str:
        offset = value - self.given.received_at
        return f"%(t{self.made.times.setdefault(offset, len(self.made.times))})s"

    def _sealed(self, table: Table, column: str, row: Row) -> str:
        key = row.values[table.key]
        text = self.vault.open(table.name, column, key, row.values[column])
        fact = next((name for name, told in self.facts.items() if told == text), "")
        self.made.sealed.append(Sealed(table.name, column, self.made.keys[key], fact, text))
        return f"%(ct{len(self.made.sealed) - 1})s"

    def _signed(self, row: Row) -> Signed:
        """Give the text that the entry's MAC is over, as audit.chain makes it, with slots."""
        slots = {"ref": "ref", "at": "at", "subject_id": "subject"}
        marked = {name: f"@{slots[name]}@" if name in slots else _plain(row.values[name]) for name in SIGNED}
        text = json.dumps(marked, sort_keys=True, ensure_ascii=False).replace("%", "%%")
        text = text.replace("@ref@", f"%(u{self.made.keys[row.values['ref']]})s")
        text = text.replace("@at@", self._time(row.values["at"]))
        return Signed(text.replace("@subject@", "%(u0)s"))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def stored(facts: Facts, name: str) -> str:
    """Give a fact as the vault holds it."""
    told: str = getattr(facts, name)
    return phones.phone_number(told) if told and name == "phone" else told


def copied(text: str) -> str:
    """Give a text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def escaped(text: str) -> str:
    """Give a text as COPY reads it, with nothing that a later filling of slots would take for a slot."""
    return copied(text).replace("%", "%%")


def bytes_text(value: bytes) -> str:
    """Give bytes as COPY reads them."""
    return f"\\\\x{value.hex()}"


def moment_text(value: datetime) -> str:
    """Give a moment as COPY reads it and as the log signs it."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class Codes:
    """Gives case codes in a mixed order without ever giving one twice, and none that is taken."""

    _ALL = len(LETTERS) ** CODE_LETTERS
    _STEP = 7_368_787  # prime to the number of codes: every code comes once before one comes again

    def __init__(self, start: int, taken: set[str]) -> None:
        self._next = start
        self._taken = taken

    def new(self, province: str, year: int, world: str) -> str:
        """Give the next code; its form is that of cases.rules.new_code."""
        while True:
            number = self._next * self._STEP % self._ALL
            self._next += 1
            letters = []
            for _place in range(CODE_LETTERS):
                number, letter = divmod(number, len(LETTERS))
                letters.append(LETTERS[letter])
            code = f"{province}{WORLD_MARKS[world]}-{year}-{''.join(letters)}"
            if code not in self._taken:
                return code


class Filler:
    """Fills templates with one case after the other."""

    def __init__(self, ring: KeyRing, templates: Iterable[Template]) -> None:
        self._ring = ring
        self._number_key = ring.index_key(Purpose.IDENTITY_NUMBER)
        self._phone_key = ring.index_key(Purpose.PHONE)
        self._name_key = ring.index_key(Purpose.NAME)
        started = {rule for template in templates for rule, _shift in template.clocks}
        self._rules = {rule: law.rule_of(rule) for rule in sorted(started)}
        self._calendar = law.calendar()  # read here: a forked process must not speak on its parent's connection
        self._due: dict[tuple[str, date, timedelta], Due] = {}
        self._tokens: dict[str, str] = {}  # invented names come again and again

    def fill(self, template: Template, given: Inputs, chance: Random, codes: Codes) -> dict[str, Any]:
        """Give the values of all slots for one case. Keys, codes and times come from `chance`; secrets do not."""
        day = day_in_vietnam(given.received_at)
        values: dict[str, Any] = {
            "code": codes.new(template.abbrev, day.year, template.shape.world),
            "sex": given.sex,
            "place_id": given.place_id,
            "home_province_id": given.home_province_id,
            "born_about": day.year - given.age,
        }
        keys = self._keys(template, given, chance, values)
        for offset in template.ages:
            values[f"age{offset}"] = given.age + offset
        for shift, number in template.times.items():
            values[f"t{number}"] = moment_text(given.received_at + shift)
        for days, number in template.days.items():
            values[f"d{number}"] = (day + timedelta(days=days)).isoformat()
        self._clocks(template, given, day, values)
        self._seal(template, given, keys, values)
        for number, entry in enumerate(template.signed):
            mac = hmac.digest(self._ring.audit, (entry.content % values).encode(), "sha256")
            values[f"mac{number}"] = bytes_text(mac)
        return values

    def _keys(self, template: Template, given: Inputs, chance: Random, values: dict[str, Any]) -> list[str]:
        many = len(template.keys)
        raw = chance.randbytes(16 * many).hex()
        keys = [str(given.key)]
        for start in range(32, 32 * many, 32):
            one = raw[start : start + 32]
            keys.append(f"{one[:8]}-{one[8:12]}-4{one[13:16]}-a{one[17:20]}-{one[20:]}")
        values.update((f"u{number}", key) for number, key in enumerate(keys))
        return keys

    def _clocks(self, template: Template, given: Inputs, day: date, values: dict[str, Any]) -> None:
        start = datetime.combine(day, time(HOUR_OF_RECEPTION), VIETNAM)
        late = given.received_at - start
        for number, (rule, shift) in enumerate(template.clocks):
            due = self._due_of(rule, day, start, shift)
            values[f"article{number}"] = copied(due.article or "")
            values[f"reading{number}"] = copied(due.reading)
            values[f"due_on{number}"] = "\\N" if due.on is None else due.on.isoformat()
            values[f"due_at{number}"] = "\\N" if due.at is None else moment_text(due.at + late)

    def _due_of(self, rule_id: str, day: date, start: datetime, shift: timedelta) -> Due:
        known = (rule_id, day, shift)
        if known not in self._due:
            rule = self._rules[rule_id]
            if rule is None:
                raise LookupError(rule_id)
            self._due[known] = law.due(rule, start + shift, by=self._calendar)
        return self._due[known]

    def _seal(self, template: Template, given: Inputs, keys: list[str], values: dict[str, Any]) -> None:
        facts = given.facts
        data_key = crypto.new_data_key()
        values["wrapped"] = bytes_text(crypto.wrap(self._ring, data_key))
        values["tokens"] = self._tokens_of(facts.name)
        if facts.id_number:
            values["id_number_hash"] = bytes_text(phones.blind(facts.id_number, self._number_key))
            values["phone_hash"] = bytes_text(phones.blind(phones.phone_number(facts.phone), self._phone_key))
        for number, sealed in enumerate(template.sealed):
            text = stored(facts, sealed.fact) if sealed.fact else sealed.text
            aad = aad_of(sealed.table, sealed.column, keys[sealed.key])
            values[f"ct{number}"] = bytes_text(crypto.encrypt(data_key, text, aad=aad))

    def _tokens_of(self, name: str) -> str:
        if name not in self._tokens:
            tokens = vietnamese_names.stored_tokens(name, self._name_key)
            self._tokens[name] = "{" + ",".join(map(str, tokens)) + "}"
        return self._tokens[name]

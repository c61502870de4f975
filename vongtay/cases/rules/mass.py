"""Invented people for drills: plainly invented, by a number, without a chance of meeting somebody real."""

from random import Random

_FAMILY = ("NGUYEN", "TRAN", "LE", "HOANG", "VI", "NONG", "LO", "HA")
_GIVEN = ("MAU", "THU", "VI DU", "DIEN TAP", "GIA DINH", "THI DU", "BAI TAP", "KICH BAN")


def invented_people(many: int, seed: int, this_year: int) -> list[dict[str, str]]:
    """Give so many invented people as a foreign list writes them: no marks, now and then the given name first, some families.

    >>> invented_people(1, 7, 2026) == invented_people(1, 7, 2026)
    True
    """
    chance = Random(seed)  # noqa: S311  # chance for invented facts
    return [_invented(chance, number, this_year) for number in range(1, many + 1)]


def _invented(chance: Random, number: int, this_year: int) -> dict[str, str]:
    is_woman = chance.random() < 0.7
    is_child = chance.random() < 0.15
    family, given = chance.choice(_FAMILY), chance.choice(_GIVEN)
    words = [family, "THI" if is_woman else "VAN", *given.split()]
    name = " ".join(words if chance.random() < 0.8 else [*words[1:], family])
    age = chance.randint(3, 17) if is_child else chance.randint(18, 45)
    return {
        "name": name,
        "sex": "female" if is_woman else "male",
        "born": str(this_year - age),
        # Passports of Việt Nam have one letter and seven or eight digits; none begins with X.
        "passport": "" if is_child else f"X{chance.randint(0, 9_999_999):07d}",
        "family": f"G{(number + 2) // 3}" if is_child or chance.random() < 0.1 else "",
    }

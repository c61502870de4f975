"""The tokens of the look: readable in both themes, and the same dark whether it was chosen or follows the system."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "common" / "theme.css").read_text()
TEXT_ON = {
    "ink": ["ground", "sheet", "hover", "primary-soft", "accent-soft", "ok-soft", "wait-soft", "stop-soft"],
    "muted": ["ground", "sheet", "hover"],
    "primary": ["ground", "sheet", "hover", "primary-soft"],
    "primary-deep": ["ground", "sheet", "hover"],
    "on-primary": ["primary", "primary-deep"],
    "accent": ["ground", "sheet", "hover", "accent-soft"],
    "ok": ["ground", "sheet", "hover", "ok-soft"],
    "wait": ["ground", "sheet", "hover", "wait-soft"],
    "stop": ["ground", "sheet", "hover", "stop-soft"],
}
SHAPE_ON = {"line-strong": ["ground", "sheet"], "focus": ["ground", "sheet"]}


def block(start: str) -> dict[str, str]:
    found = re.search(re.escape(start) + r" \{(.*?)\n\s*\}", CSS, re.DOTALL)
    assert found, start
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", found[1]))


LIGHT = block(':root, [data-bs-theme="light"]')
DARK = block('\n[data-bs-theme="dark"]')


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]
)
def test_text_can_be_read(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("shape", "ground"), [(shape, ground) for shape, grounds in SHAPE_ON.items() for ground in grounds]
)
def test_edges_of_fields_and_the_focus_can_be_seen(theme, shape, ground):
    assert contrast(theme[shape], theme[ground]) >= 3


def test_dark_by_the_system_is_the_dark_that_one_chooses():
    assert block(":root:not([data-bs-theme])") == DARK
    assert DARK.keys() == LIGHT.keys()


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_a_code_can_be_read_in_any_of_its_colours(hue):
    assert contrast(hsl(hue, 55, 24), hsl(hue, 45, 92)) >= 4.5
    assert contrast(hsl(hue, 50, 82), hsl(hue, 28, 20)) >= 4.5


def hsl(hue: int, saturation: int, lightness: int) -> str:
    s, lum = saturation / 100, lightness / 100
    reach = s * min(lum, 1 - lum)

    def part(n: int) -> int:
        k = (n + hue / 30) % 12
        return round(255 * (lum - reach * max(-1, min(k - 3, 9 - k, 1))))

    return f"#{part(0):02x}{part(8):02x}{part(4):02x}"


def test_the_colours_of_codes_are_those_tested():
    parts = (Path(__file__).parents[1] / "static" / "common" / "parts.css").read_text()
    for shade in ("55% 24%", "45% 92%", "50% 82%", "28% 20%"):
        assert f"hsl(var(--h) {shade})" in parts
    assert len(set(re.findall(r"\.chip-(\d+) \{ --h: \d+; \}", parts))) == 12

"""The files taken from packages are there, and only those that pages use."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from vongtay.common.finders import FILES, Packages

STATIC = Path(__file__).parents[1] / "static" / "common"


@pytest.mark.parametrize("address", FILES)
def test_each_file_is_found_and_opens(address):
    assert Path(finders.find(address)).is_file()
    storage = dict(Packages().list(None))[address]
    with storage.open(address) as file:
        assert file.read(4)


def test_every_font_that_the_theme_names_is_served():
    named = re.findall(r"url\(\"\.\./(fonts/[^\"]+)\"\)", (STATIC / "theme.css").read_text())
    assert len(named) == 4
    assert set(named) <= set(FILES)


def test_every_module_that_a_script_asks_for_is_there():
    for script in STATIC.glob("*.js"):
        for name in re.findall(r"from \"\./([a-z]+\.js)\"", script.read_text()):
            assert (STATIC / name).is_file()

import doctest
from importlib import import_module

import pytest

MODULES = ["ages", "crypto", "days", "keys", "names", "numbers", "periods", "phones", "vietnamese"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    assert doctest.testmod(import_module(f"vongtay.common.{name}")).failed == 0

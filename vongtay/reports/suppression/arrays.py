"""numpy and the solver, loaded when something is computed: pages read what was computed, and their process does without both (30 MB)."""

import ctypes
import importlib
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import highspy
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Sense = highspy.ObjSense
    Solver = highspy.Highs
else:

    class Later:
        """A module that is loaded at its first use."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> Any:
            return getattr(importlib.import_module(self._name), attribute)

    highspy, np = Later("highspy"), Later("numpy")
    Indices = Floats = Flags = Sense = Solver = Any

__all__ = ["Flags", "Floats", "Indices", "Sense", "Solver", "highspy", "np", "solver_with"]


def solver_with(options: Iterable[tuple[str, bool | float | str]]) -> "Solver":
    """Make a solver that says nothing. The first of a process greets from C on standard output, before it can be told not to."""
    sys.stdout.flush()
    standard, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        made = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
        ctypes.CDLL(None).fflush(None)
    finally:
        os.dup2(standard, 1)
        os.close(standard)
        os.close(nowhere)
    for option, value in (("output_flag", False), *options):
        made.setOptionValue(option, value)
    return made

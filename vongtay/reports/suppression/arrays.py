"""numpy and the solver, loaded when something is computed: pages read what was computed, and their process does without both (30 MB)."""

import importlib
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

__all__ = ["Flags", "Floats", "Indices", "Sense", "Solver", "highspy", "np"]

"""Compilation of the code that walks over bytes."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def compiled(
    function: Callable[_Parameters, _Result],
) -> Callable[_Parameters, _Result]:
    """Compile on first call and keep the machine code beside the source.

    Such functions make no arrays: callers hand over all memory. So numba need not count who uses
    which (its option `_nrt`), and compiling fails where one is made after all. Counting took half
    of the time, as every small function did it for the arrays it was called with.
    """
    return cast(Any, numba).njit(cache=True, _nrt=False)(function)

"""Compilation of the numeric kernels, with IEEE 754 semantics kept (no fast math)."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def compiled(
    function: Callable[_Parameters, _Result],
) -> Callable[_Parameters, _Result]:
    """Compile on first call and keep the machine code beside the source.

    Without fast math the compiler may neither reorder sums nor fuse a product into a sum, which is
    what makes two kernels that pull the same node agree to the last bit.
    """
    return cast(Any, numba).njit(cache=True, fastmath=False)(function)

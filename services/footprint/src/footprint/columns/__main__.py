"""`python -m footprint.columns`: compile the scan and the pricing ahead of time, so that no worker
has to.

The machine code is kept beside the modules, or where `NUMBA_CACHE_DIR` says, as in the image. numba
tells that it is out of date by the outermost function's module alone, so what is there is thrown
away first.
"""

from pathlib import Path

from footprint.columns.preparing import prepare


def main() -> None:
    """Compile anew."""
    for kept in Path(__file__).parent.glob("__pycache__/*.nb[ci]"):
        kept.unlink()
    prepare()


if __name__ == "__main__":
    main()

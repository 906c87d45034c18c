"""When the collector of garbage looks through a process's objects.

By default it looks through all of them again and again while a process works through much, and a
request that is under way then waits for it: 30 ms and more for what a web process has loaded.
"""

import gc

_AFTER = (10_000, 20, 50)
"""Objects made before a collection, and collections before one of the older generations."""


def settle() -> None:
    """To be called once a process is ready: what there is by now stays and is looked at no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_AFTER)

"""Which products are parts of themselves, and in what order all others can be worked out.

Over names, before there is a graph: whether a part has a figure decides what its users contain.
"""

from collections.abc import Collection, Iterable, Mapping

Parts = Mapping[str, Collection[str]]
"""Product → parts, each of which is a product too."""

Cycles = dict[str, tuple[str, ...]]


def depths(parts: Parts) -> tuple[dict[str, int], Cycles]:
    """A number for each product above those of all its parts, and the cycle of those on one.

    A cycle begins with its smallest name and goes on from product to part. Of products that are
    parts of one another over several ways all bear the same cycle, whatever order they come in;
    they count as if they had no parts.
    """
    known, rest = _depths(parts, {})
    if not rest:
        return known, {}
    cycles = _cycles({name: rest.intersection(parts[name]) for name in rest})
    return _depths(parts, cycles)[0], cycles


def _depths(parts: Parts, cycles: Cycles) -> tuple[dict[str, int], set[str]]:
    """Depths of what can be reached from products without parts, and all others."""
    contained = {name: () if name in cycles else set(parts[name]) for name in parts}
    waiting = {name: len(inside) for name, inside in contained.items()}
    users = _users(contained)
    ready = [name for name, count in waiting.items() if not count]
    known = dict.fromkeys(ready, 0)
    while ready:
        name = ready.pop()
        for user in users.get(name, ()):
            waiting[user] -= 1
            if not waiting[user]:
                known[user] = 1 + max(known[part] for part in contained[user])
                ready.append(user)
    return known, set(parts) - known.keys()


def _users(parts: Parts) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for name, inside in parts.items():
        for part in inside:
            users.setdefault(part, []).append(name)
    return users


def _cycles(parts: Parts) -> Cycles:
    """The cycle of each product that is on one, of products all of which lead to one."""
    users, found = _users(parts), Cycles()
    # What leads to a cycle and is on none is left when users are taken away from the other end.
    _, inner = _depths({name: users.get(name, ()) for name in parts}, {})
    for name in sorted(inner):
        if name in found:
            continue
        group = _reached(name, parts) & _reached(name, users)
        if name in parts[name] or len(group) > 1:
            found |= dict.fromkeys(group, _cycle(group, parts))
    return found


def _reached(start: str, ways: Parts) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        fresh = set(ways.get(waiting.pop(), ())) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _cycle(group: Iterable[str], parts: Parts) -> tuple[str, ...]:
    """From the smallest name always to the smallest part, until one comes again."""
    members = set(group)
    walked, name = list[str](), min(members)
    while name not in walked:
        walked.append(name)
        name = min(members.intersection(parts[name]))
    cycle = walked[walked.index(name) :]
    smallest = cycle.index(min(cycle))
    return tuple(cycle[smallest:] + cycle[:smallest])

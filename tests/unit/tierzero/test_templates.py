"""What the page templates of all packages keep to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tierzero.i18n.extraction import PACKAGES, package_root

TEMPLATES = [
    template
    for name in PACKAGES
    if (root := package_root(name))
    for template in sorted(root.rglob("*.html"))
]


def hidden_values(source: str) -> Iterator[str]:
    """Names read as values although a macro of the same template has them.

    A macro hides the value of that name which the page is given, only where it is reached.
    """
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    macros = list(tree.find_all(nodes.Macro))
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    nearer = {
        id(found)
        for inner in tree.find_all((nodes.Macro, nodes.For))
        for found in inner.find_all(nodes.Name)
        if found.name in _named_by(inner)
    }
    names = {macro.name for macro in macros}
    for found in tree.find_all(nodes.Name):
        if found.ctx == "load" and found.name in names and id(found) not in called | nearer:
            yield found.name


def _named_by(inner: nodes.Node) -> set[str]:
    """The parameters of a macro, the variables of a loop: nearer than what is around them."""
    named = inner.args if isinstance(inner, nodes.Macro) else [inner]
    return {
        found.name
        for one in named
        for found in ([one] if isinstance(one, nodes.Name) else one.find_all(nodes.Name))
        if found.ctx in ("param", "store")
    }


def test_a_hidden_value_is_found() -> None:
    hidden = "{% macro total(one) %}{{ one }}{% endmacro %}{{ total(1) }}{{ parts.count(total) }}"
    assert list(hidden_values(hidden)) == ["total"]
    fine = (
        "{% macro text(one) %}{{ one }}{% endmacro %}{% for text in texts %}{{ text }}{% endfor %}"
    )
    assert list(hidden_values(fine)) == []
    fine = "{% macro form(form) %}{{ form.value }}{% endmacro %}{{ form(1) }}"
    assert list(hidden_values(fine)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_macro_hides_a_value_of_its_page(template: Path) -> None:
    assert list(hidden_values(template.read_text())) == []

"""The Jinja2 environment of our own pages: escapes by default, and an unknown name is an error."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from . import visning

KINDS = {
    forms.CheckboxSelectMultiple: "checkboxes",
    forms.RadioSelect: "radio",
    forms.CheckboxInput: "checkbox",
    forms.Select: "select",
}


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja2 backend uses."""
    env = Environment(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.globals.update(static=static, url=url, **visning.FILTRE)
    env.filters.update(between=between, field_kind=field_kind, select_of=select_of, error_list=error_list)
    env.filters.update(visning.FILTRE)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def between(cells: Iterable[Any], tags: Iterable[tuple[str, str]]) -> Markup:
    """Put each cell, escaped, between its two tags. A long table is made of it: a loop in a page is slow."""
    bidder = [bid for cell, (foer, efter) in zip(cells, tags, strict=True) for bid in (foer, _in_one(cell), efter)]
    return Markup("".join(bidder))


def _in_one(cell: Any) -> str:
    """Return a cell as one element, so that on a phone its text and badge are one column beside its heading."""
    html = str(escape(cell)).strip()
    return f"<div>{html}</div>" if "<" in html else html


def field_kind(bound: BoundField) -> str:
    """Say which markup a form field takes."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    return next((kind for cls, kind in KINDS.items() if isinstance(widget, cls)), "text")


def select_of(bound: BoundField) -> dict[str, Any]:
    """Return what Django's own template of a select is given; writing it out here takes a tenth of the time."""
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({"class": "form-select", "id": bound.auto_id}, widget)
    return widget.get_context(bound.html_name, bound.value(), attrs)["widget"]


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return every error of the form with the id of its field, those of the whole form first."""
    errors = [{"id": "", "text": str(e)} for e in form.non_field_errors()]
    for bound in form:
        target = bound.auto_id + ("_0" if field_kind(bound) in ("radio", "checkboxes") else "")
        errors += [{"id": target, "text": f"{bound.label}: {e}"} for e in bound.errors]
    return errors

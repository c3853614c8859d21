"""The Jinja2 environment of our own pages: escapes by default, and an unknown name is an error."""

from collections.abc import Container, Iterable
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.templatetags import static as statisk
from django.urls import get_script_prefix, reverse
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
    env.filters.update(
        between=between,
        field_kind=field_kind,
        select_field=select_field,
        input_field=input_field,
        error_list=error_list,
    )
    env.filters.update(visning.FILTRE)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page."""
    return _address(get_script_prefix(), name, *args, **kwargs)


@lru_cache(20_000, typed=True)  # a list asks for one per row, and the menu for the same on every page
def _address(foran: str, name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address; `foran` is where the site lies on its server."""
    return reverse(name, args=args, kwargs=kwargs)


@cache
def static(path: str) -> str:
    """Return the address of a file, which does not change while the server runs."""
    return statisk.static(path)


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


def input_field(bound: BoundField) -> Markup:
    """Write out a field that text is typed in: through Django's templates it takes many times as long."""
    widget = bound.field.widget
    if not isinstance(widget, forms.TextInput):
        return Markup(bound.as_widget(attrs={"class": "form-input"}))
    attrs = widget.attrs | bound.build_widget_attrs({"class": "form-input", "id": bound.auto_id}, widget)
    vaerdi = widget.format_value(bound.value())
    staar = "" if vaerdi is None else f' value="{escape(vaerdi)}"'
    return Markup(f'<input type="{widget.input_type}" name="{escape(bound.html_name)}"{staar}{flatatt(attrs)}>')


def select_field(bound: BoundField) -> Markup:
    """Write out a select with its options, as `input_field`."""
    widget, valgt = bound.field.widget, bound.field.widget.format_value(bound.value())
    attrs = widget.attrs | bound.build_widget_attrs({"class": "form-select", "id": bound.auto_id}, widget)
    indhold = "".join([_choice(vaerdi, etiket, valgt) for vaerdi, etiket in widget.choices])
    return Markup(f'<select name="{escape(bound.html_name)}"{flatatt(attrs)}>{indhold}</select>')


def _choice(vaerdi: Any, etiket: Any, valgt: Container[str]) -> str:
    """One option; a group of them, where the label is a list."""
    if isinstance(etiket, list | tuple):
        return f'<optgroup label="{escape(vaerdi)}">{"".join([_choice(*et, valgt) for et in etiket])}</optgroup>'
    tekst = "" if vaerdi is None else str(vaerdi)
    return _option(tekst, etiket, tekst in valgt)


@lru_cache(20_000, typed=True)  # so that what is marked safe is never taken for what is typed
def _option(vaerdi: str, etiket: Any, valgt: bool) -> str:
    return f'<option value="{escape(vaerdi)}"{" selected" if valgt else ""}>{escape(etiket)}</option>'


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return every error of the form with the id of its field, those of the whole form first."""
    errors = [{"id": "", "text": str(e)} for e in form.non_field_errors()]
    for bound in form:
        target = bound.auto_id + ("_0" if field_kind(bound) in ("radio", "checkboxes") else "")
        errors += [{"id": target, "text": f"{bound.label}: {e}"} for e in bound.errors]
    return errors

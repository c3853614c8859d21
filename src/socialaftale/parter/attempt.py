"""How a form calls an action: what the action refuses is said on the form, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def attempt(form: BaseForm, action: Callable[..., Any], **felter: Any) -> bool:
    """Run the action if the form is valid, and tell whether it was done."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data, **felter)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error(None, besked)
    return not form.errors

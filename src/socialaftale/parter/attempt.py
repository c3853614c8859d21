"""How a form or a button calls an action: what the action refuses is said on the page, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from socialaftale.faelles import cpr
from socialaftale.faelles.haendelser import record


def attempt(form: BaseForm, action: Callable[..., Any], **felter: Any) -> bool:
    """Run the action if the form is valid, and tell whether it was done.

    `felter` begin with what the action is about; `by` is who acts. A released false alarm about CPR is logged.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            action(**form.cleaned_data, **felter)
            if frigivne := getattr(form, "frigivne", None):
                om = next(vaerdi for navn, vaerdi in felter.items() if navn != "by")
                record(cpr.FRIGIVET, om, by=felter["by"], efter={"felter": frigivne})
    except ValidationError as fejl:
        for felt, beskeder in (fejl.message_dict if hasattr(fejl, "error_dict") else {"": fejl.messages}).items():
            for besked in beskeder:
                form.add_error(felt if felt in form.fields else None, besked)
    return not form.errors


def submit(form: BaseForm, action: Callable[..., Any], /, **felter: Any) -> Any:
    """Hand what a valid form says to the action in words of the page's own; return its result, None if it refused."""
    try:
        return action(**felter)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error(None, besked)
    return None


def press(request: HttpRequest, action: Callable[..., Any], gjort: str, **felter: Any) -> bool:
    """Run the action behind a button, and tell whether it was done: the next page says `gjort`, or what was refused."""
    try:
        action(**felter, by=request.user)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return False
    messages.success(request, gjort)
    return True

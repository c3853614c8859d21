"""How a page hands a valid form to an action: what the action refuses is said on the form."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def submit(form: BaseForm, action: Callable[..., Any], /, **felter: Any) -> Any:
    """Run the action and return its result, None where it refused."""
    try:
        return action(**felter)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error(None, besked)
    return None

"""What a field says where the form itself says nothing: in one sentence, what to do."""

from django import forms
from django.core import validators

PAA_LISTEN = "»%(value)s« står ikke på listen. Vælg noget, der gør."

BESKEDER: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Udfyld feltet."},
    forms.BooleanField: {"required": "Sæt kryds, hvis du vil videre."},
    forms.ChoiceField: {"required": "Vælg en af mulighederne.", "invalid_choice": PAA_LISTEN},
    forms.MultipleChoiceField: {"required": "Vælg mindst én.", "invalid_choice": PAA_LISTEN},
    forms.ModelChoiceField: {
        "required": "Vælg en af mulighederne.",
        "invalid_choice": PAA_LISTEN,
    },
    forms.ModelMultipleChoiceField: {
        "required": "Vælg mindst én.",
        "invalid_choice": PAA_LISTEN,
        "invalid_pk_value": PAA_LISTEN.replace("value", "pk"),
    },
    forms.FileField: {"required": "Vælg en fil.", "empty": "Filen er tom. Vælg en anden."},
    forms.IntegerField: {"invalid": "Skriv et helt tal."},
    forms.DateField: {"invalid": "Skriv en dag, der findes, som dd.mm.åååå, fx 31.12.2026."},
    forms.TimeField: {"invalid": "Skriv klokkeslættet som 9.00."},
}
GRAENSER = {
    validators.MinValueValidator: "Skriv %(limit_value)s eller mere.",
    validators.MaxValueValidator: "Skriv %(limit_value)s eller mindre.",
    validators.MaxLengthValidator: "Skriv højst %(limit_value)d tegn. Der er %(show_value)d.",
    validators.EmailValidator: "Skriv en e-mailadresse som navn@kommune.dk.",
}


def say_what_to_do() -> None:
    """Put these in place of Django's own, for every form of the site."""
    for felt, beskeder in BESKEDER.items():
        felt.default_error_messages = {**vars(felt).get("default_error_messages", {}), **beskeder}
    for graense, besked in GRAENSER.items():
        graense.message = besked

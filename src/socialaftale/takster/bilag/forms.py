"""What is asked on the pages of the takstbilag."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm


class UdgivForm(FritekstForm):
    """Why an edition after the first is published, and the hash of what was read before it."""

    grund = FritekstField(
        label="Hvad retter udgaven?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står på siden og i filerne, fx: Taksten for Lærkehuset gælder fra 1. juli efter beslutning i DAS.",
    )
    vist = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, foerste: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if foerste:
            self.fields["grund"].required = False
            self.fields["grund"].label = "Bemærkning (valgfri)"
            self.fields["grund"].help_text = "Står på siden og i filerne."

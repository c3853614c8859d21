"""What can be added to a tilbud from its page: which form, and what is written."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from socialaftale.parter.models import Bruger

from .actions import dele
from .models import Afdelingsfakta, Form, Tilbud
from .reference import all_lovgrundlag
from .registrering import NyAfdeling, NyPladsgruppe, NyYdelse
from .sagsformularer import AfdelingForm, FaktaForm, YdelseForm, begin_line


class PladsgruppeForm(FaktaForm):
    afdeling = forms.ChoiceField(label="Afdeling")
    lovgrundlag = forms.ChoiceField(label="Lovgrundlag")
    form = forms.ChoiceField(label="Form", choices=begin_line(Form.choices))

    def __init__(self, *args: Any, tilbud: Tilbud, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        navne = Afdelingsfakta.objects.filter(afdeling__tilbud=tilbud).order_by("gaelder_fra", "registreret_at")
        self.fields["afdeling"].choices = list(dict(navne.values_list("afdeling__kode", "navn")).items())
        gaeldende = [lov for lov in all_lovgrundlag().values() if lov.gaelder]
        self.fields["lovgrundlag"].choices = [(lov.kode, lov.etiket) for lov in gaeldende]


@dataclass(frozen=True)
class Tilfoejelse:
    overskrift: str
    form: Callable[..., FaktaForm]
    write: Callable[..., None]


def _afdeling(*, tilbud: Tilbud, gaelder_fra: dt.date, version: int, by: Bruger, **felter: Any) -> None:
    dele.add_afdeling(tilbud=tilbud, ny=NyAfdeling(**felter), gaelder_fra=gaelder_fra, version=version, by=by)


def _ydelse(*, tilbud: Tilbud, gaelder_fra: dt.date, version: int, by: Bruger, **felter: Any) -> None:
    dele.add_ydelse(tilbud=tilbud, ny=NyYdelse(**felter), gaelder_fra=gaelder_fra, version=version, by=by)


def _pladsgruppe(*, tilbud: Tilbud, afdeling: str, lovgrundlag: str, form: str, **resten: Any) -> None:
    ny = NyPladsgruppe(lovgrundlag, form, 0, 0)
    dele.add_pladsgruppe(afdeling=tilbud.afdelinger.get(kode=afdeling), ny=ny, **resten)


def addition(hvad: str, tilbud: Tilbud) -> Tilfoejelse | None:
    """Return what the word in the address adds, or None."""
    return {
        "afdeling": Tilfoejelse("Ny afdeling", AfdelingForm, _afdeling),
        "ydelse": Tilfoejelse("Ny ydelse", YdelseForm, _ydelse),
        "pladsgruppe": Tilfoejelse(
            "Ny pladsgruppe", lambda *a, **k: PladsgruppeForm(*a, tilbud=tilbud, **k), _pladsgruppe
        ),
    }.get(hvad)

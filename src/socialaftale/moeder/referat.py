"""Meeting mode: one form holds every point, so that saving one loses nothing typed in another."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from socialaftale.parter.models import Bruger

from . import actions, krog, queries
from .besvarelse.forms import SOM_INDSTILLET_FELT, as_recommended
from .besvarelse.svar import answers
from .forms import BeslutningForm
from .models import Beslutning, Moede
from .opfoelgning.ejer import owner_choices
from .status import GAMLE, Svarart

Ejere = list[tuple[str, list[tuple[str, str]]]]
_FELTER = ("resultat", "tekst", "omfang", "betingelser")


@dataclass
class Raekke:
    """One point in meeting mode, with who may own its tasks; `andens` is what another saved while this was typed.

    `form` is None where the decision is recorded on a page of its own, the first of `sider`.
    """

    vist: queries.Punktvisning
    form: BeslutningForm | None
    ejere: Ejere
    sider: list[krog.Henvisning] = field(default_factory=list)
    andens: Beslutning | None = None
    gemt: bool = False


def rows(moede: Moede, bruger: Bruger, data: Any = None) -> list[Raekke]:
    """Return every point with its form, bound to `data` where something was sent."""
    ejere = owner_choices(moede.udvalg, queries.current_time(moede).dato)
    viste = [vist for vist in queries.read_points(moede, bruger) if not vist.punkt.taget_af_at]
    sider = [[side for side in krog.links(vist.punkt, bruger) if side.beslutter] for vist in viste]
    return [
        Raekke(vist, None if egne else _form(moede, vist, data, ejere), ejere, egne)
        for vist, egne in zip(viste, sider, strict=True)
    ]


def save_all(moede: Moede, bruger: Bruger, data: Any) -> list[Raekke]:
    """Record what was typed on each point, and return them: saved ones fresh, the rest as typed with the reason."""
    alle = [_save_row(moede, raekke, bruger) for raekke in rows(moede, bruger, data)]
    gemte = {raekke.vist.punkt.pk for raekke in alle if raekke.gemt}
    friske = {raekke.vist.punkt.pk: raekke for raekke in rows(moede, bruger)} if gemte else {}
    return [friske[r.vist.punkt.pk] if r.vist.punkt.pk in gemte else r for r in alle]


def is_saved(raekker: list[Raekke]) -> bool:
    """Tell whether everything that was typed is now recorded."""
    return not any(raekke.andens or (raekke.form and raekke.form.errors) for raekke in raekker)


def _form(moede: Moede, vist: queries.Punktvisning, data: Any, ejere: Ejere) -> BeslutningForm:
    punkt, nu = vist.punkt, vist.beslutning
    initial = {felt: getattr(nu, felt) if nu else "" for felt in _FELTER} | {"nr": nu.nr if nu else 0}
    ledene = () if nu and nu.resultat in GAMLE else list(punkt.indstillinger.all())
    if ledene and nu and nu.art == Svarart.LED:
        initial["resultat"] = ""
    prefix = f"p{punkt.pk}"
    if data is not None and data.get(SOM_INDSTILLET_FELT) == str(punkt.pk):
        data = as_recommended(data, ledene, prefix)
    felter = {"ejere": ejere, "ledene": ledene, "ledsvar": answers(nu), "afsluttet": moede.afsluttet_at is not None}
    return BeslutningForm(data, prefix=prefix, initial=initial, **felter)


def _save_row(moede: Moede, raekke: Raekke, bruger: Bruger) -> Raekke:
    """Record one point, unless nothing was typed: then neither its number nor a missing answer is an error."""
    punkt, form = raekke.vist.punkt, raekke.form
    if form is None:
        return raekke
    if f"{form.prefix}-nr" not in form.data or set(form.changed_data) <= {"nr"}:
        return Raekke(raekke.vist, _form(moede, raekke.vist, None, raekke.ejere), raekke.ejere)
    if not form.is_valid():
        return raekke
    try:
        actions.record_decision(punkt=punkt, set_nr=form.cleaned_data["nr"], svar=form.svar(), by=bruger)
    except actions.Overhalet as fejl:
        raekke.andens = fejl.nyeste
        _say_overtaken(form, fejl)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error(None, besked)
    raekke.gemt = not form.errors
    return raekke


def _say_overtaken(form: BeslutningForm, fejl: actions.Overhalet) -> None:
    """Keep what was typed, and let the next save go on top of what the other saved."""
    form.add_error(None, fejl)
    form.data = form.data.copy()
    form.data[f"{form.prefix}-nr"] = str(fejl.nyeste.nr)

"""Meeting mode: one form holds every point, so that saving one loses nothing typed in another."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from socialaftale.parter.models import Bruger

from . import actions, queries
from .forms import BeslutningForm
from .models import Beslutning, Dagsordenspunkt, Moede

_FELTER = ("resultat", "tekst", "omfang", "betingelser")


@dataclass
class Raekke:
    """One point in meeting mode; `andens` is what another saved while this was typed."""

    vist: queries.Punktvisning
    form: BeslutningForm
    andens: Beslutning | None = None
    gemt: bool = False


def rows(moede: Moede, bruger: Bruger, data: Any = None) -> list[Raekke]:
    """Return every point with its form, bound to `data` where something was sent."""
    viste = queries.read_points(moede, bruger)
    return [Raekke(vist, _form(moede, vist.punkt, vist.beslutning, data)) for vist in viste]


def save_all(moede: Moede, bruger: Bruger, data: Any) -> list[Raekke]:
    """Record what was typed on each point, and return them: saved ones fresh, the rest as typed with the reason."""
    alle = [_save_row(moede, raekke, bruger) for raekke in rows(moede, bruger, data)]
    gemte = {raekke.vist.punkt.pk for raekke in alle if raekke.gemt}
    friske = {raekke.vist.punkt.pk: raekke for raekke in rows(moede, bruger)} if gemte else {}
    return [friske[r.vist.punkt.pk] if r.vist.punkt.pk in gemte else r for r in alle]


def is_saved(raekker: list[Raekke]) -> bool:
    """Tell whether everything that was typed is now recorded."""
    return not any(raekke.andens or raekke.form.errors for raekke in raekker)


def _form(moede: Moede, punkt: Dagsordenspunkt, nu: Beslutning | None, data: Any) -> BeslutningForm:
    initial = {felt: getattr(nu, felt) if nu else "" for felt in _FELTER} | {"nr": nu.nr if nu else 0}
    return BeslutningForm(data, prefix=f"p{punkt.pk}", initial=initial, afsluttet=moede.afsluttet_at is not None)


def _save_row(moede: Moede, raekke: Raekke, bruger: Bruger) -> Raekke:
    """Record one point, unless nothing was typed: then neither its number nor a missing answer is an error."""
    punkt, form = raekke.vist.punkt, raekke.form
    if f"{form.prefix}-nr" not in form.data or set(form.changed_data) <= {"nr"}:
        return Raekke(raekke.vist, _form(moede, punkt, raekke.vist.beslutning, None))
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

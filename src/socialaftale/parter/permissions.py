"""Who may do what: a table of rights, and the one function that asks it.

Every app states its rights in its own `permissions.py` with `register(Ret(...))`; a role that is not named has not got
the right. Ask in the view (`@adgang`), and again in the action (`require`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from socialaftale.faelles import tid
from socialaftale.faelles.sikkerhed import read_once

from .logget_af import ask_to_sign_in
from .models import Aftaleomraade, Bruger, Medlemskab, Organisation, Rolletildeling, Udvalg
from .roller import PARTSROLLER, UDVALGSROLLER, UNDERFORSTAAEDE, Rolle

__all__ = [
    "PARTSROLLER", "UDVALGSROLLER", "UNDERFORSTAAEDE", "Access", "Raekkevidde", "Ret", "Rolle",
    "aaben", "access", "access_of", "adgang", "may", "personlig", "register", "require", "rights",
]  # fmt: skip

Maal = Organisation | Udvalg | Aftaleomraade


class _Hvorsomhelst:
    """Stands for a question without an object. None is an object that is missing, and nobody has a right there."""

    def __repr__(self) -> str:
        return "hvor som helst"


HVORSOMHELST = _Hvorsomhelst()


class Raekkevidde(StrEnum):
    """How far a right reaches: the role's own party or body, or every one in its agreement area."""

    EGEN = "egen"
    ALLE = "alle"


@dataclass(frozen=True, eq=False)
class Ret:
    """One right. `tekst` completes the sentence "... kan"; `data` and `stadie` say on what, and when in its life."""

    id: str
    tekst: str
    data: str
    raekkevidde: Mapping[Rolle, Raekkevidde]
    stadie: str = "altid"

    @property
    def asks_for_two_steps(self) -> bool:
        """Whatever is not open to everyone with a role asks for a second step at sign-in."""
        return not any(rolle in self.raekkevidde for rolle in UNDERFORSTAAEDE)


_RETTER: dict[str, Ret] = {}


def register(ret: Ret) -> Ret:
    """Enter a right in the table and return it. Raises ValueError where the id is taken."""
    if ret.id in _RETTER:
        raise ValueError(f"Rettigheden {ret.id} er registreret to gange.")
    _RETTER[ret.id] = ret
    return ret


def rights() -> list[Ret]:
    """Return every right, by data and id."""
    return sorted(_RETTER.values(), key=lambda ret: (ret.data, ret.id))


@dataclass(frozen=True)
class Access:
    """What one person holds on one day, read once: ask it many times on a list page."""

    tildelinger: tuple[Rolletildeling, ...] = ()
    omraader_for: Mapping[int, frozenset[int]] = field(default_factory=dict)  # every organisation -> its areas

    @property
    def omraader(self) -> frozenset[int]:
        """Primary keys of every agreement area that the person has a role in."""
        return frozenset().union(*(self._areas_of(tildeling) for tildeling in self.tildelinger))

    def has(self, *roller: Rolle) -> bool:
        """Tell whether the person holds one of the roles anywhere."""
        return any(tildeling.rolle in roller for tildeling in self.tildelinger)

    def may(
        self,
        ret: Ret,
        organisation: Organisation | _Hvorsomhelst | None = HVORSOMHELST,
        udvalg: Udvalg | _Hvorsomhelst | None = HVORSOMHELST,
        omraade: Aftaleomraade | _Hvorsomhelst | None = HVORSOMHELST,
    ) -> bool:
        """Tell whether the right is held: on every object named, or anywhere at all where none is named.

        An object named as None is missing, so the answer is no.
        """
        return self.role_for(ret, organisation, udvalg, omraade) is not None

    def role_for(
        self,
        ret: Ret,
        organisation: Organisation | _Hvorsomhelst | None = HVORSOMHELST,
        udvalg: Udvalg | _Hvorsomhelst | None = HVORSOMHELST,
        omraade: Aftaleomraade | _Hvorsomhelst | None = HVORSOMHELST,
    ) -> Rolle | None:
        """Return the role that gives the right, None where there is none."""
        if Rolle.OFFENTLIG in ret.raekkevidde:
            return Rolle.OFFENTLIG
        maal = [ting for ting in (organisation, udvalg, omraade) if not isinstance(ting, _Hvorsomhelst)]
        for tildeling in self.tildelinger:
            for rolle in (Rolle(tildeling.rolle), Rolle.LAESER):
                vidde = ret.raekkevidde.get(rolle)
                if vidde and all(self._reaches(tildeling, vidde, ting) for ting in maal):
                    return rolle
        return None

    def _reaches(self, tildeling: Rolletildeling, vidde: Raekkevidde, ting: Maal | None) -> bool:
        """A party's role has its party for its own, a body's role its body; both reach over their areas."""
        if ting is None:
            return False
        egne = self._areas_of(tildeling)
        if isinstance(ting, Aftaleomraade):
            return ting.pk in egne
        if isinstance(ting, Udvalg):
            return ting.omraade_id in egne if vidde == Raekkevidde.ALLE else ting.pk == tildeling.udvalg_id
        if vidde == Raekkevidde.ALLE:
            return bool(egne & self.omraader_for.get(ting.pk, frozenset()))
        return tildeling.udvalg_id is None and ting.pk == tildeling.organisation_id

    def _areas_of(self, tildeling: Rolletildeling) -> frozenset[int]:
        if tildeling.udvalg:
            return frozenset([tildeling.udvalg.omraade_id])
        return self.omraader_for.get(tildeling.organisation_id or 0, frozenset())


def access(bruger: Bruger | AnonymousUser | None, den: dt.date | None = None) -> Access:
    """Read what the person holds on `den` (None: today). Nobody, and a person who is not `aktiv`, hold nothing."""
    if not isinstance(bruger, Bruger) or not bruger.aktiv:
        return Access()
    dag = den or tid.today()
    return read_once(("access", bruger.pk, dag), lambda: _read_access(bruger, dag))


def _read_access(bruger: Bruger, den: dt.date) -> Access:
    egne = Rolletildeling.objects.filter(bruger=bruger).select_related("udvalg", "organisation")
    omraader: dict[int, set[int]] = defaultdict(set)
    for medlemskab in Medlemskab.objects.few_in_force(den):
        omraader[medlemskab.organisation_id].add(medlemskab.omraade_id)
    return Access(tuple(egne.few_in_force(den)), {pk: frozenset(dens) for pk, dens in omraader.items()})


def access_of(request: HttpRequest) -> Access:
    """What the visitor holds today."""
    return access(request.user)


def may(
    bruger: Bruger | AnonymousUser | None,
    ret: Ret,
    organisation: Organisation | _Hvorsomhelst | None = HVORSOMHELST,
    udvalg: Udvalg | _Hvorsomhelst | None = HVORSOMHELST,
    omraade: Aftaleomraade | _Hvorsomhelst | None = HVORSOMHELST,
    den: dt.date | None = None,
) -> bool:
    """Tell whether the person may do what the right says, on the objects named, on `den` (None: today)."""
    return access(bruger, den).may(ret, organisation, udvalg, omraade)


def require(
    bruger: Bruger | AnonymousUser | None,
    ret: Ret,
    organisation: Organisation | _Hvorsomhelst | None = HVORSOMHELST,
    udvalg: Udvalg | _Hvorsomhelst | None = HVORSOMHELST,
    omraade: Aftaleomraade | _Hvorsomhelst | None = HVORSOMHELST,
    den: dt.date | None = None,
) -> Rolle:
    """Return the role in which the person acts. Raises PermissionDenied unless `may`."""
    rolle = access(bruger, den).role_for(ret, organisation, udvalg, omraade)
    if rolle is None:
        raise PermissionDenied(f"Ingen af dine roller giver lov til at {ret.tekst}.")
    return rolle


AABEN = "aaben"
PERSONLIG = "personlig"
View = Callable[..., HttpResponseBase]


def aaben(view: View) -> View:
    """Mark a view as public; unless it has a limit of its own, that of all public pages counts."""
    view.adgang = AABEN  # type: ignore[attr-defined]
    if not hasattr(view, "graense"):
        view.graense = AABEN  # type: ignore[attr-defined]
    return view


def personlig(view: View) -> View:
    """Mark a view as everyone's own: it asks for sign-in, and shows nothing but what is the person's own."""
    return _guarded(view, PERSONLIG, lambda request: True)


def adgang(ret: Ret) -> Callable[[View], View]:
    """Mark a view with the right that it needs: sign-in is asked for, and 403 is the answer where it is not held."""
    return lambda view: _guarded(view, ret, lambda request: access_of(request).may(ret))


def _guarded(view: View, hvad: Ret | str, holds: Callable[[HttpRequest], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        holder = holds(request)
        if not request.user.is_authenticated and not (holder and isinstance(hvad, Ret)):
            return ask_to_sign_in(request)
        if not holder:
            raise PermissionDenied
        if isinstance(hvad, Ret) and hvad.asks_for_two_steps and _lacks_two_steps(request):
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    guarded.adgang = hvad  # type: ignore[attr-defined]
    return guarded


def _lacks_two_steps(request: HttpRequest) -> bool:
    return settings.KRAEV_TOTP and not is_mfa_enabled(request.user)


_LOKAL = {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN}
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

BRUGERE = register(Ret("parter.brugere", "se og oprette brugere", "brugere", _LOKAL | _SEKRETARIAT))
ADGANGE = register(Ret("parter.adgange", "nulstille, rette og lukke brugere", "brugere", _LOKAL))
ROLLER = register(Ret("parter.roller", "give og afslutte roller hos en part", "roller", _LOKAL))
LOKALADMINISTRATORER = register(
    Ret(
        "parter.lokaladministratorer",
        "udpege, nulstille og lukke lokaladministratorer",
        "brugere",
        _LOKAL | _SEKRETARIAT,
    )
)
SEKRETARIATET = register(
    Ret(
        "parter.sekretariatet",
        "give rollen som sekretariat til sekretariatets egne brugere",
        "roller",
        {Rolle.SEKRETARIAT: Raekkevidde.EGEN},
    )
)
UDVALGSPOSTER = register(
    Ret("parter.udvalgsposter", "udpege medlemmer og stedfortrædere i udvalg", "udvalg", _SEKRETARIAT)
)
UDVALG = register(
    Ret("parter.udvalg", "se udvalg og deres medlemmer", "udvalg", {Rolle.LAESER: Raekkevidde.ALLE}),
)
FUNKTIONER = register(
    Ret("parter.funktioner", "bestemme, hvem der varetager funktioner, og hvor deres post går hen", "kontakter", _LOKAL)
)
BEKRAEFT = register(
    Ret(
        "parter.bekraeft",
        "bekræfte, at kontaktoplysningerne er rigtige",
        "kontakter",
        {Rolle.LAESER: Raekkevidde.EGEN},
        stadie="hvert halve år",
    )
)
LEVERANDOERER = register(
    Ret("parter.leverandoerer", "registrere en privat leverandør i aftaleområdet", "parter", _SEKRETARIAT)
)
OVERSTREG = register(
    Ret(
        "parter.overstreg",
        "overstrege et tal i fri tekst, der viste sig at være et CPR-nummer",
        "fri tekst",
        _LOKAL | _SEKRETARIAT,
        stadie="når en advarsel er frigivet",
    )
)
ADGANGSLOG = register(
    Ret(
        "parter.adgangslog",
        "se, hvem der har set oplysninger om enkelte borgere, som parten er dataansvarlig for",
        "adgangslog",
        _LOKAL,
    )
)
KONTAKTER = register(
    Ret("parter.kontakter", "se parter, funktioner og kontakter", "kontakter", {Rolle.LAESER: Raekkevidde.ALLE})
)

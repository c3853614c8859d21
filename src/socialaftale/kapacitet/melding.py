"""Writing one report, whichever way it came: checked, once, and with what it was before."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.parter.models import Bruger
from socialaftale.regler import ledighed as regel
from socialaftale.tilbud.foelger import tell_changed
from socialaftale.tilbud.models import Afdeling, Tilbud
from socialaftale.tilbud.queries import status_of
from socialaftale.tilbud.status import I_DRIFT

from .models import Kapacitetsvalg, Ledigmelding
from .optaget import INTET, read_optaget
from .queries import newest_reports, normed_places
from .reservation.regler import ways_to
from .undergruppe.tal import Spurgt, Tal, asked_of, carried_on, check_numbers, write_numbers

TAL = Kapacitetsvalg.Valg.TAL
LAENGST_FREM = dt.timedelta(days=731)
FORTRYD_INDEN = dt.timedelta(minutes=10)
URET_GAAR_FORAN = dt.timedelta(hours=1)
IKKE_I_DRIFT = "Tilbuddet er ikke i drift, så der meldes ikke ledige pladser. Er det forkert, så ret det i registeret."
GAAET = "Dagen er gået. Er pladsen ledig nu, så svar ja uden en dag."
FOR_LANGT_FREM = "Skriv en dag inden for de næste to år."
KUN_JA_OG_NEJ = "Her meldes ja eller nej, ikke andet og ikke antal."
OPTAGET_ID = "Meldingens id er brugt til en anden melding. Send den med et nyt id."
URET = "Meldingen er dateret ude i fremtiden. Ret uret i det system, den kommer fra."


@dataclass(frozen=True)
class Nytsvar:
    """What is reported: yes or no, from when (None: now), and how many where numbers are switched on.

    Where further states are switched on, one of these; a unit that is closed says why in `aarsag`. `grupper`: how many
    of the places are for which subgroup, by its code, where numbers are switched on. `uaendret`: it is what was said
    before, net of the places taken until it is written.
    """

    svar: str
    ledig_fra: dt.date | None = None
    tilbudt: int | None = None
    aarsag: str = ""
    grupper: Tal = ()
    uaendret: bool = field(default=False, compare=False)

    @property
    def svar_navn(self) -> str:
        return str(Ledigmelding.Svar(self.svar).label)

    @property
    def aarsag_navn(self) -> str:
        return str(Ledigmelding.Lukket(self.aarsag).label) if self.aarsag else ""

    @property
    def pladser(self) -> int:
        ja = self.svar == Ledigmelding.Svar.LEDIG
        return (1 if ja else 0) if self.tilbudt is None else self.tilbudt


@dataclass(frozen=True)
class Afsendelse:
    """Which way the report came, its sender's id, when it was true (None: now), and in whose name it stands."""

    kilde: str
    bekraeftet_af: str
    klient_id: uuid.UUID = field(default_factory=uuid.uuid4)
    observeret_at: dt.datetime | None = None


def write_report(afdeling: Afdeling, svar: Nytsvar, afsendelse: Afsendelse, by: Bruger, rolle: str) -> Ledigmelding:
    """Write the report, or return the one that was written with the same id. Call it inside a transaction.

    Raises ValidationError, in Danish, where it cannot be true.
    """
    lock_row(Afdeling.objects.all(), pk=afdeling.pk)
    igen = Ledigmelding.objects.filter(klient_id=afsendelse.klient_id).first()
    if igen:
        return _same(igen, afdeling, svar)
    nu = tid.now()
    if svar.uaendret:
        svar = unchanged(afdeling) or svar  # a place may have been taken while the page was read
    spurgt = _check(afdeling, svar, tid.day_of(nu))
    melding = Ledigmelding(
        afdeling=afdeling,
        klient_id=afsendelse.klient_id,
        svar=svar.svar,
        aarsag=svar.aarsag,
        ledig_fra=svar.ledig_fra,
        tilbudt=svar.pladser,
        observeret_at=observed_at(afsendelse.observeret_at, nu),
        kilde=afsendelse.kilde,
        bekraeftet_af=afsendelse.bekraeftet_af,
        registreret_at=nu,
        registreret_by=by,
    )
    save_checked(melding)
    write_numbers(melding, svar.grupper, spurgt)
    efter = {"svar": svar.svar, "ledig_fra": svar.ledig_fra, "tilbudt": svar.pladser, "kilde": afsendelse.kilde}
    efter |= {"undergrupper": dict(svar.grupper)} if svar.grupper else {}
    record("meld ledige pladser", afdeling, by=by, rolle=rolle, efter=efter)
    tell_changed(Tilbud.objects.filter(pk=afdeling.tilbud_id))
    return melding


def unchanged(afdeling: Afdeling) -> Nytsvar | None:
    """Return what "unchanged" says now, net of the places taken since; None where nothing was ever reported.

    What the area has switched off since is not said again: a number is a yes then, and a state between is a no.
    """
    nu = tid.now()
    sidst = newest_reports([afdeling.pk], nu).first()
    if sidst is None:
        return None
    taget = read_optaget({afdeling.pk: sidst.observeret_at}, nu).get(afdeling.pk, INTET).taget
    svar = regel.carried_on(regel.Svar(sidst.tilbudt, sidst.ledig_fra), tid.day_of(nu), taget)
    if sidst.svar == Ledigmelding.Svar.LEDIG and not svar.tilbudt:
        return Nytsvar(Ledigmelding.Svar.IKKE_LEDIG, uaendret=True)
    dag, mellem = tid.day_of(nu), sidst.svar not in (Ledigmelding.Svar.LEDIG, Ledigmelding.Svar.IKKE_LEDIG)
    if mellem and not more_is_asked(afdeling, Kapacitetsvalg.Valg.TILSTANDE, dag):
        return Nytsvar(Ledigmelding.Svar.IKKE_LEDIG, uaendret=True)
    if svar.tilbudt > 1 and not more_is_asked(afdeling, Kapacitetsvalg.Valg.TAL, dag):
        return Nytsvar(Ledigmelding.Svar.LEDIG, svar.ledig_fra, 1, uaendret=True)
    grupper = carried_on(sidst, svar.tilbudt, groups_asked(afdeling, dag))
    return Nytsvar(sidst.svar, svar.ledig_fra, svar.tilbudt, sidst.aarsag, grupper, uaendret=True)


def _same(igen: Ledigmelding, afdeling: Afdeling, svar: Nytsvar) -> Ledigmelding:
    kendt = (igen.afdeling_id, igen.svar, igen.tilbudt) == (afdeling.pk, svar.svar, svar.pladser)
    tal = igen.undergruppetal.values_list("undergruppe__kode", "antal")
    if not kendt or (not svar.uaendret and set(tal) != set(svar.grupper)):
        raise ValidationError(OPTAGET_ID)
    return igen


def groups_asked(afdeling: Afdeling, dag: dt.date) -> list[Spurgt]:
    """Return the subgroups that a report may give numbers for; none where numbers are not asked for."""
    return asked_of([afdeling.pk], dag).get(afdeling.pk, []) if more_is_asked(afdeling, TAL, dag) else []


def _check(afdeling: Afdeling, svar: Nytsvar, dag: dt.date) -> list[Spurgt]:
    """Return the subgroups that are asked for. Raises ValidationError where the answer cannot be true."""
    if status_of(afdeling.tilbud) not in I_DRIFT:
        raise ValidationError(IKKE_I_DRIFT)
    if svar.ledig_fra and not dag <= svar.ledig_fra <= dag + LAENGST_FREM:
        raise ValidationError({"ledig_fra": GAAET if svar.ledig_fra < dag else FOR_LANGT_FREM})
    if svar.svar not in (Ledigmelding.Svar.LEDIG, Ledigmelding.Svar.IKKE_LEDIG):
        _check_more(afdeling, Kapacitetsvalg.Valg.TILSTANDE, dag)
    if svar.pladser > 1:
        _check_number(afdeling, svar.pladser, dag)
    if not svar.grupper:
        return []
    _check_more(afdeling, TAL, dag)
    spurgt = groups_asked(afdeling, dag)
    check_numbers(svar.grupper, svar.pladser, spurgt)
    return spurgt


def more_is_asked(afdeling: Afdeling, valg: str, dag: dt.date) -> bool:
    """Tell whether the area wants more than yes and no, and the way to the places lets it."""
    return afdeling.pk in more_asked_of([afdeling], valg, dag)


def more_asked_of(afdelinger: Iterable[Afdeling], valg: str, dag: dt.date) -> set[int]:
    """Return those of the afdelinger of which more than yes and no is asked, in two queries."""
    til = set(Kapacitetsvalg.objects.i_kraft(dag).filter(valg=valg).values_list("omraade", flat=True))
    slaaet_til = [afdeling.pk for afdeling in afdelinger if afdeling.tilbud.omraade_id in til]
    return {pk for pk, vej in ways_to(slaaet_til, dag).items() if vej.antal} if slaaet_til else set()


def _check_more(afdeling: Afdeling, valg: str, dag: dt.date) -> None:
    if not more_is_asked(afdeling, valg, dag):
        raise ValidationError(KUN_JA_OG_NEJ)


def _check_number(afdeling: Afdeling, pladser: int, dag: dt.date) -> None:
    if not more_is_asked(afdeling, TAL, dag):
        raise ValidationError({"tilbudt": KUN_JA_OG_NEJ})
    normerede = normed_places([afdeling.pk], dag).get(afdeling.pk, 0)
    if pladser > normerede:
        raise ValidationError({"tilbudt": f"Afdelingen har {normerede} normerede pladser. Skriv højst det."})


def observed_at(at: dt.datetime | None, nu: dt.datetime) -> dt.datetime:
    """Return when it was seen (None: now); a clock that is a little ahead is set right.

    Raises ValidationError for one that is more than an hour ahead.
    """
    if at is not None and at > nu + URET_GAAR_FORAN:
        raise ValidationError(URET)
    return min(at or nu, nu)

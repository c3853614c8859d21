"""Reads of det forstærkede samarbejde: who is in it and why, the cases, the reports, and the days on the wheel."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.faelles.visning import pct
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import GODKENDELSER, Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler import forstaerket as regel
from socialaftale.regler.aarshjul import Aarsdag
from socialaftale.tilbud.billede import Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Stamfakta, Tilbud
from socialaftale.tilbud.oekonomi import added_columns, added_values
from socialaftale.tilbud.queries import read_billeder

from .models import EMNE, Kriterievurdering, Panelmedlem, Samarbejdsrapport, Samarbejdssag

JA = (*GODKENDELSER, Resultat.EFTERRETNING)
NEJ = (Resultat.AFVIST, Resultat.BORTFALDET)
UKENDT = "Ikke oplyst"
UDFALD = {
    regel.Udfald.MANGLER: ("Panelet mangler at svare", "info"),
    regel.Udfald.OPFYLDER: ("Panelet: opfylder kriterierne", "success"),
    regel.Udfald.DELVIST: ("Panelet: opfylder dem delvist", "warning"),
    regel.Udfald.OPFYLDER_IKKE: ("Panelet: opfylder dem ikke", "error"),
}


@dataclass(frozen=True)
class Kriteriesvar:
    """A criterion, and what the panel says of it; None where it has said nothing."""

    kriterium: regel.Kriterium
    vurdering: Kriterievurdering | None


@dataclass(frozen=True)
class Sagsvisning:
    """A case with its assessment and its decision; `panel` is who sat when it was last assessed, or sits today.

    `er_godkendt` is None where no body has said yes or no that the person may see.
    """

    sag: Samarbejdssag
    navn: str
    svar: list[Kriteriesvar]
    udfald: regel.Udfald
    beslutning: Beslutning | None
    er_godkendt: bool | None
    panel: list[Panelmedlem]

    @property
    def er_aaben(self) -> bool:
        return self.er_godkendt is None and not self.sag.trukket_at

    @property
    def klar_til_das(self) -> bool:
        """Tell whether the body can be asked: a leaving at once, a proposal when the panel has answered everything."""
        return self.er_aaben and (not self.sag.er_indmelding or self.udfald != regel.Udfald.MANGLER)

    @property
    def ord(self) -> tuple[str, str]:
        if self.sag.trukket_at:
            return "Trukket tilbage", ""
        if self.er_godkendt is not None:
            return ("Besluttet: ja", "success") if self.er_godkendt else ("Besluttet: nej", "error")
        return UDFALD[self.udfald] if self.sag.er_indmelding else ("Meldt ud, venter på DAS", "warning")


@dataclass(frozen=True)
class Rapportvisning:
    """A year's report: what was sent, or when it is due. `tal` are read from the register, never typed."""

    aar: int
    rapport: Samarbejdsrapport | None
    frist: dt.date | None
    tal: list[tuple[str, str, str]]

    @property
    def er_sen(self) -> bool:
        return self.rapport is None and self.frist is not None and self.frist < tid.today()

    @property
    def ord(self) -> tuple[str, str]:
        if self.rapport:
            return "Modtaget", "success"
        return ("Ikke modtaget", "error") if self.er_sen else ("Ikke modtaget endnu", "")


@dataclass(frozen=True)
class Deltager:
    """A tilbud that is in it today: since when the register says so, by which case, its newest report, and whether it
    leaves."""

    tilbud: Tilbud
    billede: Tilbudsbillede
    siden: dt.date
    ind: Sagsvisning | None
    rapport: Rapportvisning | None
    ud: Samarbejdssag | None


@dataclass(frozen=True)
class Omraadevisning:
    omraade: Aftaleomraade
    regler: regel.Forstaerketregler | None
    deltagere: list[Deltager]
    sager: list[Sagsvisning]
    panel: list[Panelmedlem]


def member_on(omraade: Aftaleomraade, dag: dt.date) -> QuerySet[Tilbud]:
    """Return the tilbud that the register has in the cooperation and in operation on a day."""
    fakta = Stamfakta.objects.gaeldende(dag).filter(forstaerket_samarbejde=True)
    return Tilbud.objects.i_drift(dag).filter(omraade=omraade, pk__in=fakta.values("tilbud"))


def in_cooperation(omraade: Aftaleomraade) -> QuerySet[Tilbud]:
    """Return the tilbud that are in it today."""
    return member_on(omraade, tid.today())


def member_at_end_of(omraade: Aftaleomraade, aar: int) -> QuerySet[Tilbud]:
    """Return the tilbud that a report on the year is asked of."""
    return member_on(omraade, dt.date(aar, 12, 31))


def is_decided(sag: Samarbejdssag, resultater: Sequence[str] = (*JA, *NEJ)) -> bool:
    """Tell whether a body has said one of the results of the case, also where nobody outside may read it yet."""
    alle = Beslutning.objects.newest().filter(punkt__emne=EMNE, punkt__emne_id=sag.kode)
    return alle.saying(resultater).exists()


def open_case(tilbud: Tilbud) -> Samarbejdssag | None:
    """Return the case of a tilbud that is neither decided nor withdrawn."""
    return next((sag for sag in tilbud.samarbejdssager.filter(trukket_at=None) if not is_decided(sag)), None)


def coming_case(tilbud: Tilbud) -> Samarbejdssag | None:
    """Return the case of a tilbud that is approved, and whose day has not come."""
    kommende = tilbud.samarbejdssager.filter(trukket_at=None, fra__gt=tid.today()).order_by("fra", "pk")
    return next((sag for sag in kommende if is_decided(sag, JA)), None)


def shown_case(sag: Samarbejdssag, bruger: Bruger | AnonymousUser | None) -> Sagsvisning:
    return shown_cases([sag], bruger)[0]


def shown_cases(sager: Sequence[Samarbejdssag], bruger: Bruger | AnonymousUser | None) -> list[Sagsvisning]:
    """Return the cases as the person may see them, in as many queries however many they are."""
    if not sager:
        return []
    navne = names([sag.tilbud_id for sag in sager])
    fundne = Beslutning.objects.newest().visible_to(bruger).filter(punkt__emne=EMNE)
    fundne = fundne.filter(punkt__emne_id__in=[sag.kode for sag in sager]).select_related("punkt__moede__udvalg")
    nej, ja = (set(fundne.saying(ord_).values_list("pk", flat=True)) for ord_ in (NEJ, JA))
    siger = dict.fromkeys(nej, False) | dict.fromkeys(ja, True)
    sidste = {et.punkt.emne_id: et for et in fundne.order_by("registreret_at", "pk")}
    beslutninger = {kode: (et, siger.get(et.pk)) for kode, et in sidste.items()}
    vurderinger: dict[int, list[Kriterievurdering]] = defaultdict(list)
    for et in Kriterievurdering.objects.filter(sag__in=sager).select_related("registreret_by").order_by("nr"):
        vurderinger[et.sag_id].append(et)
    pladser = _seats([sag.omraade_id for sag in sager])
    ingen = (None, None)
    return [_case(sag, navne, vurderinger[sag.pk], beslutninger.get(sag.kode, ingen), pladser) for sag in sager]


def _case(
    sag: Samarbejdssag,
    navne: Mapping[int, str],
    raekker: list[Kriterievurdering],
    besluttet: tuple[Beslutning | None, bool | None],
    pladser: list[Panelmedlem],
) -> Sagsvisning:
    regler = regel.rules_for(sag.omraade.kode, sag.meldt)
    kriterier = regler.kriterium if regler else ()
    nyeste = {et.kriterium: et for et in raekker}
    udfald = regel.outcome(kriterier, {kode: regel.Svar(et.svar) for kode, et in nyeste.items()})
    dag = tid.day_of(max(et.registreret_at for et in raekker)) if raekker else tid.today()
    sad = _seated([et for et in pladser if et.omraade_id == sag.omraade_id], dag)
    svar = [Kriteriesvar(et, nyeste.get(et.kode)) for et in kriterier]
    return Sagsvisning(sag, navne.get(sag.tilbud_id, sag.tilbud.kode), svar, udfald, *besluttet, sad)


def names(tilbud: Sequence[int]) -> dict[int, str]:
    """Return the names of today, by primary key."""
    return dict(Stamfakta.objects.gaeldende(tid.today()).filter(tilbud__in=tilbud).values_list("tilbud", "navn"))


def panel(omraade: Aftaleomraade, dag: dt.date) -> list[Panelmedlem]:
    """Return who sits on the panel on a day."""
    return _seated(_seats([omraade.pk]), dag)


def _seats(omraader: Sequence[int]) -> list[Panelmedlem]:
    raekker = Panelmedlem.objects.filter(omraade__in=omraader).select_related("organisation")
    return list(raekker.order_by("gaelder_fra", "registreret_at"))


def _seated(raekker: list[Panelmedlem], dag: dt.date) -> list[Panelmedlem]:
    nyeste = {(et.organisation_id, et.funktion): et for et in raekker if et.gaelder_fra <= dag}
    inde = [et for et in nyeste.values() if not et.ophoert]
    return sorted(inde, key=lambda et: (et.organisation.sortering, et.funktion))


def choices(omraade: Aftaleomraade, parter: Sequence[Organisation], slags: str) -> list[tuple[int, str]]:
    """Return (primary key, name) of the tilbud of these parties that can be proposed, or announced to leave."""
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(omraade=omraade)
    med = slags == Samarbejdssag.Slags.UDTRAEDEN
    fakta = Stamfakta.objects.gaeldende(tid.today()).filter(forstaerket_samarbejde=med, driftsherre__in=parter)
    fundne = fakta.filter(tilbud__in=i_drift.values("pk")).order_by("sortering", "tilbud")
    return list(fundne.values_list("tilbud", "navn"))


def areas(bruger: Bruger | AnonymousUser) -> list[Omraadevisning]:
    """Return each area that has the cooperation, with what the person may see of it."""
    alle = [_area(omraade, bruger) for omraade in Aftaleomraade.objects.order_by("navn", "pk")]
    return [vist for vist in alle if vist.regler or vist.deltagere or vist.sager]


def _area(omraade: Aftaleomraade, bruger: Bruger | AnonymousUser) -> Omraadevisning:
    synlige = Samarbejdssag.objects.visible_to(bruger).filter(omraade=omraade)
    synlige = synlige.select_related("tilbud", "omraade", "meldt_af").order_by("-meldt", "-pk")
    sager = shown_cases(list(synlige), bruger)
    regler = regel.rules_for(omraade.kode, tid.today())
    return Omraadevisning(omraade, regler, _participants(omraade, regler, sager), sager, panel(omraade, tid.today()))


def _participants(
    omraade: Aftaleomraade, regler: regel.Forstaerketregler | None, sager: list[Sagsvisning]
) -> list[Deltager]:
    tilbud = list(in_cooperation(omraade).by_navn(tid.today()))
    aar = tid.today().year - 1
    bedt = set(member_at_end_of(omraade, aar).values_list("pk", flat=True)) if regler else set()
    sendt = {et.tilbud_id: et for et in Samarbejdsrapport.objects.filter(tilbud__in=tilbud, aar=aar).order_by("nr")}
    frist = regel.report_due(regler, aar) if regler else None
    ud = {vist.sag.tilbud_id: vist.sag for vist in sager if not vist.sag.er_indmelding and _leaves(vist)}
    ind = {vist.sag.tilbud_id: vist for vist in reversed(sager) if vist.sag.er_indmelding and vist.er_godkendt}
    siden, billeder = _since(tilbud), read_billeder(tilbud, tid.today())
    return [
        Deltager(
            tilbud=et,
            billede=publicerbar(billede),
            siden=siden[et.pk],
            ind=ind.get(et.pk),
            rapport=Rapportvisning(aar, sendt.get(et.pk), frist, []) if et.pk in bedt else None,
            ud=ud.get(et.pk),
        )
        for et, billede in zip(tilbud, billeder, strict=True)
    ]


def _leaves(vist: Sagsvisning) -> bool:
    return (vist.er_aaben or vist.er_godkendt) and vist.sag.fra > tid.today()


def since(tilbud: Tilbud) -> dt.date:
    """Return from which day on the register has the tilbud in the cooperation without a break until today."""
    return _since([tilbud])[tilbud.pk]


def _since(tilbud: Sequence[Tilbud]) -> dict[int, dt.date]:
    dage: dict[int, dict[dt.date, bool]] = {et.pk: {} for et in tilbud}
    raekker = Stamfakta.objects.filter(tilbud__in=tilbud, gaelder_fra__lte=tid.today())
    for et in raekker.order_by("gaelder_fra", "registreret_at"):
        dage[et.tilbud_id][et.gaelder_fra] = et.forstaerket_samarbejde
    return {pk: _unbroken(dens) for pk, dens in dage.items()}


def _unbroken(dage: Mapping[dt.date, bool]) -> dt.date:
    baglaens = sorted(dage, reverse=True)
    uden = next((nr for nr, dag in enumerate(baglaens) if not dage[dag]), len(baglaens))
    return baglaens[uden - 1] if uden else tid.today()


def reports(tilbud: Tilbud, regler: regel.Forstaerketregler | None) -> list[Rapportvisning]:
    """Return the reports that are or were asked for, the newest year first: three years, and what was sent before."""
    if regler is None:
        return []
    nyeste = {et.aar: et for et in tilbud.samarbejdsrapporter.select_related("registreret_by").order_by("nr")}
    i_aar = tid.today().year
    med = {aar: member_at_end_of(tilbud.omraade, aar).filter(pk=tilbud.pk) for aar in range(i_aar - 3, i_aar)}
    bedt = {aar for aar, fundne in med.items() if fundne.exists()}
    return [
        Rapportvisning(aar, nyeste.get(aar), regel.report_due(regler, aar), figures(tilbud, aar))
        for aar in sorted(bedt | set(nyeste), reverse=True)
    ]


def figures(tilbud: Tilbud, aar: int) -> list[tuple[str, str, str]]:
    """Return the public figures of a year as (name, value in words, source): places at its end, and what the floors
    above publish of it. A figure that nobody has is told as such, not left out."""
    billeder = read_billeder([tilbud], dt.date(aar, 12, 31))
    antal = [(str(et.normerede), str(et.godkendte)) for et in billeder] or [(UKENDT, UKENDT)]
    register = f"Registeret 31.12.{aar}"
    pladser = [("Normerede pladser", antal[0][0], register), ("Godkendte pladser", antal[0][1], register)]
    vaerdier = added_values(tilbud.omraade.kode, aar, [tilbud.kode])[tilbud.kode]
    return pladser + [_published(kolonne, vaerdier.get(kolonne.noegle), aar) for kolonne in added_columns()]


def _published(kolonne: Kolonne, vaerdi: Celle, aar: int) -> tuple[str, str, str]:
    if vaerdi is None or vaerdi == "":
        return kolonne.etiket, UKENDT, f"Intet er offentliggjort for {aar}"
    return kolonne.etiket, _written(kolonne, vaerdi), f"Offentliggjort for {aar}"


def _written(kolonne: Kolonne, vaerdi: Celle) -> str:
    return pct(vaerdi, kolonne.decimaler or 0) if kolonne.slags == Slags.PROCENT else str(vaerdi)  # type: ignore[arg-type]


def cooperation_days(omraade: Aftaleomraade, aar: int) -> Iterator[Aarsdag]:
    """Yield the days of the cooperation that no rule says: when a tilbud leaves, and when a report is due at last."""
    roller = ("sekretariat", "das", "ekspertpanel", "lokaladministrator", "tilbudsleder")
    side = reverse("forstaerket")
    ude = Samarbejdssag.objects.visible_to(None).filter(omraade=omraade, slags=Samarbejdssag.Slags.UDTRAEDEN)
    ude = ude.filter(fra__year=aar).select_related("tilbud", "omraade", "meldt_af").order_by("fra", "pk")
    for vist in shown_cases(list(ude), None):
        if vist.er_aaben or vist.er_godkendt:
            sag, navn = vist.sag, f"{vist.navn} går ud af det forstærkede samarbejde"
            kode, kilde = f"forstaerket-ud-{sag.kode}", f"Meldt af {sag.meldt_af} {sag.meldt:%d.%m.%Y}"
            yield Aarsdag(kode, navn, "forstaerket", sag.fra, sag.fra, roller, kilde, side=side)
    regler = regel.rules_for(omraade.kode, dt.date(aar, 1, 1))
    frist = regel.report_due(regler, aar - 1) if regler else None
    if regler and frist and member_at_end_of(omraade, aar - 1).exists():
        navn, antaget = f"Sidste frist for årsrapporter om {aar - 1}", regler.rapport.sikkerhed == "antaget"
        kode = f"forstaerket-frist-{aar - 1}"
        yield Aarsdag(kode, navn, "forstaerket", frist, frist, roller, regler.rapport.kilde, antaget, side)

"""What can be done in det forstærkede samarbejde. Every right is asked again here, and every act is written down."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.forstaerket import Forstaerketregler, first_day_out, report_opens, rules_for
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Tilbud

from .models import Kriterievurdering, Panelmedlem, Samarbejdsrapport, Samarbejdssag
from .permissions import MELD, PANEL, RAPPORT, VURDER
from .queries import coming_case, in_cooperation, is_decided, member_at_end_of, open_case

AELDST = dt.timedelta(days=366)


@dataclass(frozen=True)
class Melding:
    """That a tilbud is to enter, or leaves: announced on a day, from a day on, and why."""

    slags: str
    meldt: dt.date
    fra: dt.date
    begrundelse: str
    frigivet: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rapport:
    """A year's report in words, and how many there were of the year when it was begun."""

    efterspoergsel: str
    kompetencer: str
    baeredygtighed: str
    beder_om_indsats: bool
    set_nr: int
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def announce(*, tilbud: Tilbud, melding: Melding, by: Bruger) -> Samarbejdssag:
    """Propose a tilbud, or announce that it leaves. Raises ValidationError where the area has no rules, the tilbud is
    in it (or not) already, a case is open, a day cannot be, or the notice is too short."""
    driftsherre = driftsherre_of(tilbud)
    rolle = require(by, MELD, organisation=driftsherre, omraade=tilbud.omraade)
    tilbud = lock_row(Tilbud.objects.select_related("omraade"), pk=tilbud.pk)
    regler = rules_in(tilbud.omraade)
    _check(tilbud, melding, regler)
    nr = tilbud.samarbejdssager.count() + 1
    sag = Samarbejdssag(omraade=tilbud.omraade, tilbud=tilbud, kode=f"{tilbud.kode}-{nr}", meldt_af=driftsherre)
    sag.slags, sag.meldt, sag.fra = melding.slags, melding.meldt, melding.fra
    sag.begrundelse = melding.begrundelse.strip()
    save_registered(sag, by)
    efter = {"tilbud": tilbud.kode, "slags": sag.slags, "fra": sag.fra}
    record("meld til det forstærkede samarbejde", sag, by=by, rolle=rolle, efter=efter)
    _log_release(sag, melding.frigivet, by)
    return sag


def _check(tilbud: Tilbud, melding: Melding, regler: Forstaerketregler) -> None:
    ind = melding.slags == Samarbejdssag.Slags.INDMELDING
    med = in_cooperation(tilbud.omraade).filter(pk=tilbud.pk).exists()
    if ind and med:
        raise ValidationError("Tilbuddet er allerede i det forstærkede samarbejde.")
    if not ind and not med:
        raise ValidationError("Tilbuddet er ikke i det forstærkede samarbejde og kan ikke meldes ud.")
    if aaben := open_case(tilbud):
        raise ValidationError(f"Der er allerede en åben sag om tilbuddet, meldt {aaben.meldt:%d.%m.%Y}. Åbn den.")
    if kommer := coming_case(tilbud):
        raise ValidationError(f"Der er allerede sagt ja til en sag om tilbuddet. Den gælder fra {kommer.fra:%d.%m.%Y}.")
    if melding.meldt > tid.today():
        raise ValidationError("Meldt den: dagen ligger ude i fremtiden. Skriv den dag, det blev meldt.")
    if melding.meldt < tid.today() - AELDST:
        raise ValidationError("Meldt den: dagen ligger mere end et år tilbage. Ret den.")
    if melding.fra < melding.meldt:
        raise ValidationError("Gælder fra: dagen ligger før den dag, det blev meldt. Ret den ene.")
    tidligst = first_day_out(melding.meldt, regler.varsel)
    if not ind and melding.fra < tidligst:
        raise ValidationError(
            f"Varslet er {regler.varsel.maaneder} måneder til udgangen af en måned. Meldt {melding.meldt:%d.%m.%Y} kan "
            f"tilbuddet tidligst gå ud fra {tidligst:%d.%m.%Y}."
        )


@transaction.atomic
def withdraw(*, sag: Samarbejdssag, by: Bruger) -> None:
    """Take back what was announced. Raises ValidationError when it is decided; again changes nothing."""
    rolle = require(by, MELD, organisation=driftsherre_of(sag.tilbud), omraade=sag.omraade)
    sag = lock_row(Samarbejdssag.objects.select_related("omraade"), pk=sag.pk)
    if is_decided(sag):
        raise ValidationError("Sagen er afgjort og kan ikke trækkes tilbage.")
    if sag.trukket_at:
        return
    sag.trukket_at, sag.trukket_by = tid.now(), by
    sag.save(update_fields=["trukket_at", "trukket_by"])
    record("træk sag tilbage", sag, by=by, rolle=rolle)


@transaction.atomic
def assess(
    *, sag: Samarbejdssag, svar: Mapping[str, tuple[str, str]], set_nr: int, by: Bruger, frigivet: Sequence[str] = ()
) -> int:
    """Write the panel's answers, by criterion (answer, why), and return how many are new. `set_nr` is how many rows
    there were when the page was opened. Raises ValidationError where another has written since, nothing is new, a
    criterion is unknown, or the case is closed."""
    rolle = require(by, VURDER, omraade=sag.omraade)
    sag = lock_row(Samarbejdssag.objects.select_related("omraade"), pk=sag.pk)
    if not sag.er_indmelding or sag.trukket_at or is_decided(sag):
        raise ValidationError("Sagen kan ikke vurderes: den er afgjort, trukket tilbage eller en udtræden.")
    raekker = list(sag.vurderinger.all())
    if len(raekker) != set_nr:
        raise ValidationError(f"{raekker[-1].registreret_by} har vurderet imens. Se det nedenfor, og gem igen.")
    kendte = {et.kode for et in rules_in(sag.omraade).kriterium}
    nu = {et.kriterium: (et.svar, et.begrundelse) for et in raekker}
    nye = {kode: par for kode, par in svar.items() if kode in kendte and nu.get(kode) != par}
    if not nye:
        raise ValidationError("Intet er ændret. Der er intet at gemme.")
    for kode, (et, grund) in nye.items():
        nr = sum(raekke.kriterium == kode for raekke in raekker) + 1
        save_registered(Kriterievurdering(sag=sag, kriterium=kode, nr=nr, svar=et, begrundelse=grund), by)
    record("vurdér tilbud", sag, by=by, rolle=rolle, efter={kode: et for kode, (et, _) in nye.items()})
    _log_release(sag, list(frigivet), by)
    return len(nye)


@transaction.atomic
def seat(*, omraade: Aftaleomraade, organisation: Organisation, funktion: str, fra: dt.date, by: Bruger) -> Panelmedlem:
    """Give an organisation a seat. Raises ValidationError where it is no member of the area or has the seat."""
    rolle = require(by, PANEL, omraade=omraade)
    funktion = funktion.strip()
    if organisation not in Organisation.objects.i_omraade(omraade):
        raise ValidationError(f"{organisation} hører ikke til aftaleområdet.")
    if fra > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Skriv medlemmet ind, når det er udpeget.")
    taget = Panelmedlem.objects.i_kraft(tid.today()).filter(omraade=omraade, organisation=organisation)
    if taget.filter(funktion=funktion).exists():
        raise ValidationError(f"{organisation} har allerede den plads i panelet.")
    medlem = Panelmedlem(omraade=omraade, organisation=organisation, funktion=funktion, gaelder_fra=fra)
    save_registered(medlem, by)
    record("giv plads i ekspertpanelet", omraade, by=by, rolle=rolle, efter={"organisation": organisation.kode})
    return medlem


@transaction.atomic
def unseat(*, medlem: Panelmedlem, by: Bruger) -> None:
    """Let a seat end today; what the panel said while it had it stays. Raises ValidationError where it has ended."""
    rolle = require(by, PANEL, omraade=medlem.omraade)
    if not Panelmedlem.objects.i_kraft(tid.today()).filter(pk=medlem.pk).exists():
        raise ValidationError("Medlemmet er allerede udtrådt af panelet.")
    slut = medlem.ending(tid.today(), by, tid.now())
    save_checked(slut)
    record("afslut plads i ekspertpanelet", medlem.omraade, by=by, rolle=rolle, foer={"funktion": medlem.funktion})


@transaction.atomic
def report(*, tilbud: Tilbud, aar: int, rapport: Rapport, by: Bruger) -> Samarbejdsrapport:
    """Send a year's report, or a corrected one. Raises ValidationError where the tilbud was not in the cooperation
    then, it is not asked for yet, or another has sent one since."""
    rolle = require(by, RAPPORT, organisation=driftsherre_of(tilbud), omraade=tilbud.omraade)
    tilbud = lock_row(Tilbud.objects.select_related("omraade"), pk=tilbud.pk)
    fra = report_opens(rules_in(tilbud.omraade), aar)
    if not member_at_end_of(tilbud.omraade, aar).filter(pk=tilbud.pk).exists():
        raise ValidationError(f"Tilbuddet var ikke i det forstærkede samarbejde i {aar}.")
    if fra is None or tid.today() < dt.date(aar + 1, 1, 1):
        raise ValidationError(f"Årsrapporten for {aar} kan sendes, når året er gået.")
    nr = next_nr(tilbud.samarbejdsrapporter.filter(aar=aar))
    if nr != rapport.set_nr + 1:
        raise ValidationError("En anden har sendt en rapport imens. Se den på tilbuddets side, og send igen.")
    ny = Samarbejdsrapport(tilbud=tilbud, aar=aar, nr=nr, beder_om_indsats=rapport.beder_om_indsats)
    for felt in ("efterspoergsel", "kompetencer", "baeredygtighed"):
        setattr(ny, felt, getattr(rapport, felt).strip())
    save_registered(ny, by)
    record("send årsrapport", tilbud, by=by, rolle=rolle, efter={"aar": aar, "nr": ny.nr})
    _log_release(tilbud, rapport.frigivet, by)
    return ny


def rules_in(omraade: Aftaleomraade) -> Forstaerketregler:
    """Return the area's rules of today. Raises ValidationError where it has none."""
    regler = rules_for(omraade.kode, tid.today())
    if regler is None:
        raise ValidationError(f"{omraade} har ingen regler for et forstærket samarbejde.")
    return regler


def _log_release(om: Samarbejdssag | Tilbud, felter: list[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, om, by=by, efter={"felter": felter})

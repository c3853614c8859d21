"""The minutes as one document: what one reader may see, for print and file alike."""

import datetime as dt
import re
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import visning
from socialaftale.faelles.dokument import Afsnit, Del, Dokument, Liste, Tekst
from socialaftale.parter.models import Bruger

from .. import queries
from ..bilag.queries import annexes_of
from ..fremmoede import queries as fremmoedet
from ..fremmoede.models import Moededeltager
from ..models import Moede
from ..permissions import reads_agenda
from ..rettelser.queries import approval, marks

OFFENTLIG = "Offentlig udgave uden lukkede punkter"
INTERN = "Intern udgave med lukkede punkter. Må ikke gives videre"


def build_minutes(moede: Moede, seer: Bruger | AnonymousUser) -> Dokument:
    """Return the minutes of a meeting from `in_order` as the person may see them."""
    titel = f"Referat: {moede.udvalg}, {visning.dato(moede.dato)}"
    dele = [*_attendance(moede, seer), *_points(moede, seer), *_redactions(moede, seer)]
    return Dokument(titel, INTERN if reads_agenda(seer, moede) else OFFENTLIG, _about(moede), tuple(dele))


def case_numbers(moede: Moede, seer: Bruger | AnonymousUser) -> str:
    """Return the case numbers of the points that the person may see, for the case system."""
    numre = [vist.punkt.sagsnr for vist in queries.read_points(moede, seer) if vist.punkt.sagsnr]
    return "; ".join(dict.fromkeys(numre))


def written_at(moede: Moede) -> dt.datetime:
    """Return when the minutes last changed: the same minutes give the same file."""
    tider = [lav.registreret_at for lav in (moede.fremmoedelister.last(), moede.overstregninger.last()) if lav]
    tider += [vist.beslutning.registreret_at for vist in queries.read_points(moede, None) if vist.beslutning]
    tider += [moede.afsluttet_at] if moede.afsluttet_at else []
    return max(tider, default=queries.current_time(moede).registreret_at).replace(microsecond=0)


def _about(moede: Moede) -> tuple[tuple[str, str], ...]:
    kl = f" kl. {moede.fra_kl:%H.%M}" if moede.fra_kl else ""
    til = f"-{moede.til_kl:%H.%M}" if moede.til_kl else ""
    godkendt = approval(moede, moede.dato)
    stand = "Endnu ikke godkendt på et møde" if moede.afsluttet_at else "Udkast: mødet er ikke afsluttet"
    if godkendt:
        rettet = ", rettet siden" if godkendt.rettet else ""
        stand = f"Godkendt på mødet {visning.dato(godkendt.moede.dato)}{rettet}"
    om = [("Hvornår", f"{visning.dato(moede.dato)}{kl}{til}"), ("Form", moede.get_form_display().capitalize())]
    om += [("Sted", moede.sted)] if moede.sted else []
    return (*om, ("Referatet", stand))


def _attendance(moede: Moede, seer: Bruger | AnonymousUser) -> Iterator[Afsnit]:
    vist = fremmoedet.shown(moede) if moede.afsluttet_at or reads_agenda(seer, moede) else None
    if vist is None:
        return
    grupper = (("Til stede", vist.til_stede), ("Ikke til stede", vist.fravaerende), ("Gæster", vist.gaester))
    under = [Afsnit(navn, (Liste(tuple(map(_participant, en))),)) for navn, en in grupper if en]
    naeste = fremmoedet.next_meeting(moede, vist.liste)
    dele: tuple[Del, ...] = ()
    if naeste:
        dele = (Tekst(f"{visning.dato(naeste.dato)}. {naeste.note}".strip(), "Næste møde"),)
    yield Afsnit("Fremmøde", dele, tuple(under))


def _participant(en: Moededeltager) -> str:
    dele = [en.hvem, "afbud" if en.status == "afbud" else "", en.while_there()]
    dele += [f"i stedet mødte {en.stedfortraeder}"] if en.stedfortraeder else []
    return ", ".join(del_ for del_ in dele if del_)


def _points(moede: Moede, seer: Bruger | AnonymousUser) -> Iterator[Afsnit]:
    bilag = annexes_of(moede, seer)
    for vist in queries.read_points(moede, seer):
        dele = [*_case(vist), *_recommendation(moede, vist)]
        navne = [et.titel for et in bilag.get(vist.punkt.pk, [])]
        navne += vist.punkt.bilag.splitlines() if vist.fuldt else []
        dele += [Tekst("", "Bilag"), Liste(tuple(navne))] if navne else []
        lukket = "" if vist.punkt.aaben else " (lukket)"
        if vist.punkt.taget_af_at and (vist.tekst or vist.fuldt):
            dele.append(Tekst(vist.punkt.taget_af_fordi, "Taget af dagsordenen"))
        yield Afsnit(f"{vist.punkt}{lukket}", (*dele, *_decision(vist)))


def _case(vist: queries.Punktvisning) -> Iterator[Del]:
    punkt = vist.punkt
    if punkt.sagsnr:
        yield Tekst(punkt.sagsnr, "Sag")
    if vist.fuldt or vist.tekst:
        yield from _paragraphs(punkt.resume, "Resumé")
        yield from _paragraphs(punkt.sagsfremstilling, "Sagsfremstilling")


def _recommendation(moede: Moede, vist: queries.Punktvisning) -> Iterator[Del]:
    ledene = list(vist.punkt.indstillinger.all())
    if not ledene or not vist.viser_led:
        return
    yield Tekst(vist.punkt.indledning or f"Det indstilles, at {moede.udvalg}", "Indstilling")
    svarene = [(led.words(), vist.answer_to(led)) for led in ledene]
    yield Liste(tuple(f"{ord_} – {svar}" if svar else ord_ for ord_, svar in svarene), nummereret=True)


def _decision(vist: queries.Punktvisning) -> Iterator[Del]:
    beslutning = vist.beslutning
    if beslutning is None:
        return
    yield Tekst(beslutning.get_resultat_display().capitalize(), "Beslutning")
    yield from _paragraphs(beslutning.tekst, "")
    yield from _paragraphs(beslutning.omfang, "Omfang")
    yield from _paragraphs(beslutning.betingelser, "Betingelser")
    if beslutning.rettelse:
        yield Tekst(f"{visning.tidspunkt(beslutning.registreret_at)}: {beslutning.rettelse}", "Rettet")
    opgaver = list(vist.punkt.opfoelgninger.all()) if vist.fuldt else []
    if opgaver:
        yield Tekst("", "Opfølgning")
        linjer = [f"{en.hvad}: {en.hvem}, senest {visning.dato(en.frist)}" for en in opgaver]
        yield Liste(tuple(linjer))


def _paragraphs(tekst: str, indledning: str) -> Iterator[Tekst]:
    """Yield the paragraphs of a text, the first one with what it is."""
    for nr, stykke in enumerate(et for et in re.split(r"\n\s*\n", tekst) if et.strip()):
        yield Tekst(stykke.strip(), indledning if nr == 0 else "")


def _redactions(moede: Moede, seer: Bruger | AnonymousUser) -> Iterator[Afsnit]:
    linjer = []
    for et in marks(moede, seer):
        hvor = f"punkt {et.punkt.nummer}" if et.punkt else "mødets oplysninger"
        linjer.append(f"{visning.dato(et.registreret_at)}, {hvor}: {et.grund}")
    if linjer:
        yield Afsnit("Overstreget", (Tekst("Prikkerne står, hvor ord er taget ud af referatet."), Liste(tuple(linjer))))

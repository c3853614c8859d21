"""The agenda as one document: what one reader may see, for the page that is read aloud and for the file."""

import datetime as dt
import re
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import visning
from socialaftale.faelles.dokument import Afsnit, Del, Dokument, Liste, Tekst
from socialaftale.parter.models import Bruger

from ..bilag.queries import Bilagslinje, annexes_of
from ..models import Moede
from ..permissions import reads_agenda
from ..queries import Punktvisning, current_time, read_points
from .program import read_program

ALLE = "Offentlig udgave uden lukkede punkter og bilag"
INTERN = "Intern udgave med lukkede punkter og bilag. Må ikke gives videre"
UDKAST = "Udkast. Dagsordenen er ikke frigivet og må ikke gives videre"


def build_paper(moede: Moede, seer: Bruger | AnonymousUser) -> Dokument:
    """Return the agenda of a meeting from `in_order` as the person may see it."""
    viste = read_points(moede, seer)
    bilag = annexes_of(moede, seer)
    tider = read_program(moede, [vist.punkt for vist in viste if vist.fuldt]).tider
    slags = (INTERN if reads_agenda(seer, moede) else ALLE) if moede.frigivet_at or moede.afsluttet_at else UDKAST
    punkter = (_point(moede, vist, bilag.get(vist.punkt.pk, []), tider.get(vist.punkt.pk, "")) for vist in viste)
    return Dokument(f"Dagsorden: {moede.udvalg}, {visning.dato(moede.dato)}", slags, _about(moede), tuple(punkter))


def written_at(moede: Moede) -> dt.datetime:
    """Return the instant that stands in the file: the agenda's release, else when the meeting was called."""
    return (moede.frigivet_at or current_time(moede).registreret_at).replace(microsecond=0)


def case_numbers(moede: Moede, seer: Bruger | AnonymousUser) -> str:
    """Return the case numbers of the points that the person may see."""
    numre = [vist.punkt.sagsnr for vist in read_points(moede, seer) if vist.punkt.sagsnr]
    return "; ".join(dict.fromkeys(numre))


def _about(moede: Moede) -> tuple[tuple[str, str], ...]:
    fra = f" kl. {moede.fra_kl:%H.%M}" if moede.fra_kl else ""
    til = f"-{moede.til_kl:%H.%M}" if moede.til_kl else ""
    om = [("Hvornår", f"{visning.dato(moede.dato)}{fra}{til}"), ("Form", moede.get_form_display().capitalize())]
    om += [("Sted", moede.sted)] if moede.sted else []
    om += [("Mødet", "Aflyst")] if moede.aflyst else []
    frigivet = visning.tidspunkt(moede.frigivet_at) if moede.frigivet_at else "Endnu ikke"
    return (*om, ("Frigivet", frigivet))


def _point(moede: Moede, vist: Punktvisning, bilag: list[Bilagslinje], tid: str) -> Afsnit:
    punkt = vist.punkt
    dele: list[Del] = []
    dele += [Tekst(tid, "Tid")] if tid else []
    dele += [Tekst(punkt.sagsnr, "Sag")] if punkt.sagsnr else []
    if vist.fuldt and (gaester := [str(en) for en in punkt.gaester.all()]):
        dele.append(Tekst("; ".join(gaester), "Gæster"))
    if vist.tekst:
        dele += [*_words(vist, moede)]
    if bilag:
        dele += [Tekst("", "Bilag"), Liste(tuple(_annex(et) for et in bilag))]
    lukket, af = "" if punkt.aaben else " (lukket)", " (taget af dagsordenen)" if punkt.taget_af_at else ""
    return Afsnit(f"{punkt}{lukket}{af}", tuple(dele))


def _words(vist: Punktvisning, moede: Moede) -> Iterator[Del]:
    punkt = vist.punkt
    for aendring in [et for et in punkt.senere_aendringer.all() if vist.fuldt or et.aaben]:
        yield Tekst(f"{aendring} ({visning.dato(aendring.aendret_at)})", "Ændret efter frigivelsen")
    yield from _paragraphs(punkt.resume, "Resumé")
    yield from _paragraphs(punkt.sagsfremstilling, "Sagsfremstilling")
    if ledene := list(punkt.indstillinger.all()):
        yield Tekst(punkt.indledning or f"Det indstilles, at {moede.udvalg}", "Indstilling")
        yield Liste(tuple(led.words() for led in ledene), nummereret=True)


def _annex(bilag: Bilagslinje) -> str:
    if not bilag.href:
        return f"{bilag}. Fjernet: {bilag.fjernet_fordi}"
    return f"{bilag}{'' if bilag.is_open else ' (lukket)'}"


def _paragraphs(tekst: str, indledning: str) -> Iterator[Tekst]:
    """Yield the paragraphs of a text, the first one with what it is."""
    for nr, stykke in enumerate(et for et in re.split(r"\n\s*\n", tekst) if et.strip()):
        yield Tekst(stykke.strip(), indledning if nr == 0 else "")

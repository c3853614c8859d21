"""Asking for answers: one mail a day at most to an address, about all that the person answers for.

The worker calls `ask_for_answers`. What it wrote is a `Meldebrev` with the day and the address in its key, in the
transaction of the mail itself, so that two workers cannot write the same mail twice. Where a source system reports,
the answers are fresh and nothing is due: it is silent by itself.
"""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.meldestige import Meldestige, ladder_for, taken_along

from ..models import Meldebrev, Meldelink
from ..steder import names_of
from .breve import ask
from .modtagere import Modtager, secretariat
from .vagt import Enhed, Tavs, read_units, silent

HVER = dt.timedelta(minutes=10)
LISTE = """{antal} mangler at bekræfte deres ledige pladser. Løftet udløber i dag eller er udløbet:

{linjer}

Ring, eller ret, hvem der svarer. Hele listen: {link}
"""


@arbejde.every(HVER)
def ask_for_answers() -> int:
    """Write the mails that are due now in every area, and return how many; nothing before the ladder's hour."""
    dag, stige = tid.today(), ladder_for(tid.today())
    if tid.now().astimezone(tid.KOEBENHAVN).time() < stige.klokken:
        return 0
    return sum(_ask_area(omraade, stige, dag) for omraade in Aftaleomraade.objects.order_by("pk"))


def _ask_area(omraade: Aftaleomraade, stige: Meldestige, dag: dt.date) -> int:
    enheder = read_units(omraade.pk, dag)
    skrevet = sum(_ask(modtager, egne, dag) for modtager, egne in to_ask(enheder, stige, dag).items())
    return skrevet + sum(_tell(adresse, tavse) for adresse, tavse in to_tell(enheder, omraade, stige, dag).items())


def to_ask(enheder: list[Enhed], stige: Meldestige, dag: dt.date) -> dict[Modtager, list[Enhed]]:
    """Return who is to have a mail now, and about what: what is due, and what soon will be and is taken along."""
    skrevet, i_dag = _asked_before(), _written_to(dag)
    egne: dict[Modtager, list[Enhed]] = defaultdict(list)
    nye: set[Modtager] = set()
    for enhed in enheder:
        for gruppe, modtagere in (("leder", enhed.ledere), ("stedfortraeder", enhed.stedfortraedere)):
            trin = enhed.due(stige, gruppe, dag)  # type: ignore[arg-type]
            for modtager in modtagere:
                if (gruppe == "leder" and taken_along(stige, enhed.loefte, dag)) or trin:
                    egne[modtager].append(enhed)
                sidst = skrevet.get((modtager.adresse, enhed.afdeling.pk))
                if trin and (sidst is None or sidst < trin) and modtager.adresse not in i_dag:
                    nye.add(modtager)
    return {modtager: egne[modtager] for modtager in egne if modtager in nye}


def _asked_before() -> dict[tuple[str, int], dt.date]:
    """By address and afdeling: the day of the last mail with a link."""
    sidste = Meldelink.objects.filter(brev__isnull=False).order_by().values_list("brev__adresse", "afdeling")
    return {(adresse, afdeling): dag for adresse, afdeling, dag in sidste.annotate(dag=Max("brev__dag"))}


def _written_to(dag: dt.date) -> set[str]:
    return set(Meldebrev.objects.filter(dag=dag).values_list("adresse", flat=True))


def _ask(modtager: Modtager, enheder: list[Enhed], dag: dt.date) -> int:
    forfaldne = sum(_is_late(enhed, dag) for enhed in enheder)
    try:
        with transaction.atomic():
            ask(modtager, [enhed.afdeling for enhed in enheder], forfaldne)
    except IntegrityError:
        return 0  # another worker wrote it
    return 1


def _is_late(enhed: Enhed, dag: dt.date) -> bool:
    bekraeftet = enhed.loefte.bekraeftet
    return bekraeftet is not None and dag > bekraeftet + dt.timedelta(days=enhed.loefte.rytme_dage)


def to_tell(enheder: list[Enhed], omraade: Aftaleomraade, stige: Meldestige, dag: dt.date) -> dict[str, list[Tavs]]:
    """Return the coordinators and the people of the secretariat who have news on their list, with the whole list."""
    sekretariat = secretariat(omraade)
    fortalt = dict(Meldebrev.objects.filter(links=None).order_by("dag").values_list("adresse", "dag"))
    i_dag = _written_to(dag)
    lister: dict[str, list[Tavs]] = defaultdict(list)
    nye: set[str] = set()
    for tavs in silent(enheder, dag):
        for gruppe, adresser in (("koordinator", tavs.enhed.koordinatorer), ("sekretariat", sekretariat)):
            trin = tavs.enhed.due(stige, gruppe, dag)  # type: ignore[arg-type]
            for adresse in adresser if trin else ():
                lister[adresse].append(tavs)
                if adresse not in i_dag and fortalt.get(adresse, dt.date.min) < trin:
                    nye.add(adresse)
    return {adresse: tavse for adresse, tavse in lister.items() if adresse in nye}


def _tell(adresse: str, tavse: list[Tavs]) -> int:
    navne = names_of([et.enhed.afdeling for et in tavse])
    linjer = [
        f"- {navne[et.enhed.afdeling.pk]}: {et.hvorfor.lower()}, "
        f"sidst {dato(et.enhed.loefte.bekraeftet) or 'aldrig'}. Telefon {et.enhed.aftale.telefon or 'ikke oplyst'}"
        for et in tavse
    ]
    antal = "1 afdeling" if len(tavse) == 1 else f"{len(tavse)} afdelinger"
    tekst = LISTE.format(antal=antal, linjer="\n".join(linjer), link=settings.WEBADRESSE + reverse("ledige_mangler"))
    try:
        with transaction.atomic():
            besked = queue_mail(adresse, f"Ledige pladser: {antal} mangler at svare", tekst)
            Meldebrev.objects.create(dag=tid.today(), adresse=adresse, besked=besked)
    except IntegrityError:
        return 0  # another worker wrote it
    return 1

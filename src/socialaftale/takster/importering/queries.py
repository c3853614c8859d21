"""Reads of an import: the same number of queries however long the file is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import OuterRef, Q, Subquery

from socialaftale.faelles import tid
from socialaftale.parter.dateret import DateretQuerySet
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.takst.laes import UbrugeligtInput
from socialaftale.tilbud.models import Pladsfakta, Stamfakta

from ..models import Indberetningsversion
from ..queries import register_day
from .gennemsyn import (
    Gennemsyn,
    apply_line_choices,
    gather,
    row_key,
    unplaced_rows,
    with_versions,
)
from .laesning import read_takstbilag
from .laesning.typer import Ark, Felt, Fil, Flet, Gruppe, Laesning
from .models import Importvalg, Kolonnevalg, Takstimport
from .parring import Parring, Registertilbud, find_party, pair
from .rettigheder import targets

Valgte = Mapping[str, Importvalg]


def remembered_columns(organisation: Organisation | None) -> dict[str, Felt]:
    """What the headers of the party's files mean, as chosen before: header in plain form -> field."""
    raekker = Kolonnevalg.objects.gaeldende(tid.today()).filter(organisation=organisation)
    return {raekke.overskrift: Felt(raekke.felt) for raekke in raekker}


def choices_of(takstimport: Takstimport) -> dict[str, Importvalg]:
    """The choice that stands about each thing."""
    valgte = {valg.noegle: valg for valg in takstimport.valg.select_related("tilbud").order_by("pk")}
    return {noegle: valg for noegle, valg in valgte.items() if valg.art != Importvalg.Art.FORTRYD}


def read_register(omraade: Aftaleomraade, aar: int) -> list[Registertilbud]:
    """Every tilbud of the area with its places, as the register stands for the takst year.

    A list may be older than the register: a tilbud without facts in that year stands as it was first known.
    """
    dag = register_day(aar)
    alle = Stamfakta.objects.filter(tilbud__omraade=omraade)
    kendte = alle.gaeldende(dag).values("tilbud")
    stam = _first_known(alle, "tilbud", dag, alle.exclude(tilbud__in=kendte))
    pladsfakta = Pladsfakta.objects.filter(pladsgruppe__afdeling__tilbud__omraade=omraade)
    nye = pladsfakta.exclude(pladsgruppe__afdeling__tilbud__in=kendte)
    pladser = _first_known(pladsfakta, "pladsgruppe", dag, nye)
    antal: dict[int, int] = defaultdict(int)
    for tilbud, normerede in pladser.values_list("pladsgruppe__afdeling__tilbud", "normerede"):
        antal[tilbud] += normerede
    felter = ("tilbud", "tilbud__kode", "navn", "tilbudsportal_id", "driftsherre")
    raekker = stam.order_by("sortering", "pk").values_list(*felter)
    return [Registertilbud(pk, kode, navn, portal, ejer, antal[pk]) for pk, kode, navn, portal, ejer in raekker]


def _first_known(fakta: DateretQuerySet, noegle: str, dag: dt.date, nye: DateretQuerySet) -> DateretQuerySet:
    """The facts that hold on the day, and of those about new tilbud, `nye`, the earliest."""
    tidligst = fakta.filter(**{noegle: OuterRef(noegle)}).order_by("gaelder_fra", "-registreret_at").values("pk")[:1]
    foerste = nye.filter(pk=Subquery(tidligst))
    return fakta.filter(Q(pk__in=fakta.gaeldende(dag).values("pk")) | Q(pk__in=foerste.values("pk")))


def read_stored(takstimport: Takstimport, strict: bool = False) -> Laesning:
    """The file read again with the columns chosen since.

    Where a later choice made for another file cannot be used here, the suggestions alone are; with `strict` it raises
    UbrugeligtInput.
    """
    ark = tuple(
        Ark(et["navn"], tuple(map(tuple, et["raekker"])), tuple(Flet(*flet) for flet in et["flettet"]))
        for et in takstimport.ark["ark"]
    )
    fil = Fil(takstimport.ark["slags"], ark, tuple(takstimport.ark["noter"]))
    try:
        return read_takstbilag(
            fil, takstimport.aar, remembered_columns(takstimport.driftsherre or takstimport.afsender)
        )
    except UbrugeligtInput:
        if strict:
            raise
        return read_takstbilag(fil, takstimport.aar)


def choosable(takstimport: Takstimport, by: Bruger) -> list[Registertilbud]:
    """The tilbud that the person may say a group of lines is, by name."""
    egne = {part.pk for part in targets(by)}
    return [tilbud for tilbud in read_register(takstimport.omraade, takstimport.aar) if tilbud.driftsherre in egne]


def review(takstimport: Takstimport) -> Gennemsyn:
    """The import as it stands now."""
    return review_reading(
        read_stored(takstimport), takstimport.omraade, takstimport.driftsherre, choices_of(takstimport)
    )


def review_reading(
    laesning: Laesning, omraade: Aftaleomraade, standard: Organisation | None, valgte: Valgte
) -> Gennemsyn:
    """A reading paired with the register; `standard` is whose the lines are where the file does not say."""
    register = read_register(omraade, laesning.aar)
    parter = {part.pk: part for part in Organisation.objects.i_omraade(omraade)}
    navne = {navn: pk for pk, part in parter.items() for navn in (part.navn, part.kode)}

    def owner(tekst: str) -> Organisation | None:
        pk = find_party(tekst, navne) if tekst else None
        return parter[pk] if pk else (standard if not tekst else None)

    parrede = [_pair_group(gruppe, owner(gruppe.driftsherre), register, valgte, parter) for gruppe in laesning.grupper]
    tilbud = gather(parrede)
    pks = [et.parring.tilbud.pk for et in tilbud if et.parring.tilbud]
    versioner = {
        version.indberetning.tilbud_id: version
        for version in Indberetningsversion.objects.for_aar(pks, laesning.aar).newest()
    }
    raekker = [(raekke, valgte.get(row_key(raekke)), owner(raekke.driftsherre)) for raekke in unplaced_rows(laesning)]
    return Gennemsyn(
        laesning,
        tuple(with_versions(tilbud, versioner)),
        tuple((raekke, ejer) for raekke, valg, ejer in raekker if valg is None),
        tuple((raekke, valg.begrundelse) for raekke, valg, _ in raekker if valg),
    )


def _pair_group(
    gruppe: Gruppe,
    ejer: Organisation | None,
    register: list[Registertilbud],
    valgte: Valgte,
    parter: Mapping[int, Organisation],
) -> tuple[Gruppe, Organisation | None, Parring, str]:
    med_valg = apply_line_choices(gruppe, valgte)
    valg = valgte.get(f"tilbud:{gruppe.noegle}")
    if valg and valg.art == Importvalg.Art.UDELAD:
        return med_valg, ejer, Parring(None), valg.begrundelse
    valgt = next((tilbud for tilbud in register if valg and tilbud.pk == valg.tilbud_id), None)
    parring = Parring(valgt, "valgt af jer") if valgt else pair(gruppe, ejer.pk if ejer else None, register)
    if parring.tilbud:
        ejer = parter.get(parring.tilbud.driftsherre, ejer)
    return med_valg, ejer, parring, ""

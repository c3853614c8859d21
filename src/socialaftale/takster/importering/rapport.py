"""An import as text and as JSON for the command line: the same facts as its pages."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from socialaftale.regler.tal import tal

from .gennemsyn import Gennemsyn, Importtilbud, Tilstand
from .laesning.tal import show_tal
from .laesning.typer import Kontroltal, Laestlinje, Udfald
from .navne import ANTAL, ENHEDER, TILSTANDE, TYPER


def needs_attention(gennemsyn: Gennemsyn) -> bool:
    """Tell whether something is open: a tilbud not found, a row not placed, a total that does not add up."""
    uparret = any(et.tilstand == Tilstand.UPARRET for et in gennemsyn.tilbud)
    return uparret or bool(gennemsyn.uplacerede) or bool(_wrong_totals(gennemsyn))


def as_text(gennemsyn: Gennemsyn) -> Iterator[str]:
    """The report in lines."""
    laesning = gennemsyn.laesning
    antal = [(laesning.antal(udfald), navne) for udfald, navne in ANTAL.items()]
    yield f"Takstår {laesning.aar}. {tal(len(laesning.raekker))} rækker: " + ", ".join(
        f"{tal(n)} {ental if n == 1 else flertal}" for n, (ental, flertal) in antal if n
    )
    yield from laesning.noter
    for tilbud in gennemsyn.tilbud:
        yield from _tilbud_text(tilbud)
    if gennemsyn.uplacerede:
        yield "\nIkke placeret:"
        yield from (f"  {raekke.sted}: {raekke.tekst}\n    {raekke.grund}" for raekke, _ in gennemsyn.uplacerede)
    if forkerte := _wrong_totals(gennemsyn):
        yield "\nTotaler, der ikke stemmer:"
        yield from (f"  {et.navn}: filen har {et.filens}, rækkerne giver {et.vores}" for et in forkerte)
    yield f"\nSum af takster: {show_tal(_sum(gennemsyn))} kr. {_places(gennemsyn)}"


def _tilbud_text(tilbud: Importtilbud) -> Iterator[str]:
    fundet = tilbud.parring.maade or "ikke fundet i registeret"
    driftsherre = tilbud.driftsherre or tilbud.grupper[0].driftsherre or "driftsherre ikke nævnt"
    yield f"\n{tilbud.navn} ({driftsherre}; {fundet}): {TILSTANDE[tilbud.tilstand][0].lower()}"
    if tilbud.tilstand == Tilstand.UPARRET and tilbud.parring.forslag:
        yield "  Ligner: " + ", ".join(f"{forslag.navn} ({forslag.kode})" for forslag in tilbud.parring.forslag)
    for linje in tilbud.linjer:
        takst = (
            "efter aftale" if linje.takst_kr is None else f"{show_tal(linje.takst_kr)} {ENHEDER[linje.enhed.vaerdi]}"
        )
        navn = f"{linje.afdeling}, {linje.navn}" if linje.afdeling else linje.navn
        yield f"  {navn}: {takst} ({TYPER[linje.type.vaerdi]}, {linje.type.sikkerhed})"


def _places(gennemsyn: Gennemsyn) -> str:
    kendte = [et for et in gennemsyn.tilbud if et.pladser is not None and et.parring.tilbud]
    filens = sum((et.pladser or Decimal(0) for et in kendte), Decimal(0))
    registerets = sum(et.parring.tilbud.pladser for et in kendte if et.parring.tilbud)
    return f"Pladser: {show_tal(filens)} i filen, {tal(registerets)} i registeret for de samme tilbud."


def _sum(gennemsyn: Gennemsyn) -> Decimal:
    return sum((linje.takst_kr or Decimal(0) for et in gennemsyn.tilbud for linje in et.linjer), Decimal(0))


def _wrong_totals(gennemsyn: Gennemsyn) -> list[Kontroltal]:
    return [et for et in gennemsyn.laesning.kontroltal if et.ens is False]


def as_json(gennemsyn: Gennemsyn) -> dict[str, Any]:
    """Everything, with amounts as decimal text in kroner."""
    laesning = gennemsyn.laesning
    return {
        "aar": laesning.aar,
        "raekker": {udfald.value: laesning.antal(udfald) for udfald in Udfald},
        "kolonner": [
            {"ark": tabel.ark.navn, "overskrift": k.overskrift, "felt": k.felt.value, "sikkerhed": k.sikkerhed.value}
            for tabel in laesning.tabeller
            for k in tabel.kolonner
        ],
        "tilbud": [_tilbud_json(tilbud) for tilbud in gennemsyn.tilbud],
        "ikke_placeret": [
            {"sted": raekke.sted, "tekst": raekke.tekst, "grund": raekke.grund} for raekke, _ in gennemsyn.uplacerede
        ],
        "kontroltal": [et._asdict() for et in laesning.kontroltal],
        "noter": list(laesning.noter),
    }


def _tilbud_json(tilbud: Importtilbud) -> dict[str, Any]:
    fundet = tilbud.parring.tilbud
    return {
        "navn": tilbud.navn,
        "navn_i_filen": tilbud.grupper[0].navn,
        "driftsherre": tilbud.driftsherre.kode if tilbud.driftsherre else None,
        "tilbud": fundet.kode if fundet else None,
        "fundet_ved": tilbud.parring.maade,
        "forslag": [{"kode": forslag.kode, "navn": forslag.navn} for forslag in tilbud.parring.forslag],
        "tilstand": tilbud.tilstand.value,
        "linjer": [_line_json(linje) for linje in tilbud.linjer],
    }


def _line_json(linje: Laestlinje) -> dict[str, Any]:
    tal_ = {"takst_kr": linje.takst_kr, "takst_forrige_kr": linje.takst_forrige_kr, "pladser": linje.pladser}
    return {
        "sted": linje.sted,
        "afdeling": linje.afdeling,
        "navn": linje.navn,
        "type": linje.type.vaerdi,
        "type_sikkerhed": linje.type.sikkerhed.value,
        "enhed": linje.enhed.vaerdi,
        "enhed_sikkerhed": linje.enhed.sikkerhed.value,
        **{felt: None if vaerdi is None else str(vaerdi) for felt, vaerdi in tal_.items()},
    }

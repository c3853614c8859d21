"""Which sheet holds what: one sheet per kind of record, one row per record, one column per field."""

from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from socialaftale.regler.takst import opgave
from socialaftale.takster.takstskema.felter import Felt, Slags, codes_of, fields_of, list_items, union_members

VERSION = "takstskema/1"
VEJLEDNING = "Vejledning"
OVERBLIK = "Overblik"
BEREGNING = "Beregning"
BEMAERKNINGER = "Bemærkninger"
SKEMAVERSION, UDSENDT = "Skemaversion", "Udsendt indhold (kontroltal)"
UDGANGSPUNKT = "Udgangspunkt (versioner)"
AENDRING, BEREGNET, SIDST = "Ændring", "Beregnet takst", "Sidst indberettet"
OVERSKRIFTSRAEKKE = 4
FOERSTE_RAEKKE = OVERSKRIFTSRAEKKE + 1

STRUKTURER = union_members(opgave.Takstberegning, "struktur")
TRIN = {kode: trin for model in STRUKTURER if (trin := list_items(model)) for kode in codes_of(model)}
_KODER: dict[type[BaseModel], tuple[str, ...]] = {model: codes_of(model) for model in STRUKTURER}
for _kode, (_, _model) in TRIN.items():
    _KODER[_model] = (*_KODER.get(_model, ()), _kode)


class Ark(NamedTuple):
    """One sheet: whose records, where in the owner they lie, and what the reporter is told.

    `ejer` names the sheet whose row owns a row here; `hvor` is the path from the owner; `liste` is True where an
    owner may have many rows. `gentag` names short lists that stand as numbered columns instead of on a sheet.
    """

    navn: str
    modeller: tuple[type[BaseModel], ...]
    ejer: str
    hvor: str
    formaal: str
    kort_niveau: bool = False
    liste: bool = True
    gentag: tuple[tuple[str, int], ...] = ()
    uden: frozenset[str] = frozenset()
    tomme: int = 40

    @property
    def koder(self) -> dict[type[BaseModel], tuple[str, ...]]:
        """The structure codes that each record type of this sheet serves; empty where they do not matter."""
        return {model: _KODER[model] for model in self.modeller if model in _KODER}


TILBUD = Ark(
    "Tilbud",
    (opgave.TilbudIndberetning,),
    "",
    "tilbud",
    "Ét tilbud pr. række. Ret det, der er ændret siden sidste år.",
    True,
    gentag=(("lovgrundlag", 3),),
    tomme=5,
)
AFDELINGER = Ark(
    "Afdelinger",
    (opgave.Takstberegning,),
    "Tilbud",
    "beregninger",
    "Én takstberegning pr. række: pladser, belægning, dage og overhead.",
    True,
    gentag=(("belaegning.regnskab", 2),),
    uden=frozenset({"struktur", "grundlag"}),
    tomme=10,
)
LINJER = Ark(
    "Linjer",
    (opgave.Linje,),
    "Afdelinger",
    "linjer",
    "Én takstlinje pr. række: taksten i år og sidste år, og hvad den dækker.",
    True,
)
AARSAGER = Ark(
    "Årsager",
    (opgave.Aarsag,),
    "Linjer",
    "aarsager",
    "Hvorfor er taksten ændret? Én årsag pr. række, med kroner eller procent.",
    True,
    tomme=80,
)
BRO = Ark(
    "Bro",
    (opgave.Bro,),
    "Tilbud",
    "bro",
    "Kun hvis linjerne er lavet om: hvor stor en del af en gammel linje ligger nu på en ny? Andelene giver 1 i alt.",
    True,
)
GRUNDLAG = Ark(
    "Grundlag",
    (opgave.Grundlag,),
    "Afdelinger",
    "grundlag",
    "Frivilligt: takstgrundlaget ud over omkostninger og aktiver. Skal udfyldes, hvis taksten skal beregnes.",
    liste=False,
)
OMKOSTNINGER = Ark(
    "Omkostninger",
    (opgave.Omkostning,),
    "Afdelinger",
    "grundlag.omkostninger",
    "Frivilligt: årets direkte omkostninger, én pr. række. Ses kun af driftsherren, til I selv deler dem.",
)
AKTIVER = Ark(
    "Aktiver",
    (opgave.Aktiv,),
    "Afdelinger",
    "grundlag.aktiver",
    "Frivilligt: det, der afskrives og forrentes, ét pr. række.",
)
STRUKTUR = Ark(
    "Struktur",
    STRUKTURER,
    "Afdelinger",
    "struktur",
    "Frivilligt: hvordan grundlaget bliver til takster. Udfyld kun felterne for den valgte kode.",
    liste=False,
)
STRUKTURTRIN = Ark(
    "Trin",
    tuple(dict.fromkeys(model for _, model in TRIN.values())),
    "Afdelinger",
    "struktur.*",
    "Frivilligt: strukturens niveauer, pakker, aftaler eller faser, én pr. række.",
)
TILLAEG = Ark(
    "Tillæg", (opgave.Tillaeg,), "Afdelinger", "tillaeg", "Frivilligt: tillæg med egen omkostning, ét pr. række."
)
AFLEDTE = Ark(
    "Afledte",
    (opgave.Afledt,),
    "Afdelinger",
    "afledte",
    "Frivilligt: linjer, der er en anden linje gange en faktor (måned, år, halv dag).",
)

ARK = (
    TILBUD,
    AFDELINGER,
    LINJER,
    AARSAGER,
    BRO,
    GRUNDLAG,
    OMKOSTNINGER,
    AKTIVER,
    STRUKTUR,
    STRUKTURTRIN,
    TILLAEG,
    AFLEDTE,
)
NOEGLEKOLONNER = {"": (), "Tilbud": ("Tilbud",), "Afdelinger": ("Afdeling",), "Linjer": ("Afdeling", "Linje")}


def overview_fields() -> list[Felt]:
    """The fields of the whole report, which stand on the overview."""
    return fields_of((opgave.Indberetning,))


@cache
def columns(ark: Ark, gentagelser: tuple[int, ...] = ()) -> tuple[Felt, ...]:
    """The input columns of a sheet; `gentagelser` says how often each repeated field stands, at least as laid out."""
    felter = fields_of(ark.modeller, ark.uden, ark.koder)
    for (sti, mindst), antal in zip(ark.gentag, gentagelser or (0,) * len(ark.gentag), strict=True):
        sammen = [nr for nr, felt in enumerate(felter, 1) if felt.sti.partition(".")[0] == sti.partition(".")[0]]
        plads = max(sammen, default=len(felter))
        felter[plads:plads] = _repeated(ark, sti, max(mindst, antal))
    return tuple(felter)


def _repeated(ark: Ark, sti: str, antal: int) -> list[Felt]:
    model = ark.modeller[0]
    *ejere, navn = sti.split(".")
    for ejer in ejere:
        (model,) = union_members(model, ejer)
    titel = model.model_fields[navn].title or navn
    trin = list_items(model)
    felter = fields_of((trin[1],)) if trin and trin[0] == navn else [Felt("", titel, Slags.TEKST, False)]
    return [_numbered(felt, sti, titel, nr) for nr in range(antal) for felt in felter]


def _numbered(felt: Felt, sti: str, titel: str, nr: int) -> Felt:
    egen = "" if felt.titel == titel else f": {felt.titel[0].lower()}{felt.titel[1:]}"
    return felt._replace(
        sti=f"{sti}[{nr}]" + (f".{felt.sti}" if felt.sti else ""), titel=f"{titel} {nr + 1}{egen}", paakraevet=False
    )

"""What can be done to an import. Every choice is a row, so the work can be laid down and taken up again."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from socialaftale.faelles import cpr, filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.takst.opgave import Enhed, Linjetype
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.permissions import RET
from socialaftale.tilbud.registrering import NyAfdeling, NytTilbud, Registrering, write_tilbud
from socialaftale.tilbud.soegning import reindex
from socialaftale.tilbud.status import Status

from .. import actions as takster
from ..models import Indberetningsversion
from ..permissions import IMPORTER
from .gennemsyn import Importtilbud, Tilstand, line_key
from .laesning import read_fil, read_takstbilag
from .laesning.typer import Felt, Fil
from .models import Importvalg, Kolonnevalg, Takstimport
from .queries import read_stored, remembered_columns, review
from .rettigheder import sender_for, senders


class AlleredeIndlaest(ValueError):
    """The same file for the same year: nothing is read twice, the work goes on where it was left."""

    def __init__(self, takstimport: Takstimport) -> None:
        self.takstimport = takstimport
        super().__init__("Filen er allerede indlæst for det år. Fortsæt, hvor du slap.")


class UafklaretImport(ValueError):
    """Answers are missing, so the driftsherre's takster cannot be confirmed yet; the message is Danish."""


@transaction.atomic
def receive_file(
    *, raw: bytes, filnavn: str, aar: int, omraade: Aftaleomraade, driftsherre: Organisation | None, by: Bruger
) -> Takstimport:
    """Read a file and keep it. `driftsherre` is whose it is, None where the file itself says.

    Raises PermissionDenied, UbrugeligtInput with what is wrong with the file, and AlleredeIndlaest.
    """
    afsender = sender_for(by, driftsherre)
    require(by, IMPORTER, driftsherre or afsender, omraade=omraade)
    fil = read_fil(raw, filnavn)
    read_takstbilag(fil, aar, remembered_columns(driftsherre or afsender))
    gemt = filer.put([raw], filnavn, by=by)
    felter = {
        "driftsherre": driftsherre,
        "fil": gemt,
        "ark": _as_json(fil),
        "registreret_at": tid.now(),
        "registreret_by": by,
    }
    noegle = {"sha256": gemt.sha256, "aar": aar, "omraade": omraade, "afsender": afsender}
    takstimport, ny = Takstimport.objects.get_or_create(**noegle, defaults=felter)
    if not ny:
        raise AlleredeIndlaest(takstimport)
    record("indlæs takstbilag", takstimport, by=by, efter={"aar": aar, "sha256": gemt.sha256})
    return takstimport


def _as_json(fil: Fil) -> dict[str, object]:
    ark = [{"navn": et.navn, "raekker": et.raekker, "flettet": et.flettet} for et in fil.ark]
    return {"slags": fil.slags, "noter": fil.noter, "ark": ark}


@transaction.atomic
def choose_columns(*, takstimport: Takstimport, valg: Mapping[str, Felt], by: Bruger) -> None:
    """Remember what the headers of the party's files mean. Raises UbrugeligtInput where the file cannot be read so."""
    _require_sender(takstimport, by)
    organisation = takstimport.driftsherre or takstimport.afsender
    husket = remembered_columns(organisation)
    for overskrift, felt in valg.items():
        if husket.get(overskrift) != felt:
            Kolonnevalg.objects.create(
                organisation=organisation,
                overskrift=overskrift,
                felt=felt,
                gaelder_fra=tid.today(),
                registreret_at=tid.now(),
                registreret_by=by,
            )
    read_stored(takstimport, strict=True)
    record("vælg kolonner", takstimport, by=by, efter={overskrift: felt.value for overskrift, felt in valg.items()})


@transaction.atomic
def choose_tilbud(*, takstimport: Takstimport, noegle: str, tilbud: Tilbud, by: Bruger) -> None:
    """Say which tilbud of the register a group of lines is."""
    _choose(takstimport, by, Importvalg(noegle=noegle, art=Importvalg.Art.TILBUD, tilbud=tilbud))


@transaction.atomic
def leave_out(
    *, takstimport: Takstimport, noegle: str, begrundelse: str, by: Bruger, frigivet: Sequence[str] = ()
) -> None:
    """Leave a group or a row out, with the reason. Raises ValueError without one.

    `frigivet` names the fields where the writer said that ten digits are no CPR number: that is logged, not the number.
    """
    if not begrundelse.strip():
        raise ValueError("Skriv, hvorfor det udelades.")
    _choose(takstimport, by, Importvalg(noegle=noegle, art=Importvalg.Art.UDELAD, begrundelse=begrundelse.strip()))
    if frigivet:
        record(cpr.FRIGIVET, takstimport, by=by, efter={"felter": list(frigivet)})


@transaction.atomic
def undo_choice(*, takstimport: Takstimport, noegle: str, by: Bruger) -> None:
    """Take a choice back: the thing stands as the file and the register alone say."""
    _choose(takstimport, by, Importvalg(noegle=noegle, art=Importvalg.Art.FORTRYD))


@transaction.atomic
def choose_lines(
    *, takstimport: Takstimport, tilbud: Importtilbud, valgte: Mapping[str, tuple[Linjetype, Enhed]], by: Bruger
) -> None:
    """Say what the lines of a tilbud are; `valgte` by line key. What agrees with the guess needs no row."""
    for linje in tilbud.linjer:
        nyt = valgte.get(line_key(linje))
        if nyt and nyt != (linje.type.vaerdi, linje.enhed.vaerdi):
            valg = Importvalg(noegle=line_key(linje), art=Importvalg.Art.LINJE, linjetype=nyt[0], enhed=nyt[1])
            _choose(takstimport, by, valg)


@transaction.atomic
def confirm_driftsherre(
    *, takstimport: Takstimport, driftsherre: Organisation, by: Bruger
) -> list[Indberetningsversion]:
    """Store the takster of a driftsherre's tilbud as confirmed, and return the new versions.

    What is already confirmed as it stands is not stored again. Raises UafklaretImport while answers are missing.
    """
    require(by, IMPORTER, driftsherre)
    _require_sender(takstimport, by)
    gennemsyn = review(takstimport)
    if gennemsyn.open_questions(driftsherre):
        raise UafklaretImport("Der mangler svar. Placér eller udelad det, der ikke er placeret, og bekræft så igen.")
    klar = [et for et in gennemsyn.of(driftsherre) if et.tilstand in (Tilstand.KLAR, Tilstand.ERSTATTER)]
    return list(_confirm(takstimport.aar, klar, by))


def _confirm(aar: int, klar: Iterable[Importtilbud], by: Bruger) -> Iterable[Indberetningsversion]:
    pks = [et.parring.tilbud.pk for et in klar if et.parring.tilbud]
    tilbud = Tilbud.objects.select_related("omraade").in_bulk(pks)
    for et in klar:
        if et.parring.tilbud and et.indhold:
            version = takster.save_version(
                tilbud=tilbud[et.parring.tilbud.pk], aar=aar, indhold=et.indhold, kilde="import", by=by
            )
            yield takster.confirm_version(version=version, by=by)


@transaction.atomic
def draft_tilbud(*, takstimport: Takstimport, tilbud: Importtilbud, kommune: Organisation, by: Bruger) -> Tilbud:
    """Draft a tilbud that the register lacks, with the name in the file, and say that the lines are its.

    Places, target group and address are filled in on the tilbud's own page before it is entered in the agreement.
    """
    _require_sender(takstimport, by)
    if tilbud.driftsherre is None:
        raise ValueError("Filen siger ikke, hvem der er driftsherre. Skriv det i filen, og indlæs den igen.")
    require(by, RET, tilbud.driftsherre)
    navn = tilbud.navn[:150]
    afdeling = NyAfdeling(navn=navn, kommune=kommune)
    nyt = NytTilbud(navn=navn, driftsherre=tilbud.driftsherre, afdelinger=(afdeling,))
    fra = Registrering.now(by, min(dt.date(takstimport.aar, 1, 1), tid.today()))
    kladde = write_tilbud(takstimport.omraade, nyt, Status.KLADDE, fra)
    reindex([kladde.pk])
    record("opret kladde fra import", kladde, by=by, efter={"navn": navn})
    choose_tilbud(takstimport=takstimport, noegle=tilbud.noegle, tilbud=kladde, by=by)
    return kladde


def _choose(takstimport: Takstimport, by: Bruger, valg: Importvalg) -> None:
    _require_sender(takstimport, by)
    valg.takstimport, valg.registreret_at, valg.registreret_by = takstimport, tid.now(), by
    valg.save()
    efter = {"noegle": valg.noegle, "art": valg.art, "tilbud": valg.tilbud.kode if valg.tilbud else None}
    record("vælg i import", takstimport, by=by, efter=efter)


def _require_sender(takstimport: Takstimport, by: Bruger) -> None:
    if takstimport.afsender not in senders(by):
        raise PermissionDenied(f"Importen hører til {takstimport.afsender}.")

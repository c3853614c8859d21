"""What can be done to takster. Every change is a new row, with its event in the same transaction."""

from typing import Any, NamedTuple

from django.db import transaction

from socialaftale.faelles import cpr, filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.kanonisk import redactable_sha256, sha256
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import Ret, require
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.models import Tilbud

from .fletning.queries import Filtilbud, compare_file
from .indhold import dump, load
from .models import Indberetningsversion, Indlaesning, Takstrunde, Tilbudsindberetning
from .permissions import IMPORTER, INDBERET
from .queries import driftsherre_of
from .status import Status, UlovligtSkridt, find_step
from .takstskema import Laesning


class AlleredeIndlaest(ValueError):
    """The file is the one that was uploaded last; the message is Danish."""

    def __init__(self, indlaesning: Indlaesning) -> None:
        self.indlaesning = indlaesning
        super().__init__("Filen er allerede indlæst. Der er ikke lavet en ny version.")


class Skemafil(NamedTuple):
    """An uploaded file; `frigivne` are the cells where the writer said that ten digits are no CPR number."""

    raw: bytes
    navn: str
    frigivne: tuple[str, ...] = ()


@transaction.atomic
def save_version(
    *, tilbud: Tilbud, aar: int, indhold: TilbudIndberetning, kilde: str, by: Bruger
) -> Indberetningsversion:
    """Append a draft, or return the newest version where it already says the same.

    Raises PermissionDenied, UkendtRegelsaet for a year without rules, and ValueError where the report is of another
    tilbud.
    """
    require(by, _right_for(kilde), driftsherre_of(tilbud, aar))
    if indhold.id != tilbud.kode:
        raise ValueError(f"Indberetningen er for {indhold.id}, ikke for {tilbud.kode}.")
    indberetning, _ = Tilbudsindberetning.objects.get_or_create(tilbud=tilbud, aar=aar)
    sidste = _lock_newest(indberetning)
    data = dump(indhold)
    if sidste and sha256(sidste.indhold) == sha256(data):
        return sidste
    status = find_step(sidste.status if sidste else None, "save").til
    udgave = regelsaet_for(aar, tilbud.omraade.kode)
    felter = {
        "kilde": kilde,
        "status": status,
        "indhold": data,
        "sha256": redactable_sha256(data),
        "regelsaet_id": udgave.regelsaet.id,
        "regelsaet_sha256": udgave.sha256,
        "delt": bool(sidste and sidste.delt),
    }
    return _append(indberetning, sidste, felter, "gem takster", by)


@transaction.atomic
def confirm_version(*, version: Indberetningsversion, by: Bruger) -> Indberetningsversion:
    """Append the version as confirmed by the driftsherre. Raises UlovligtSkridt unless it is the newest, a draft.

    In a year whose round is open a report is submitted instead; only an existing takstbilag is still confirmed.
    """
    indberetning = version.indberetning
    runde = Takstrunde.objects.filter(omraade=indberetning.tilbud.omraade_id, aar=indberetning.aar)
    if version.kilde != Indberetningsversion.Kilde.IMPORT and runde.exists():
        raise UlovligtSkridt(f"Takstrunden {indberetning.aar} er åben: indsend taksterne i stedet for at bekræfte dem.")
    require(by, _right_for(version.kilde), driftsherre_of(indberetning.tilbud, indberetning.aar))
    sidste = _lock_newest(indberetning)
    _require_newest(version, sidste)
    status = find_step(version.status, "confirm").til
    return _append(indberetning, sidste, _copied(version) | {"status": status}, "bekræft takster", by)


@transaction.atomic
def submit_version(*, version: Indberetningsversion, by: Bruger) -> Indberetningsversion:
    """Append the version as submitted, or return the newest one where it is submitted and says the same.

    A round calls this, and freezes what it returns. Raises UlovligtSkridt unless it is the newest.
    """
    indberetning = version.indberetning
    require(by, INDBERET, driftsherre_of(indberetning.tilbud, indberetning.aar))
    sidste = _lock_newest(indberetning)
    if sidste and sidste.status == Status.INDSENDT and sidste.sha256 == version.sha256:
        return sidste
    _require_newest(version, sidste)
    status = find_step(version.status, "submit").til
    return _append(indberetning, sidste, _copied(version) | {"status": status}, "indsend takster", by)


@transaction.atomic
def share_basis(*, version: Indberetningsversion, delt: bool, by: Bruger) -> Indberetningsversion:
    """Append the version with the cost lines shared, or no longer shared, with those who see the short report."""
    indberetning = version.indberetning
    require(by, INDBERET, driftsherre_of(indberetning.tilbud, indberetning.aar))
    sidste = _lock_newest(indberetning)
    _require_newest(version, sidste)
    if version.delt == delt:
        return version
    verbum = "del grundlag" if delt else "luk for grundlag"
    return _append(indberetning, sidste, _copied(version) | {"delt": delt}, verbum, by)


@transaction.atomic
def save_explanation(
    *, version: Indberetningsversion, tekst: str, frigivet: list[str], by: Bruger
) -> Indberetningsversion:
    """Append a draft with the explanation of the tilbud's takster.

    `frigivet` names the fields where the writer said that ten digits are no CPR number: that is logged, not the number.
    """
    indberetning = version.indberetning
    _require_newest(version, _lock_newest(indberetning))
    indhold = load(version.indhold).model_copy(update={"begrundelse": tekst})
    ny = save_version(
        tilbud=indberetning.tilbud,
        aar=indberetning.aar,
        indhold=indhold,
        kilde=Indberetningsversion.Kilde.WEB,
        by=by,
    )
    if frigivet:
        record(cpr.FRIGIVET, indberetning, by=by, efter={"felter": frigivet})
    return ny


class Modtaget(NamedTuple):
    """What came of an upload: how many drafts are new, and the tilbud where both the file and the report have moved."""

    indlaesning: Indlaesning
    nye: int
    venter: list[Filtilbud]


@transaction.atomic
def receive_skema(*, driftsherre: Organisation, aar: int, fil: Skemafil, laesning: Laesning, by: Bruger) -> Modtaget:
    """Keep an uploaded takstskema, and append a draft for every tilbud that it alone has changed.

    A file with faults is kept so that the reply can be written into it, but changes nothing. `laesning` is what the
    file says. Where the report has moved on since the file was fetched, nothing is written over: see `fletning`.
    Raises PermissionDenied, AlleredeIndlaest for the file that was uploaded last, and ValueError for a file that must
    not be kept (it may hold a CPR number).
    """
    require(by, INDBERET, driftsherre)
    if any(fejl.kan_frigives for fejl in laesning.fejl):
        raise ValueError("En fil, der kan indeholde et CPR-nummer, gemmes ikke.")
    gemt = filer.put([fil.raw], fil.navn, by=by)
    seneste = Indlaesning.objects.filter(driftsherre=driftsherre, aar=aar).select_related("fil").first()
    if seneste and seneste.fil.sha256 == gemt.sha256:
        raise AlleredeIndlaest(seneste)
    indlaesning = Indlaesning.objects.create(
        driftsherre=driftsherre,
        aar=aar,
        fil=gemt,
        frigivne=list(fil.frigivne),
        indlaest_at=tid.now(),
        indlaest_by=by,
    )
    efter = {"aar": aar, "sha256": gemt.sha256, "fejl": len(laesning.fejl), "frigivne": list(fil.frigivne)}
    record("indlæs takstskema", indlaesning, by=by, efter=efter)
    tilbud = _locked(laesning, aar)
    filens = compare_file(driftsherre, aar, laesning, by.pk, indlaesning.pk) if tilbud else []
    nye = sum(_save_from_file(et, aar, by) for et in filens if et.kan_gemmes)
    return Modtaget(indlaesning, nye, [et for et in filens if et.skal_vaelges])


def _locked(laesning: Laesning, aar: int) -> list[Tilbudsindberetning]:
    """The reports that the file is about, locked: nobody saves between the comparison and what follows from it."""
    koder = [et.id for et in laesning.indberetning.tilbud] if laesning.indberetning else []
    hoveder = [
        Tilbudsindberetning.objects.get_or_create(tilbud=tilbud, aar=aar)[0]
        for tilbud in Tilbud.objects.filter(kode__in=koder).order_by("pk")
    ]
    return [lock_row(Tilbudsindberetning.objects.all(), pk=hoved.pk) for hoved in hoveder]


def _save_from_file(et: Filtilbud, aar: int, by: Bruger) -> bool:
    """Save what the file says of a tilbud, and tell whether that was new."""
    version = save_version(tilbud=et.tilbud, aar=aar, indhold=et.der, kilde=Indberetningsversion.Kilde.SKEMA, by=by)
    return version.nr > et.nr


def _right_for(kilde: str) -> Ret:
    return IMPORTER if kilde == Indberetningsversion.Kilde.IMPORT else INDBERET


def _lock_newest(indberetning: Tilbudsindberetning) -> Indberetningsversion | None:
    lock_row(Tilbudsindberetning.objects.all(), pk=indberetning.pk)
    return indberetning.versioner.order_by("-nr").first()


def _require_newest(version: Indberetningsversion, sidste: Indberetningsversion | None) -> None:
    if sidste != version:
        raise UlovligtSkridt("Der er kommet en nyere version. Genindlæs siden, og se den igennem først.")


def _copied(version: Indberetningsversion) -> dict[str, Any]:
    felter = ("kilde", "status", "indhold", "sha256", "regelsaet_id", "regelsaet_sha256", "delt")
    return {felt: getattr(version, felt) for felt in felter}


def _append(
    indberetning: Tilbudsindberetning,
    sidste: Indberetningsversion | None,
    felter: dict[str, Any],
    verbum: str,
    by: Bruger,
) -> Indberetningsversion:
    nr = sidste.nr + 1 if sidste else 1
    version = Indberetningsversion.objects.create(
        indberetning=indberetning, nr=nr, registreret_at=tid.now(), registreret_by=by, **felter
    )
    foer = {"nr": sidste.nr, "sha256": sidste.sha256, "status": sidste.status} if sidste else None
    efter = {"nr": nr, "sha256": version.sha256, "status": version.status, "delt": version.delt}
    record(verbum, indberetning, by=by, foer=foer, efter=efter)
    return version

"""The words of points, made anew whenever a text of theirs changes; and a check that they still are so."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet

from socialaftale.faelles.soegning.ord import LAENGSTE_ORD, index_words, law_texts

from ..bilag.models import Punktbilag
from ..models import Beslutning, Dagsordenspunkt, Indstilling, Opfoelgning
from .models import Punktord

TITEL, BESLUTNING, BILAG, SAG, LOV = 8, 4, 3, 2, 1
PORTION = 200

Offentlig = tuple[bool, bool]  # whether everyone may read it when the meeting is over, and from the agenda's release
Tekst = tuple[int, str, int, Offentlig]  # point, text, weight, when it is open where the point is
Kilde = Callable[[list[int]], Iterable[Tekst]]
Ord = dict[tuple[int, Offentlig], dict[str, int]]

ALTID, EFTER_MOEDET, FRIGIVET, UDVALGETS = (True, True), (True, False), (False, True), (False, False)

_KILDER: list[Kilde] = []
_FELTER = ("punkt_id", "ord", "vaegt", "for_alle", "fra_frigivelsen")


def register_kilde(kilde: Kilde) -> Kilde:
    """Let what else belongs to a point be found; usable as a decorator. Who changes it, calls `reindex`."""
    _KILDER.append(kilde)
    return kilde


@transaction.atomic
def reindex(pks: Iterable[int]) -> None:
    """Make the words of these points anew. Constant queries for a portion."""
    pks = list(pks)
    Punktord.objects.filter(punkt__in=pks).delete()
    Punktord.objects.bulk_create([Punktord(**raekke) for raekke in _rows(pks)], batch_size=2000)


def reindex_all() -> int:
    """Make every point's words anew and return how many points there are."""
    alle = _portions()
    for pks in alle:
        reindex(pks)
    return sum(map(len, alle))


def stale() -> list[int]:
    """Return the points whose stored words are others than would be made now."""
    forkerte = []
    for pks in _portions():
        gemt = set(Punktord.objects.filter(punkt__in=pks).values_list(*_FELTER))
        nu = {tuple(raekke[felt] for felt in _FELTER) for raekke in _rows(pks)}
        forkerte += sorted({raekke[0] for raekke in gemt ^ nu})
    return forkerte


def _portions() -> list[list[int]]:
    pks = list(Dagsordenspunkt.objects.order_by("pk").values_list("pk", flat=True))
    return [pks[start : start + PORTION] for start in range(0, len(pks), PORTION)]


def _rows(pks: list[int]) -> Iterator[dict]:
    """Yield the words; one that more may read, or sooner, is not told again as a word of fewer."""
    ord_ = _words(pks)
    for (punkt, offentlig), vaegte in ord_.items():
        aabnere = [ord_.get((punkt, andet), {}) for andet in _more_open(offentlig)]
        for et, vaegt in vaegte.items():
            if all(vaegt > andre.get(et, 0) for andre in aabnere):
                yield dict(zip(_FELTER, (punkt, et, vaegt, *offentlig), strict=True))


def _more_open(offentlig: Offentlig) -> list[Offentlig]:
    andre = [et for et in (ALTID, EFTER_MOEDET, FRIGIVET) if et != offentlig]
    return [et for et in andre if et[0] >= offentlig[0] and et[1] >= offentlig[1]]


def _words(pks: list[int]) -> Ord:
    ord_: Ord = defaultdict(lambda: defaultdict(int))
    for kilde in (_points, _recommendations, _annexes, _decisions, _followups, *_KILDER):
        for punkt, tekst, vaegt, offentlig in kilde(pks):
            _put(ord_[punkt, offentlig], tekst, vaegt)
    return ord_


def _put(ord_: dict[str, int], tekst: str, vaegt: int) -> None:
    for et in index_words(tekst):
        ord_[et[:LAENGSTE_ORD]] = max(vaegt, ord_[et[:LAENGSTE_ORD]])
        for navn in law_texts(et):
            for del_ in index_words(navn):
                ord_[del_[:LAENGSTE_ORD]] = max(LOV, ord_[del_[:LAENGSTE_ORD]])


def _points(pks: list[int]) -> Iterator[Tekst]:
    for punkt in Dagsordenspunkt.objects.filter(pk__in=pks):
        yield (punkt.pk, f"{punkt.titel} {punkt.sagsnr}", TITEL, ALTID)
        yield (punkt.pk, punkt.bilag, BILAG, FRIGIVET)
        yield (punkt.pk, "\n".join((punkt.resume, punkt.sagsfremstilling, punkt.indledning)), SAG, FRIGIVET)


def _recommendations(pks: list[int]) -> Iterator[Tekst]:
    for indstilling in Indstilling.objects.filter(punkt__in=pks):
        yield (indstilling.punkt_id, indstilling.words(), SAG, FRIGIVET)


def _annexes(pks: list[int]) -> Iterator[Tekst]:
    for bilag in Punktbilag.objects.filter(punkt__in=pks, fjernet_at=None).select_related("punkt"):
        yield (bilag.punkt_id, bilag.titel, BILAG, ALTID if bilag.is_open else UDVALGETS)


def _decisions(pks: list[int]) -> Iterator[Tekst]:
    """What was corrected is not found any more."""
    nyeste: QuerySet[Beslutning] = Beslutning.objects.newest().filter(punkt__in=pks)
    for beslutning in nyeste:
        ordlyd = (beslutning.get_resultat_display(), beslutning.tekst, beslutning.omfang, beslutning.betingelser)
        yield (beslutning.punkt_id, "\n".join(ordlyd), BESLUTNING, EFTER_MOEDET)


def _followups(pks: list[int]) -> Iterator[Tekst]:
    for opfoelgning in Opfoelgning.objects.filter(punkt__in=pks):
        yield (opfoelgning.punkt_id, f"{opfoelgning.hvad} {opfoelgning.hvem}", SAG, UDVALGETS)

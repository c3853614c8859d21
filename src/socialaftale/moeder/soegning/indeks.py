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

Tekst = tuple[int, str, int, bool]  # point, text, weight, whether everyone may read it after the meeting
Kilde = Callable[[list[int]], Iterable[Tekst]]
Ord = dict[tuple[int, bool], dict[str, int]]

_KILDER: list[Kilde] = []


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
        gemt = {(o.punkt_id, o.for_alle, o.ord, o.vaegt) for o in Punktord.objects.filter(punkt__in=pks)}
        nu = {(r["punkt_id"], r["for_alle"], r["ord"], r["vaegt"]) for r in _rows(pks)}
        forkerte += sorted({raekke[0] for raekke in gemt ^ nu})
    return forkerte


def _portions() -> list[list[int]]:
    pks = list(Dagsordenspunkt.objects.order_by("pk").values_list("pk", flat=True))
    return [pks[start : start + PORTION] for start in range(0, len(pks), PORTION)]


def _rows(pks: list[int]) -> Iterator[dict]:
    """Yield the words; one that everyone may read is not told again as a word of the body alone."""
    ord_ = _words(pks)
    for (punkt, for_alle), vaegte in ord_.items():
        ogsaa_for_alle = {} if for_alle else ord_.get((punkt, True), {})
        for et, vaegt in vaegte.items():
            if vaegt > ogsaa_for_alle.get(et, 0):
                yield {"punkt_id": punkt, "ord": et, "vaegt": vaegt, "for_alle": for_alle}


def _words(pks: list[int]) -> Ord:
    ord_: Ord = defaultdict(lambda: defaultdict(int))
    for kilde in (_points, _recommendations, _annexes, _decisions, _followups, *_KILDER):
        for punkt, tekst, vaegt, for_alle in kilde(pks):
            _put(ord_[punkt, for_alle], tekst, vaegt)
    return ord_


def _put(ord_: dict[str, int], tekst: str, vaegt: int) -> None:
    for et in index_words(tekst):
        ord_[et[:LAENGSTE_ORD]] = max(vaegt, ord_[et[:LAENGSTE_ORD]])
        for navn in law_texts(et):
            for del_ in index_words(navn):
                ord_[del_[:LAENGSTE_ORD]] = max(LOV, ord_[del_[:LAENGSTE_ORD]])


def _points(pks: list[int]) -> Iterator[Tekst]:
    for punkt in Dagsordenspunkt.objects.filter(pk__in=pks):
        yield (punkt.pk, f"{punkt.titel} {punkt.sagsnr}", TITEL, True)
        yield (punkt.pk, punkt.bilag, BILAG, False)
        yield (punkt.pk, "\n".join((punkt.resume, punkt.sagsfremstilling, punkt.indledning)), SAG, False)


def _recommendations(pks: list[int]) -> Iterator[Tekst]:
    for indstilling in Indstilling.objects.filter(punkt__in=pks):
        yield (indstilling.punkt_id, indstilling.words(), SAG, False)


def _annexes(pks: list[int]) -> Iterator[Tekst]:
    for bilag in Punktbilag.objects.filter(punkt__in=pks, fjernet_at=None).select_related("punkt"):
        yield (bilag.punkt_id, bilag.titel, BILAG, bilag.is_open)


def _decisions(pks: list[int]) -> Iterator[Tekst]:
    """What was corrected is not found any more."""
    nyeste: QuerySet[Beslutning] = Beslutning.objects.newest().filter(punkt__in=pks)
    for beslutning in nyeste:
        ordlyd = (beslutning.get_resultat_display(), beslutning.tekst, beslutning.omfang, beslutning.betingelser)
        yield (beslutning.punkt_id, "\n".join(ordlyd), BESLUTNING, True)


def _followups(pks: list[int]) -> Iterator[Tekst]:
    for opfoelgning in Opfoelgning.objects.filter(punkt__in=pks):
        yield (opfoelgning.punkt_id, f"{opfoelgning.hvad} {opfoelgning.hvem}", SAG, False)

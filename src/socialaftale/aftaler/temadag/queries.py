"""Reads of temadage: the list, one with its programme and its signs of trouble, and its participants as a table."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.parter.models import Bruger
from socialaftale.regler import program as regel
from socialaftale.regler.temadag import too_few

from .models import Programpunkt, Temadag, Tilmelding

KOLONNER = (
    Kolonne("navn", "Navn"), Kolonne("arbejdssted", "Arbejdssted"), Kolonne("email", "E-mail"),
    Kolonne("tilmeldt", "Tilmeldt", Slags.DATO), Kolonne("plads", "Plads"),
)  # fmt: skip


@dataclass(frozen=True)
class Dagsvisning:
    """A temadag with how many have a place and how many wait."""

    temadag: Temadag
    med_plads: int
    venter: int

    @property
    def for_faa(self) -> bool:
        """Whether the secretariat is warned that too few have signed up."""
        dag = self.temadag
        aktiv = dag.offentliggjort_at is not None and dag.aflyst_at is None
        return aktiv and too_few(self.med_plads, dag.mindst, dag.dato, tid.today())

    @property
    def stand(self) -> tuple[str, str]:
        """The state in words, and the colour of its badge."""
        dag = self.temadag
        if dag.aflyst_at:
            return "Aflyst", "error"
        if dag.offentliggjort_at is None:
            return "Kladde", "info"
        if dag.dato < tid.today():
            return "Holdt", ""
        return ("Åben for tilmelding", "success") if dag.tilmeld_senest >= tid.today() else ("Tilmelding slut", "info")


def days(bruger: Bruger | AnonymousUser) -> list[Dagsvisning]:
    """Return the temadage that the person may see, the latest first."""
    return [_shown(en) for en in _counted(bruger).order_by("-dato", "pk")]


def shown_day(bruger: Bruger | AnonymousUser, pk: int) -> Dagsvisning | None:
    """Return the temadag where the person may see it."""
    fundet = _counted(bruger).filter(pk=pk).first()
    return _shown(fundet) if fundet else None


def _counted(bruger: Bruger | AnonymousUser) -> QuerySet[Temadag]:
    staar = Q(tilmeldinger__isnull=False, tilmeldinger__afmeldt_at__isnull=True)
    med_plads = staar & Q(tilmeldinger__plads_at__isnull=False)
    dage = Temadag.objects.visible_to(bruger).select_related("omraade")
    return dage.annotate(staar=Count("tilmeldinger", filter=staar), med_plads=Count("tilmeldinger", filter=med_plads))


def _shown(temadag: Temadag) -> Dagsvisning:
    return Dagsvisning(temadag, temadag.med_plads, temadag.staar - temadag.med_plads)


def programme(temadag: Temadag) -> list[tuple[Programpunkt, str]]:
    """Return the items in order, each with its hours as Danes write them."""
    punkter = list(temadag.program.order_by("fra_kl", "nr"))
    return [(punkt, str(tid_)) for punkt, tid_ in zip(punkter, _schedule(temadag, punkter), strict=True)]


def overlaps(temadag: Temadag) -> list[str]:
    """Return what does not fit in the programme, see `regler.program`."""
    return regel.warnings(_hours(temadag), _items(list(temadag.program.order_by("fra_kl", "nr"))))


def _schedule(temadag: Temadag, punkter: list[Programpunkt]) -> list[regel.Tid | None]:
    return regel.schedule(_hours(temadag), _items(punkter))


def _hours(temadag: Temadag) -> regel.Moedetid:
    return regel.Moedetid(temadag.fra_kl, temadag.til_kl)


def _items(punkter: list[Programpunkt]) -> list[regel.Post]:
    """Items are numbered as the page shows them; who speaks twice is a guest of both."""
    return [
        regel.Post(nr, en.fra_kl, en.minutter, (regel.Gaest(en.oplaegsholder),) if en.oplaegsholder else ())
        for nr, en in enumerate(punkter, 1)
    ]


def participants(temadag: Temadag) -> list[Tilmelding]:
    """Return who has signed up and not cancelled, in the order of signing up."""
    return list(temadag.tilmeldinger.standing())


def as_rows(tilmeldte: list[Tilmelding]) -> list[dict[str, Celle]]:
    """Return the participants as rows of `KOLONNER`."""
    return [
        {
            "navn": en.navn,
            "arbejdssted": en.arbejdssted,
            "email": en.email,
            "tilmeldt": tid.day_of(en.tilmeldt_at),
            "plads": "Ja" if en.plads_at else "Venteliste",
        }
        for en in tilmeldte
    ]

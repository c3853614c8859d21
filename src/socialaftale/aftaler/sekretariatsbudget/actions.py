"""What can be done to the secretariat's budget. Every right is asked again here, and every act is written down."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require

from .models import Budgetaar, Budgetpost, Budgettal
from .permissions import BUDGET


@dataclass(frozen=True)
class Tal:
    """A figure on a line, which is made where it is new."""

    navn: str
    slags: str
    art: str
    beloeb_kr: Decimal
    forklaring: str
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def begin_year(*, omraade: Aftaleomraade, aar: int, by: Bruger) -> Budgetaar:
    """Begin a year. Raises ValidationError where the area has it."""
    rolle = require(by, BUDGET, omraade=omraade)
    aaret = save_checked(Budgetaar(omraade=omraade, aar=aar))
    record("opret budgetår", aaret, by=by, rolle=rolle, efter={"aar": aar})
    return aaret


@transaction.atomic
def write_figure(*, budgetaar: Budgetaar, tal: Tal, by: Bruger) -> Budgettal:
    """Append a figure. Raises ValidationError where it is the one that stands, or the line is of another kind."""
    rolle = require(by, BUDGET, omraade=budgetaar.omraade)
    budgetaar = lock_row(Budgetaar.objects.select_related("omraade"), pk=budgetaar.pk)
    post = budgetaar.poster.filter(navn=tal.navn.strip()).first()
    if post is None:
        post = save_checked(Budgetpost(budgetaar=budgetaar, navn=tal.navn.strip(), slags=tal.slags))
    elif post.slags != tal.slags:
        raise ValidationError(f"»{post}« er {post.get_slags_display()}. Vælg det, eller giv posten et andet navn.")
    foer = post.tal.filter(art=tal.art).order_by("-nr").first()
    if foer and (foer.beloeb_kr, foer.forklaring) == (tal.beloeb_kr, tal.forklaring.strip()):
        raise ValidationError("Tallet og forklaringen er de samme som før. Der er intet at gemme.")
    nyt = Budgettal(post=post, art=tal.art, nr=foer.nr + 1 if foer else 1, beloeb_kr=tal.beloeb_kr)
    nyt.forklaring = tal.forklaring.strip()
    save_registered(nyt, by)
    efter = {"post": post.navn, "art": nyt.art, "beloeb_kr": str(nyt.beloeb_kr)}
    record("skriv budgettal", budgetaar, by=by, rolle=rolle, efter=efter)
    if tal.frigivet:
        record(cpr.FRIGIVET, budgetaar, by=by, rolle=rolle, efter={"felter": tal.frigivet})
    return nyt


@transaction.atomic
def make_ready(*, budgetaar: Budgetaar, by: Bruger) -> None:
    """Let the budget go on the agenda of DAS. Raises ValidationError where an expense has no budget."""
    rolle = require(by, BUDGET, omraade=budgetaar.omraade)
    budgetaar = lock_row(Budgetaar.objects.select_related("omraade"), pk=budgetaar.pk)
    if budgetaar.klar_at:
        return
    udgifter = budgetaar.poster.filter(slags=Budgetpost.Slags.UDGIFT)
    if not udgifter.exists() or udgifter.exclude(tal__art=Budgettal.Art.BUDGET).exists():
        raise ValidationError("Der mangler budget på en udgift. Skriv det, før udvalgene spørges.")
    budgetaar.klar_at, budgetaar.klar_by = tid.now(), by
    budgetaar.save(update_fields=["klar_at", "klar_by"])
    record("gør budget klar", budgetaar, by=by, rolle=rolle)

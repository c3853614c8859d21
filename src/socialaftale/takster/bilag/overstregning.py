"""A CPR number that got into an edition is hidden in its text, and its files are made anew; the hash stays."""

from django.db.models import QuerySet

from socialaftale.faelles import filer, tid
from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.overstregning import Sted

from .models import Bilagsfil, Takstbilag
from .post import subject


def reasons(bilag: Takstbilag) -> list[Sted]:
    """Why the editions of the year were published, and the mails that told of it."""
    udgaver = editions_of(bilag.omraade_id, bilag.aar)
    return [(udgaver, ("grund",)), (Udgaaende.objects.filter(emne__in=[subject(et) for et in udgaver]), ("tekst",))]


def copies(omraade: int, aar: int | None = None) -> list[Sted]:
    """The editions of an area (primary key), of one year or all: what they say of a tilbud others wrote."""
    return [(editions_of(omraade, aar), ("indhold", "grund"))]


def editions_of(omraade: int, aar: int | None) -> QuerySet[Takstbilag]:
    alle = Takstbilag.objects.filter(omraade=omraade).select_related("omraade")
    return alle if aar is None else alle.filter(aar=aar)


def remake_files(bilag: Takstbilag) -> None:
    """Throw away the files of the edition, and of the next, which tells what it corrects, and let them be made anew."""
    hos = {"takstbilag__omraade": bilag.omraade_id, "takstbilag__aar": bilag.aar}
    raekker = Bilagsfil.objects.filter(**hos, takstbilag__nr__in=(bilag.nr, bilag.nr + 1))
    gamle = [et.fil for et in raekker.select_related("fil").select_for_update(of=("self",)) if et.fil]
    raekker.update(fil=None, forsoeg=0, fremdrift=0, fejl="", bestilt_at=tid.now())
    for fil in gamle:
        filer.discard(fil)

"""From old minutes to a list of who was there: the names as they stand, and nothing more."""

from socialaftale.parter.models import Bruger
from socialaftale.regler.referat.typer import Referat

from ..fremmoede.actions import write_list
from ..fremmoede.models import Fremmoedeliste, Moededeltager
from ..fremmoede.queries import members_on
from ..models import Moede
from ..queries import current_time

Status = Moededeltager.Status


def write_attendance(moede: Moede, referat: Referat, by: Bruger) -> None:
    """Write who was there and who was not, and the next meeting, where the minutes say it.

    A name is tied to a person only where a member on the day has that very name. From a name alone nothing follows: not
    which organisation, not whether there was notice.
    """
    if not (referat.til_stede or referat.fravaerende or referat.naeste_moede):
        return
    personer = _members_by_name(moede)
    navne = [(tekst.tekst, Status.TIL_STEDE) for tekst in referat.til_stede]
    navne += [(tekst.tekst, Status.FRAVAERENDE) for tekst in referat.fravaerende]
    felter = {"slags": Moededeltager.Slags.REFERERET}
    deltagere = []
    for navn, status in navne:
        person = personer.pop(navn.casefold(), None)  # a name that stands twice is one person once
        deltagere.append(Moededeltager(navn=navn, status=status, person=person, **felter))
    nr = (moede.fremmoedelister.order_by("-nr").values_list("nr", flat=True).first() or 0) + 1
    write_list(Fremmoedeliste(moede=moede, nr=nr, naeste_moede=referat.naeste_moede), tuple(deltagere), by)


def _members_by_name(moede: Moede) -> dict[str, Bruger]:
    """Return the members on the day by name; a name that two people have says nothing."""
    medlemmer = {en.bruger_id: en.bruger for en in members_on(moede.udvalg, current_time(moede).dato)}
    navne = [bruger.navn.casefold() for bruger in medlemmer.values()]
    return {en.navn.casefold(): en for en in medlemmer.values() if navne.count(en.navn.casefold()) == 1}

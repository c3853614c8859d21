"""What an afdeling is called and who runs it, as the register has it today: for those who answer, not for all."""

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.tilbud.models import Afdeling, Afdelingsfakta, Stamfakta
from socialaftale.tilbud.queries import name_of as name_of_tilbud

from .queries import offentlig_ledighed


def name_of(afdeling: Afdeling) -> str:
    """Return the name of the tilbud with that of the afdeling."""
    fakta = Afdelingsfakta.objects.gaeldende(tid.today()).filter(afdeling=afdeling).first()
    tilbud = name_of_tilbud(afdeling.tilbud)
    return f"{tilbud}, {fakta.navn}" if fakta and fakta.navn != tilbud else tilbud


def names_of(afdelinger: list[Afdeling]) -> dict[int, str]:
    """Return `name_of` each afdeling, by its primary key, in two reads."""
    dag = tid.today()
    tilbud = Stamfakta.objects.gaeldende(dag).filter(tilbud__in={en.tilbud_id for en in afdelinger})
    tilbudsnavne = dict(tilbud.values_list("tilbud", "navn"))
    fakta = Afdelingsfakta.objects.gaeldende(dag).filter(afdeling__in=[en.pk for en in afdelinger])
    egne = dict(fakta.values_list("afdeling", "navn"))
    navne = {}
    for en in afdelinger:
        tilbudsnavn, eget = tilbudsnavne.get(en.tilbud_id, en.kode), egne.get(en.pk, "")
        navne[en.pk] = f"{tilbudsnavn}, {eget}" if eget and eget != tilbudsnavn else tilbudsnavn
    return navne


def driftsherre_of(afdeling: Afdeling) -> Organisation | None:
    """Return who runs the tilbud today; None where it is not there yet."""
    stam = Stamfakta.objects.gaeldende(tid.today()).filter(tilbud=afdeling.tilbud_id)
    fundet = stam.select_related("driftsherre").first()
    return fundet.driftsherre if fundet else None


def whom_to_ring(afdeling: Afdeling) -> tuple[str, str]:
    """Return the number that everyone may see of the afdeling, empty where there is none, and who runs it."""
    vist = offentlig_ledighed([afdeling.pk]).get(afdeling.pk)
    return vist.telefon if vist else "", str(driftsherre_of(afdeling) or "")

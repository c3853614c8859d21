"""Who may record what a body recommends and decides. Whether the body may is a matter of its mandate."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

AFGOER = register(
    Ret(
        "takster.afgoer",
        "føre indstilling og afgørelse af taksterne ind, samlet, pr. driftsherre eller linje for linje",
        "takstrunden",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
        "på mødet",
    )
)
AKTER = register(
    Ret(
        "takster.akter",
        "hente sagens akter: sekretariatet alle, en driftsherre sine egne",
        "takstrunden",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE}
        | dict.fromkeys((Rolle.TAKSTINDBERETTER, Rolle.GODKENDER), Raekkevidde.EGEN),
    )
)

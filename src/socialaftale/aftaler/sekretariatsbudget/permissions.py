"""Who reads and who writes the secretariat's budget."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

SE_BUDGET = register(
    Ret("aftaler.se_budget", "se sekretariatets budget", "sekretariatets budget", {Rolle.LAESER: Raekkevidde.ALLE})
)
BUDGET = register(
    Ret(
        "aftaler.budget",
        "skrive sekretariatets budget, forventede regnskab og regnskab",
        "sekretariatets budget",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE},
    )
)

"""Who may let a source system report."""

from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, register

KILDER = register(
    Ret("kapacitet.kilder", "lade et kildesystem melde, give det en nøgle og lukke det igen",
        "ledige pladser", dict.fromkeys((Rolle.KAPACITETSKOORDINATOR, Rolle.LOKALADMINISTRATOR), Raekkevidde.EGEN))
)  # fmt: skip

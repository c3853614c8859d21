"""The life of a request: what may follow what, by whom, and where that stands."""

from dataclasses import dataclass

from django.db.models import TextChoices

from socialaftale.parter.roller import Rolle


class Svar(TextChoices):
    TILBUDT = "tilbudt", "ja, tilbuddet kan tage imod"
    AFVIST = "afvist", "nej fra tilbuddet"
    TRUKKET = "trukket", "trukket af kommunen"
    UDLOEBET = "udloebet", "udløbet uden svar"
    LUKKET = "lukket", "lukket: aftaleområdet har slået anmodninger fra"


@dataclass(frozen=True)
class Skridt:
    """One row of the table: every step leads from "waits for an answer". An empty `roller` is the platform itself."""

    verbum: str
    til: Svar
    roller: tuple[Rolle, ...]
    knap: str
    kilde: str


_TILBUDDET = (Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR)

SKRIDT = (
    Skridt("offer", Svar.TILBUDT, _TILBUDDET, "Ja, vi kan", "Lederen svarer for tilbuddet; kommunen afgør"),
    Skridt("queue", Svar.TILBUDT, _TILBUDDET, "Ja, i kø", "Reglen om frist og kø, når alt er holdt"),
    Skridt("refuse", Svar.AFVIST, _TILBUDDET, "Nej", "Godkendt målgruppe: lov om socialtilsyn"),
    Skridt("withdraw", Svar.TRUKKET, (Rolle.VISITATOR,), "Træk tilbage", "Kommunen råder over sin egen sag"),
    Skridt("expire", Svar.UDLOEBET, (), "", "regler/parametre/national/anmodning-1.toml"),
    Skridt("close", Svar.LUKKET, (), "", "Aftaleområdets valg af, hvad der er slået til"),
)

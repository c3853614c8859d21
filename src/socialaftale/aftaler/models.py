"""The agreement itself. Each subject has its own folder; Django finds the models here."""

from .aftale.models import Aftale, Aftalebilag, Aftaledel, Aftalegodkendelse, Aftaletekst
from .bibliotek.models import Biblioteksprodukt, Produktversion
from .forstaerket.models import Kriterievurdering, Panelmedlem, Samarbejdsrapport, Samarbejdssag
from .indsats.models import (
    Fokusomraade,
    Gruppemedlem,
    Gruppemoede,
    Initiativ,
    Kommissorium,
    Leverance,
    Leveranceafgoerelse,
    Leverancefrist,
    Produkt,
    Statusmelding,
    Vision,
)
from .indspil.models import Indspil, Indspilsfrist, Indspilssvar
from .krav.models import Kravevidens
from .overtagelse.models import Overtagelseserklaering
from .pladsprojekt.models import Pladsprojekt, Projekttrin, Pulje, Samarbejdsaftale
from .sekretariatsbudget.models import Budgetaar, Budgetpost, Budgettal
from .spoergerunde.models import Spoergerunde, Spoergerundebesked, Spoergerundesvar, Spoergsmaal, Spoergsmaalssvar
from .temadag.models import Programpunkt, Temadag, Tilmelding
from .udmelding.models import (
    Risikofarve,
    Udmelding,
    Udmeldingsbidrag,
    Udmeldingsfrist,
    Udmeldingshaendelse,
    Udmeldingssvar,
)

__all__ = [
    "Aftale",
    "Aftalebilag",
    "Aftaledel",
    "Aftalegodkendelse",
    "Aftaletekst",
    "Biblioteksprodukt",
    "Budgetaar",
    "Budgetpost",
    "Budgettal",
    "Fokusomraade",
    "Gruppemedlem",
    "Gruppemoede",
    "Indspil",
    "Indspilsfrist",
    "Indspilssvar",
    "Initiativ",
    "Kommissorium",
    "Kravevidens",
    "Kriterievurdering",
    "Leverance",
    "Leveranceafgoerelse",
    "Leverancefrist",
    "Overtagelseserklaering",
    "Panelmedlem",
    "Pladsprojekt",
    "Produkt",
    "Produktversion",
    "Programpunkt",
    "Projekttrin",
    "Pulje",
    "Risikofarve",
    "Samarbejdsaftale",
    "Samarbejdsrapport",
    "Samarbejdssag",
    "Spoergerunde",
    "Spoergerundebesked",
    "Spoergerundesvar",
    "Spoergsmaal",
    "Spoergsmaalssvar",
    "Statusmelding",
    "Temadag",
    "Tilmelding",
    "Udmelding",
    "Udmeldingsbidrag",
    "Udmeldingsfrist",
    "Udmeldingshaendelse",
    "Udmeldingssvar",
    "Vision",
]  # fmt: skip

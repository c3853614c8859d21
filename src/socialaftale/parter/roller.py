"""The roles. `offentlig` and `laeser` are held by everyone and by everyone with a role; the rest are given."""

from django.db.models import TextChoices


class Rolle(TextChoices):
    OFFENTLIG = "offentlig", "alle"
    LAESER = "laeser", "alle med en rolle"
    TAKSTINDBERETTER = "takstindberetter", "takstindberetter"
    GODKENDER = "godkender", "godkender"
    TILBUDSLEDER = "tilbudsleder", "tilbudsleder"
    KAPACITETSKOORDINATOR = "kapacitetskoordinator", "kapacitetskoordinator"
    VISITATOR = "visitator", "visitator"
    LOKALADMINISTRATOR = "lokaladministrator", "lokaladministrator"
    SEKRETARIAT = "sekretariat", "sekretariat"
    STYRINGSAFTALEGRUPPE = "styringsaftalegruppe", "medlem af Styringsaftalegruppen"
    FU = "fu", "medlem af Forretningsudvalget"
    DAS = "das", "medlem af DAS"
    EKSPERTPANEL = "ekspertpanel", "medlem af Ekspertpanelet"
    KKR = "kkr", "medlem af KKR"


UNDERFORSTAAEDE = (Rolle.OFFENTLIG, Rolle.LAESER)
UDVALGSROLLER = (Rolle.STYRINGSAFTALEGRUPPE, Rolle.FU, Rolle.DAS, Rolle.EKSPERTPANEL, Rolle.KKR)
PARTSROLLER = tuple(rolle for rolle in Rolle if rolle not in UNDERFORSTAAEDE + UDVALGSROLLER)

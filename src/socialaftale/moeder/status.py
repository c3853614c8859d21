"""What a body can be asked to do, what it can answer, and by which mandate."""

from django.db.models import TextChoices


class Verbum(TextChoices):
    GODKENDER = "godkender", "godkender"
    DROEFTER = "droefter", "drøfter"
    EFTERRETNING = "til_efterretning", "tager til efterretning"
    BESLUTTER = "beslutter", "beslutter"
    INDSTILLER = "indstiller", "indstiller over for"
    AFGIVER = "afgiver_kompetence", "afgiver kompetence"


class Resultat(TextChoices):
    GODKENDT = "godkendt", "godkendt"
    BETINGET = "betinget", "godkendt med betingelse"
    INDSTILLET = "indstillet", "indstillet til godkendelse"
    EFTERRETNING = "til_efterretning", "taget til efterretning"
    UDSAT = "udsat", "udsat"
    AFVIST = "afvist", "afvist"
    DROEFTET = "droeftet", "drøftet"
    BORTFALDET = "bortfaldet", "bortfaldet"
    PR_INDSTILLING = "pr_indstilling", "svar på hver indstilling"
    REFERERET = "refereret", "som refereret"
    IKKE_UDTRYKKELIGT = "ikke_udtrykkeligt", "ikke udtrykkeligt besluttet"


class Mandatart(TextChoices):
    EGEN = "egen", "egen kompetence"
    DELEGERET = "delegeret", "efter delegation"
    INGEN = "ingen", "kræver ikke mandat"


class Svarart(TextChoices):
    """What the result of a decision is about: all of the point, each item, or a matter of its own beside the items."""

    SAMLET = "samlet", "hele punktet"
    LED = "led", "hver indstilling"
    SELV = "selv", "for sig selv"


# What a floor above may record of a point as a whole; old minutes are taken in as they stand, and settle nothing.
FOERES_IND = (
    Resultat.GODKENDT, Resultat.BETINGET, Resultat.INDSTILLET, Resultat.EFTERRETNING, Resultat.UDSAT, Resultat.AFVIST,
)  # fmt: skip
# What a person records in meeting mode, of an item too.
LEDSVAR = (*FOERES_IND, Resultat.DROEFTET)
# What old minutes alone have.
GAMLE = (Resultat.REFERERET, Resultat.IKKE_UDTRYKKELIGT)
# What happens with a point that the meeting did not reach.
UAFGJORT = (Resultat.UDSAT, Resultat.BORTFALDET)
# What a body answers where it does as it is recommended.
SOM_INDSTILLET = {
    Verbum.GODKENDER: Resultat.GODKENDT,
    Verbum.DROEFTER: Resultat.DROEFTET,
    Verbum.EFTERRETNING: Resultat.EFTERRETNING,
    Verbum.BESLUTTER: Resultat.GODKENDT,
    Verbum.INDSTILLER: Resultat.INDSTILLET,
    Verbum.AFGIVER: Resultat.GODKENDT,
}
# To settle a matter takes a mandate; to recommend, put off or take note does not.
AFGOERENDE = (Resultat.GODKENDT, Resultat.BETINGET, Resultat.AFVIST)
GODKENDELSER = (Resultat.GODKENDT, Resultat.BETINGET)

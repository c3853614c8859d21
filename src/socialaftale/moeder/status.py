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
    REFERERET = "refereret", "som refereret"
    IKKE_UDTRYKKELIGT = "ikke_udtrykkeligt", "ikke udtrykkeligt besluttet"


class Mandatart(TextChoices):
    EGEN = "egen", "egen kompetence"
    DELEGERET = "delegeret", "efter delegation"
    INGEN = "ingen", "kræver ikke mandat"


# What a person records; old minutes are taken in as they stand, and settle nothing.
FOERES_IND = tuple(svar for svar in Resultat if svar not in (Resultat.REFERERET, Resultat.IKKE_UDTRYKKELIGT))
# To settle a matter takes a mandate; to recommend, put off or take note does not.
AFGOERENDE = (Resultat.GODKENDT, Resultat.BETINGET, Resultat.AFVIST)
GODKENDELSER = (Resultat.GODKENDT, Resultat.BETINGET)

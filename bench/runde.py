"""A takst round with lines, explanations and remarks on the table, made of the example region's reports."""

import datetime as dt

LINJER = 1500
HVER_BEMAERKET = 15
"""One line in so many has a remark; one tilbud in so many was submitted again."""
AAR = 2026


def fill() -> int:
    """Freeze the reports of `AAR` as submitted, until there are `LINJER` lines; return how many there are."""
    from socialaftale.parter.models import Aftaleomraade, Rolletildeling
    from socialaftale.parter.roller import Rolle
    from socialaftale.takster.models import Indsendelse, Indsendtlinje, Rundedatoer, Takstrunde
    from socialaftale.takster.queries import read_both, tilbud_in_year

    by = Rolletildeling.objects.filter(rolle=Rolle.SEKRETARIAT).first().bruger
    omraade = Aftaleomraade.objects.get()
    runde = Takstrunde.objects.create(omraade=omraade, aar=AAR, regelsaet_id="bench", aabnet_by=by)
    Rundedatoer.objects.create(
        runde=runde, nr=1, budget_vedtaget=dt.date(2025, 10, 15), frist=dt.date(2025, 10, 20), registreret_by=by
    )
    _, kort = read_both(tilbud_in_year(omraade, AAR), omraade, AAR)
    frosne = [_submitted(raekke, runde, by) for raekke in kort if raekke.blad]
    indsendelser = Indsendelse.objects.bulk_create([indsendelse for indsendelse, _ in frosne])
    linjer = []
    for indsendelse, (_, egne) in zip(indsendelser, frosne, strict=True):
        for linje in egne[: LINJER - len(linjer)]:
            linje.indsendelse = indsendelse
            linjer.append(linje)
    Indsendtlinje.objects.bulk_create(linjer)
    _talk(linjer, by)
    return len(linjer)


def _submitted(raekke, runde, by):
    from socialaftale.takster.models import Indsendelse
    from socialaftale.takster.queries import rules_of
    from socialaftale.takster.runde.frys import Baggrund, freeze

    opmaerksom = rules_of(raekke, runde.omraade).taerskler.aendring_opmaerksom.vaerdi
    frosset = freeze(raekke.blad, Baggrund(opmaerksom, raekke.billede))
    felter = {"kort": frosset.kort, "fund": frosset.fund, "steder": frosset.steder, "kvittering": raekke.billede.kode}
    felter |= {"frist": dt.date(2025, 10, 20), "gaelder_fra": dt.date(AAR, 1, 1), "indsendt_by": by}
    indsendelse = Indsendelse(
        runde=runde, indberetning=raekke.version.indberetning, version=raekke.version, nr=1,
        driftsherre=raekke.driftsherre, kort_sha256="", **felter,
    )  # fmt: skip
    return indsendelse, frosset.linjer


def _talk(linjer, by) -> None:
    """An explanation of every open finding, and a remark on every fifteenth line."""
    from socialaftale.takster.models import Bemaerkning, Forklaring

    Forklaring.objects.bulk_create(
        Forklaring(
            indberetning=linje.indsendelse.indberetning, kontrol=fund["kontrol"], beregning=fund["beregning"],
            linje=fund["linje"], felt=fund["felt"], indhold_sha256=linje.indhold_sha256, tekst="Fire nye årsværk.",
            skrevet_by=by,
        )
        for linje in linjer
        for fund in linje.fund
        if fund["alvor"] == "kraever_forklaring"
    )  # fmt: skip
    Bemaerkning.objects.bulk_create(
        Bemaerkning(
            runde=linje.indsendelse.runde, indberetning=linje.indsendelse.indberetning, indsendelse=linje.indsendelse,
            beregning=linje.beregning, linje=linje.linje, sted=linje.navn, tekst="Hvad dækker taksten?",
            indhold_sha256=linje.indhold_sha256, myndighed=linje.indsendelse.driftsherre, skrevet_by=by,
        )
        for linje in linjer[::HVER_BEMAERKET]
    )  # fmt: skip

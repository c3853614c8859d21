from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.faelles import diagram
from socialaftale.faelles.formfelter import TalField
from socialaftale.parter.permissions import aaben


class GalleriForm(forms.Form):
    """One field of each kind."""

    navn = forms.CharField(label="Tilbuddets navn", help_text="Som det står på Tilbudsportalen.")
    takst = TalField(label="Takst pr. døgn")
    paragraf = forms.ChoiceField(
        label="Lovgrundlag", choices=[("107", "§ 107 Midlertidigt"), ("108", "§ 108 Længerevarende")]
    )
    salg = forms.ChoiceField(
        label="Til salg",
        widget=forms.RadioSelect,
        choices=[("ja", "Ja"), ("aftale", "Efter aftale"), ("nej", "Kun egne borgere")],
    )
    maalgruppe = forms.MultipleChoiceField(
        label="Målgruppe",
        widget=forms.CheckboxSelectMultiple,
        choices=[("autisme", "Autisme"), ("hjerne", "Erhvervet hjerneskade")],
    )
    gaelder_fra = forms.DateField(label="Gælder fra", help_text="dd.mm.åååå")
    bemaerkning = forms.CharField(label="Bemærkning", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    fil = forms.FileField(label="Takstskema", help_text="XLSX, højst 50 MB.", required=False)
    bekraeft = forms.BooleanField(label="Oplysningerne er rigtige")


@aaben
def galleri(request: HttpRequest) -> HttpResponse:
    """Show every component with invented content."""
    form = GalleriForm({"navn": "", "takst": "1.2.3", "paragraf": "107"})
    vandfald = [
        ("Løn- og prisudvikling", Decimal("58.20")),
        ("Belægning", Decimal("-31.10")),
        ("Bygninger", Decimal("22.40")),
    ]
    aar = ["2022", "2023", "2024", "2025", "2026"]
    belaegning = [Decimal(v) if v else None for v in ("93.1", "94.8", None, "96.2", "97.0")]
    kontekst = {
        "form": form,
        "side": Paginator(range(300), 10).page(7),
        "vandfald": diagram.waterfall(("Takst 2025", Decimal("2415.00")), vandfald, "Takst 2026"),
        "soejler": diagram.bars([("Aalborg", Decimal(612)), ("Hjørring", Decimal(241)), ("Thisted", Decimal(118))]),
        "prikker": diagram.strip(
            "Kr. pr. ATA-time",
            [("Aalborg", Decimal(980)), ("Thisted", Decimal(1120)), ("Morsø", Decimal(1210))],
            Decimal(1120),
            Decimal(1120),
        ),
        "spaend": diagram.spans([("Aalborg", Decimal("5.1"), Decimal("5.9"), Decimal("7.2"))]),
        "aar": aar,
        "linjer": diagram.lines(
            aar, [("Bofællesskabet", belaegning), ("Dagtilbuddet", [Decimal(v) for v in (88, 90, 91, 89, 92)])]
        ),
    }
    return render(request, "portal/galleri.jinja", kontekst)

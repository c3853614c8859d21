"""Free places: the public page first."""

from django.urls import path

from . import views
from .aftaler import views as aftaler
from .belaegning import views as belaegning
from .brev import views as link
from .fravaer import views as fravaer
from .kilde import views as kilde
from .mine import views as mine
from .ophold import views as ophold
from .overblik import views as overblik
from .reservation import views as reservation
from .undergruppe import views as undergruppe

urlpatterns = [
    path("ledige-pladser/", views.ledige_pladser, name="ledige_pladser"),
    path("ledige-pladser/mine/", mine.mine, name="ledige_mine"),
    path("ledige-pladser/mine/indsaet/", mine.indsaet, name="ledige_indsaet"),
    path("ledige-pladser/mine/fortryd/", mine.fortryd, name="ledige_fortryd"),
    path("ledige-pladser/fravaer/", fravaer.fravaer, name="leder_fravaer"),
    path("ledige-pladser/kildesystemer/", kilde.kildesystemer, name="kildesystemer"),
    path("ledige-pladser/kildesystemer/koder.csv", kilde.koder, name="kildesystem_koder"),
    path("ledige-pladser/kildesystemer/enheder.csv", kilde.enheder, name="kildesystem_enheder"),
    path("ledige-pladser/kildesystemer/<int:pk>/luk/", kilde.luk, name="kildesystem_luk"),
    path("api/ledighed/", kilde.modtag, name="ledighed_modtag"),
    path("api/ophold/", kilde.modtag_ophold, name="ophold_modtag"),
    path("ledige-pladser/aftaler/", aftaler.aftaler, name="ledige_aftaler"),
    path("ledige-pladser/aftaler/<slug:kode>/", aftaler.aftale, name="ledige_aftale"),
    path("ledige-pladser/kriterier/<slug:kode>/", undergruppe.kriterier, name="pladskriterier"),
    path("ledige-pladser/behov/<slug:kode>/", undergruppe.behov, name="pladsbehov"),
    path("ledige-pladser/undergrupper/ny/<slug:kode>/", undergruppe.ny, name="ny_undergruppe"),
    path("ledige-pladser/undergrupper/<slug:kode>/", undergruppe.ret, name="undergruppe"),
    path("ledige-pladser/undergrupper/<slug:kode>/afslut/", undergruppe.afslut, name="undergruppe_afslut"),
    path("ledige-pladser/valg/<slug:kode>/", aftaler.valg, name="kapacitetsvalg"),
    path("ledige-pladser/mangler/", views.mangler, name="ledige_mangler"),
    path("ledig/<str:token>/", link.meld, name="meld"),
    path("ledig/<str:token>/forkert/", link.forkert, name="meld_forkert"),
    path("ledig/<str:token>/nyt/", link.nyt, name="meld_nyt"),
    path("kapacitet/", overblik.overblik, name="kapacitet_overblik"),
    path("kapacitet/arbejdsgang/<slug:kode>/", overblik.arbejdsgang, name="arbejdsgang"),
    path("kapacitet/tilpas/<slug:kode>/", overblik.tilpas, name="tilpas"),
    path("kapacitet/tilpasning/<int:pk>/", overblik.tilpasning, name="tilpasning"),
    path("belaegning/", belaegning.belaegning, name="belaegning"),
    path("belaegning/<slug:driftsherre>/<str:maaned>/", belaegning.maaned, name="belaegning_maaned"),
    path("belaegning/<slug:driftsherre>/<str:maaned>/fortryd/", belaegning.fortryd, name="belaegning_fortryd"),
    path("tilbud/<slug:kode>/belaegning/", belaegning.tilbuddets, name="tilbudsbelaegning"),
    path("tilbud/<slug:kode>/ophold/", ophold.tilbuddets, name="tilbuddets_ophold"),
    path("tilbud/<slug:kode>/ophold/indsaet/", ophold.indsaet, name="indsaet_ophold"),
    path("ophold/<slug:reference>/", ophold.et_ophold, name="et_ophold"),
    path("ophold/<slug:reference>/tag-tilbage/", ophold.tag_tilbage, name="ophold_tag_tilbage"),
    path("reservationer/", reservation.reservationer, name="reservationer"),
    path("reservationer/<int:pk>/<slug:verbum>/", reservation.svar, name="reservation_svar"),
    path("afdelinger/<slug:kode>/reserver/", reservation.reserver, name="reserver"),
    path("afdelinger/<slug:kode>/afslag/", reservation.maanedens_afslag, name="maanedens_afslag"),
]

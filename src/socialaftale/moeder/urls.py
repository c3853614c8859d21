"""Meetings: public dates and decisions first, then what the secretariat does."""

from django.urls import path

from . import beslutningsviews, views

urlpatterns = [
    path("moeder/", views.liste, name="moeder"),
    path("moeder/nyt/", views.indkald, name="moede_indkald"),
    path("moeder/delegationer/", beslutningsviews.delegationer, name="delegationer"),
    path("moeder/delegationer/<int:pk>/tag-tilbage/", beslutningsviews.tag_tilbage, name="delegation_tag_tilbage"),
    path("moeder/opfoelgning/", beslutningsviews.opfoelgning, name="opfoelgning"),
    path("moeder/opfoelgning/<int:pk>/udfoert/", beslutningsviews.udfoert, name="opfoelgning_udfoert"),
    path("moeder/punkt/<int:pk>/", views.ret_punkt, name="punkt_ret"),
    path("moeder/punkt/<int:pk>/delegation/", beslutningsviews.deleger, name="punkt_deleger"),
    path("moeder/bekraeft/<str:token>/", beslutningsviews.formand, name="moede_formand"),
    path("moeder/udvalg/<int:pk>/kalender.ics", views.udvalg_ics, name="udvalg_ics"),
    path("moeder/<int:pk>/", views.vis, name="moede"),
    path("moeder/<int:pk>/kalender.ics", views.moede_ics, name="moede_ics"),
    path("moeder/<int:pk>/flyt/", views.flyt, name="moede_flyt"),
    path("moeder/<int:pk>/nyt-punkt/", views.nyt_punkt, name="punkt_nyt"),
    path("moeder/<int:pk>/byg-dagsorden/", views.byg, name="moede_byg"),
    path("moeder/<int:pk>/referat/", views.referer, name="moede_referat"),
    path("moeder/<int:pk>/formand/", beslutningsviews.bed_formand, name="moede_bed_formand"),
]

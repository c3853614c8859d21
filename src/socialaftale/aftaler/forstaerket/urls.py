from django.urls import path

from . import views

ET = "forstaerket-samarbejde/tilbud/<slug:kode>/"
urlpatterns = [
    path("forstaerket-samarbejde/", views.liste, name="forstaerket"),
    path(ET, views.tilbud, name="forstaerket_tilbud"),
    path(f"{ET}rapport/<int:aar>/", views.rapport, name="forstaerket_rapport"),
    path("forstaerket-samarbejde/sag/<slug:kode>/vurder/", views.vurder, name="forstaerket_vurder"),
    path("forstaerket-samarbejde/sag/<slug:kode>/traek/", views.traek, name="forstaerket_traek"),
    path("forstaerket-samarbejde/<slug:omraade>/indmeld/", views.indmeld, name="forstaerket_indmeld"),
    path("forstaerket-samarbejde/<slug:omraade>/meld-ud/", views.meld_ud, name="forstaerket_meld_ud"),
    path("forstaerket-samarbejde/<slug:omraade>/panel/", views.panel, name="forstaerket_panel"),
    path("forstaerket-samarbejde/panel/<int:pk>/afslut/", views.panel_afslut, name="forstaerket_panel_afslut"),
]

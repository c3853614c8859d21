"""The case, its decision and what follows."""

from django.urls import path

from . import afgoerelsesviews, sagsviews

urlpatterns = [
    path("takster/sag/<slug:omraade>/<int:aar>/", sagsviews.sag, name="takst_sag"),
    path("takster/sag/<slug:omraade>/<int:aar>/venter/", afgoerelsesviews.venter, name="takst_venter"),
    path("takster/sag/<slug:omraade>/<int:aar>/akter/", sagsviews.akter, name="takst_akter"),
    path("takster/sag/<slug:omraade>/<int:aar>/akter.pdf", sagsviews.aktfil, name="takst_aktfil"),
    path("takster/sag/<slug:omraade>/<int:aar>/akter/<str:kode>.pdf", sagsviews.aktfil, name="takst_aktfil_part"),
    path("takster/sag/<slug:omraade>/<int:aar>/fil.<slug:format_>", sagsviews.sagsfil, name="takst_sagsfil"),
    path("takster/afgoerelse/spor/<str:kode>/<int:aar>/<path:linje>/", afgoerelsesviews.spor, name="takst_spor"),
    path("takster/afgoerelse/<int:pk>/", afgoerelsesviews.afgoer, name="takst_afgoer"),
    path("takster/afgoerelse/<int:pk>/udfald/", afgoerelsesviews.udfald, name="takst_udfald"),
]

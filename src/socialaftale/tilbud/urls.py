"""The register: public pages first, then what the parties do."""

from django.urls import path

from . import oversigtsviews, rundeviews, sagsviews, views

urlpatterns = [
    path("tilbud/", views.liste, name="tilbudsliste"),
    path("tilbudsoversigt/", oversigtsviews.side, name="tilbudsoversigt"),
    path("tilbudsoversigt/fil.<slug:format_>", oversigtsviews.fil, name="oversigtsfil"),
    path("kort/", views.kort, name="kort"),
    path("tilbud/driftsherre/<slug:kode>/", views.driftsherre, name="driftsherre"),
    path("tilbud/nyt/", rundeviews.nyt, name="nyt_tilbud"),
    path("tilbud/udtraek/skabelon.csv", rundeviews.skabelon, name="udtraek_skabelon"),
    path("tilbud/udtraek/<int:pk>/", rundeviews.udtraek, name="udtraek"),
    path("tilbud/udtraek/<int:pk>/kladde/<int:nr>/", rundeviews.kladde, name="kladde"),
    path("indskrivning/", rundeviews.indskrivninger, name="indskrivninger"),
    path("indskrivning/<int:pk>/", rundeviews.indskrivning, name="indskrivning"),
    path("indskrivning/linje/<int:pk>/", rundeviews.linje, name="indskrivningslinje"),
    path("aendringer/", sagsviews.aendringsliste, name="aendringer"),
    path("aendringer/<int:pk>/", sagsviews.aendring, name="aendring"),
    path("tilbud/<slug:kode>/", views.vis, name="tilbud"),
    path("tilbud/<slug:kode>/ret/", sagsviews.ret_oversigt, name="ret_tilbud"),
    path("tilbud/<slug:kode>/ret/<slug:del_kode>/", sagsviews.ret, name="ret_del"),
    path("tilbud/<slug:kode>/aendring/", sagsviews.foreslaa, name="foreslaa"),
    path("tilbud/<slug:kode>/skridt/<slug:verbum>/", sagsviews.skridt, name="skridt"),
    path("tilbud/<slug:kode>/tilfoej/<slug:hvad>/", sagsviews.tilfoej, name="tilfoej"),
    path("tilbud/<slug:kode>/overtagelse/", sagsviews.overtagelse, name="overtagelse"),
    path("tilbud/<slug:kode>/efterfoelger/", sagsviews.efterfoelger, name="efterfoelger"),
    path("tilbud/<slug:kode>/tilbudsportalen/", sagsviews.portal, name="portal"),
]

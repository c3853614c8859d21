from django.urls import include, path

from . import beregnerviews, skemaviews, views
from .evidens.views import evidens
from .fletning.views import flet

urlpatterns = [
    path("", include("socialaftale.takster.runde.urls")),
    path("", include("socialaftale.takster.styring.urls")),
    path("", include("socialaftale.takster.indtast.urls")),
    path("", include("socialaftale.takster.regning.urls")),
    path("takstoverblik/", include("socialaftale.takster.sammenligning.urls")),
    path("takstbilag/", include("socialaftale.takster.bilag.urls")),
    path("", include("socialaftale.takster.gennemgang.urls")),
    path("", include("socialaftale.takster.afgoerelse.urls")),
    path("objektiv-finansiering/", beregnerviews.fordeling, name="fordeling"),
    path("objektiv-finansiering/fil.<slug:format_>", beregnerviews.fordelingsfil, name="fordelingsfil"),
    path("takster/", views.overblik, name="takster"),
    path("takster/driftsherre/<str:kode>/<int:aar>/", views.driftsherre, name="takster_driftsherre"),
    path("takster/driftsherre/<str:kode>/<int:aar>/udvikling/", views.driftsherre_udvikling, name="takster_indeks"),
    path("takster/driftsherre/<str:kode>/<int:aar>/overskud/", beregnerviews.overskud, name="takst_overskud"),
    path("takster/driftsherre/<str:kode>/<int:aar>/skema.xlsx", skemaviews.hent, name="takstskema_hent"),
    path("takster/driftsherre/<str:kode>/<int:aar>/indlaes/", skemaviews.indlaes, name="takstskema_indlaes"),
    path("takster/indlaesning/<int:pk>/", skemaviews.indlaesning, name="takstskema_indlaesning"),
    path("takster/indlaesning/<int:pk>/flet/", flet, name="takstskema_flet"),
    path("takster/indlaesning/<int:pk>/svar.xlsx", skemaviews.svar, name="takstskema_svar"),
    path("takster/tilbud/<str:kode>/<int:aar>/", views.takst, name="takst"),
    path("takster/tilbud/<str:kode>/<int:aar>/evidens.zip", evidens, name="takst_evidens"),
    path("takster/tilbud/<str:kode>/<int:aar>/pris/", beregnerviews.pris, name="takst_pris"),
    path("takster/tilbud/<str:kode>/<int:aar>/hvad-nu-hvis/", views.hvad_hvis, name="takst_hvad_hvis"),
    path("takster/tilbud/<str:kode>/<int:aar>/udvikling/", views.udvikling, name="takst_udvikling"),
    path("takster/tilbud/<str:kode>/<int:aar>/forklaring/", views.forklaring, name="takst_forklaring"),
    path("takster/tilbud/<str:kode>/<int:aar>/bekraeft/", views.bekraeft, name="takst_bekraeft"),
    path("takster/tilbud/<str:kode>/<int:aar>/del/", views.del_grundlag, name="takst_del"),
]

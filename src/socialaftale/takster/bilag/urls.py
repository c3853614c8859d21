from django.urls import path

from . import filviews, udgivviews, views

urlpatterns = [
    path("", views.liste, name="takstbilag_liste"),
    path("linje/<str:kode>/<int:aar>/<path:linje>/", views.linje, name="takstbilag_linje"),
    path("fil/<int:pk>/igen/", filviews.igen, name="takstbilag_fil_igen"),
    path("<slug:omraade>/nyeste.<slug:format_>", filviews.nyeste, name="takstbilag_nyeste"),
    path("<slug:omraade>/<int:aar>/", views.udgave, name="takstbilag"),
    path("<slug:omraade>/<int:aar>/nyeste.<slug:format_>", filviews.aarets, name="takstbilag_data"),
    path("<slug:omraade>/<int:aar>/udvikling/", views.udviklingen, name="takstbilag_udvikling"),
    path("<slug:omraade>/<int:aar>/udgiv/", udgivviews.udgiv, name="takstbilag_udgiv"),
    path("<slug:omraade>/<int:aar>/udgave/<int:nr>/", views.udgave, name="takstbilag_udgave"),
    path("<slug:omraade>/<int:aar>/udgave/<int:nr>/rettelser/", views.rettelser, name="takstbilag_rettelser"),
    path("<slug:omraade>/<int:aar>/udgave/<int:nr>/filer/", filviews.fremdrift, name="takstbilag_filer"),
    path("<slug:omraade>/<int:aar>/udgave/<int:nr>/fil.<slug:format_>", filviews.fil, name="takstbilag_fil"),
]

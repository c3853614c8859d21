from django.urls import path

from . import papirviews, views

urlpatterns = [
    path("moeder/<int:pk>/dagsorden/", papirviews.papir, name="moede_papir"),
    path("moeder/<int:pk>/dagsorden.<slug:format_>", papirviews.papir_fil, name="moede_papir_fil"),
    path("moeder/<int:pk>/dagsorden-intern.<slug:format_>", papirviews.papir_internt, name="moede_papir_internt"),
    path("moeder/<int:pk>/frigiv/", views.frigiv, name="moede_frigiv"),
    path("moeder/punkt/<int:pk>/raekkefoelge/", views.raekkefoelge, name="punkt_raekkefoelge"),
    path("moeder/punkt/<int:pk>/program/", views.program, name="punkt_program"),
    path("moeder/punkt/<int:pk>/tag-af/", views.tag_af, name="punkt_tag_af"),
    path("moeder/punkt/<int:pk>/saet-paa/", views.saet_paa, name="punkt_saet_paa"),
    path("moeder/gaest/<int:pk>/fjern/", views.fjern_gaest, name="gaest_fjern"),
]

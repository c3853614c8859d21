from django.urls import path

from . import views

urlpatterns = [
    path("bibliotek/", views.liste, name="bibliotek"),
    path("bibliotek/<int:pk>/", views.produkt, name="biblioteksprodukt"),
    path("bibliotek/<int:pk>/version/", views.version, name="bibliotek_version"),
    path("bibliotek/<int:pk>/udgaa/", views.udgaa, name="bibliotek_udgaa"),
    path("bibliotek/version/<int:pk>/fil/", views.fil, name="bibliotek_fil"),
    path("bibliotek/<slug:omraade>/nyt/", views.nyt, name="bibliotek_nyt"),
]

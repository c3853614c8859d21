from django.urls import path

from . import views

AFTALEN = "aftalen/<slug:omraade>/<slug:kode>/"
ET = "aftalen/initiativer/<slug:omraade>/<slug:kode>/"
urlpatterns = [
    path(f"{AFTALEN}fremdrift/", views.fremdrift, name="fremdrift"),
    path(f"{AFTALEN}vision/", views.vision, name="aftale_vision"),
    path(f"{AFTALEN}nyt-fokusomraade/", views.nyt_fokusomraade, name="nyt_fokusomraade"),
    path(f"{AFTALEN}fokusomraade/<int:nr>/nyt-initiativ/", views.nyt_initiativ, name="nyt_initiativ"),
    path("aftalen/initiativer/mine/", views.mine, name="mine_initiativer"),
    path("aftalen/initiativer/medlem/<int:pk>/afslut/", views.medlem_afslut, name="initiativ_medlem_afslut"),
    path("aftalen/initiativer/moede/<int:pk>/holdt/", views.moede_holdt, name="initiativ_moede_holdt"),
    path("aftalen/initiativer/produkt/<int:pk>/fil/", views.fil, name="initiativ_fil"),
    path(ET, views.initiativ, name="initiativ"),
    path(f"{ET}kommissorium/", views.kommissorium, name="initiativ_kommissorium"),
    path(f"{ET}medlem/", views.nyt_medlem, name="initiativ_medlem"),
    path(f"{ET}leverance/", views.ny_leverance, name="initiativ_leverance"),
    path(f"{ET}leverance/<int:nr>/frist/", views.frist, name="initiativ_frist"),
    path(f"{ET}leverance/<int:nr>/aflever/", views.produkt, name="initiativ_aflever"),
    path(f"{ET}moede/", views.moede, name="initiativ_moede"),
    path(f"{ET}status/", views.status, name="initiativ_status"),
]

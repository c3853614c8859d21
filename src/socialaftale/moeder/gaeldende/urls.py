from django.urls import path

from . import views

urlpatterns = [
    path("moeder/punkt/<int:pk>/forloeb/", views.forloeb, name="punkt_forloeb"),
    path("moeder/punkt/<int:pk>/aendrer/", views.aendrer, name="punkt_aendrer"),
    path("moeder/aendringer/<int:pk>/tag-tilbage/", views.tag_tilbage, name="beslutningsaendring_tag_tilbage"),
]

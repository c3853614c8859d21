from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/frigiv/", views.frigiv, name="moede_frigiv"),
    path("moeder/punkt/<int:pk>/raekkefoelge/", views.raekkefoelge, name="punkt_raekkefoelge"),
    path("moeder/punkt/<int:pk>/program/", views.program, name="punkt_program"),
    path("moeder/gaest/<int:pk>/fjern/", views.fjern_gaest, name="gaest_fjern"),
]

from django.urls import path

from . import afbudsviews, views

urlpatterns = [
    path("moeder/<int:pk>/fremmoede/", views.fremmoede, name="moede_fremmoede"),
    path("moeder/<int:pk>/afbud/", afbudsviews.meld, name="moede_afbud"),
    path("moeder/afbud/<str:token>/", afbudsviews.meld_ved_link, name="moede_afbud_link"),
]

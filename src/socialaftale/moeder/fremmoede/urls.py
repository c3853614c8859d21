from django.urls import path

from . import views

urlpatterns = [path("moeder/<int:pk>/fremmoede/", views.fremmoede, name="moede_fremmoede")]

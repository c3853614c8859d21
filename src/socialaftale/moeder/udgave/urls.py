from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/udskriv/", views.udskriv, name="moede_udskriv"),
    path("moeder/<int:pk>/referat.pdf", views.offentlig_pdf, name="moede_pdf"),
    path("moeder/<int:pk>/referat-internt.pdf", views.intern_pdf, name="moede_pdf_internt"),
]

"""The citizens' addresses, and static files served by Django itself (no host but this one)."""

from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import path

import resources
from regulator.complaints.views import new_complaint
from regulator.portal import form_pages, list_pages, service_pages, tracking_pages, views

FONTS = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")


def font(_request: HttpRequest, name: str) -> HttpResponse:
    """A page font, from the fonts that come with the program."""
    if name not in FONTS:
        return HttpResponseNotFound()
    answer = HttpResponse(resources.read(f"fonts/{name}"), content_type="font/ttf")
    answer["Cache-Control"] = "public, max-age=604800"
    return answer


urlpatterns = [
    path("", views.home),
    path("track/<str:typed>", tracking_pages.track),
    path("R/<str:code>", views.receipt),
    path("P/<str:code>", views.signed_page),
    path("services/", service_pages.services),
    path("services/<int:number>/", service_pages.service),
    path("services/electronic/", list_pages.electronic),
    path("services/<int:number>/form/", form_pages.form),
    path("services/<int:number>/form.pdf", form_pages.form_pdf),
    path("services/<int:number>/form.json", form_pages.form_json),
    path("forms/", form_pages.forms),
    path("delegated/", list_pages.delegated),
    path("complaints/new", new_complaint),
    path("privacy/", views.privacy),
    path("static/fonts/<str:name>", font),
    path("static/<path:path>", serve, {"insecure": True}),
]

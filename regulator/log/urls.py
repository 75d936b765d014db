"""Addresses below the log's prefix, /log."""

from django.urls import path

from regulator.log import views

urlpatterns = [
    path("checkpoint", views.checkpoint),
    path("key", views.key),
    path("tile/<path:path>", views.tile),
]

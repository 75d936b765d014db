"""Where everything lives: citizens at the root, desks under /api, staff under /staff."""

from django.contrib import admin
from django.urls import include, path

from regulator.api import api
from regulator.health import healthz, metrics

urlpatterns = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("api/", api.urls),
    path("staff/", admin.site.urls),
    path("", include("regulator.portal.urls")),
]

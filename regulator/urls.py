"""Citizens at the root, desks under /api, staff under /staff, readers of the log under /log."""

from django.contrib import admin
from django.urls import include, path

from regulator.api import api
from regulator.health import healthz, metrics

urlpatterns = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("api/", api.urls),
    path("staff/", admin.site.urls),
    path("log/", include("regulator.log.urls")),
    path("", include("regulator.portal.urls")),
]

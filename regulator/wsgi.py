"""The WSGI application, for waitress and for tests that run it in process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulator.settings")
application = get_wsgi_application()

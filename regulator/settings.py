"""Django's settings, from the environment; secrets lie in files of the data folder (0600).

PISHKHAN_REGULATOR_DATA   data folder; without it nothing is kept (checks and type checker only)
PISHKHAN_REGULATOR_HOSTS  further host names, comma separated
PISHKHAN_REGULATOR_HTTPS  1 behind a balancer that speaks TLS and sets X-Forwarded-Proto
PISHKHAN_REGULATOR_BIND   address to serve on, 127.0.0.1; another only behind a balancer
PISHKHAN_REGULATOR_WORKERS  web processes over PostgreSQL; one more than there are cores
PISHKHAN_REGULATOR_PACE   calls a second one device may make of one process; 0: as many as it likes
PISHKHAN_REGULATOR_LOG_ORIGIN  the name the log signs under, for ever the same
PISHKHAN_REGULATOR_PG_*   NAME, USER, HOST, PORT, PASSWORD_FILE: PostgreSQL in place of SQLite
"""

import os
import secrets
from pathlib import Path
from typing import Any

from regulator.files import made_once

_ENV = "PISHKHAN_REGULATOR_"
_DATA = os.environ.get(f"{_ENV}DATA")
DATA = Path(_DATA).resolve() if _DATA else None
KEYS = DATA / "keys" if DATA else None


def _secret(name: str) -> str:
    if DATA is None:
        return secrets.token_urlsafe(48)
    return made_once(DATA / name, lambda: secrets.token_urlsafe(48).encode()).decode()


def _sqlite() -> dict[str, Any]:
    # FULL: an acknowledged entry must outlive a power cut. IMMEDIATE: a transaction that reads a
    # head row and then writes must hold the write lock from its first statement.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
    options = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 20}
    name = DATA / "regulator.sqlite3" if DATA else ":memory:"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}


def _postgresql(name: str) -> dict[str, Any]:
    def part(key: str) -> str:
        return os.environ.get(f"{_ENV}PG_{key}", "")

    password = Path(part("PASSWORD_FILE")).read_text().strip() if part("PASSWORD_FILE") else ""
    where = {key: part(key) for key in ("USER", "HOST", "PORT")}
    # Intake says the same few statements all day: the server keeps their plans.
    options = {"server_side_binding": True, "prepare_threshold": 5}
    engine = "django.db.backends.postgresql"
    return {"ENGINE": engine, "NAME": name, "PASSWORD": password, "OPTIONS": options, **where}


_POSTGRESQL = os.environ.get(f"{_ENV}PG_NAME", "")
DATABASES = {"default": _postgresql(_POSTGRESQL) if _POSTGRESQL else _sqlite()}
# Whoever serves keeps its connections; a command, or a test that puts the file back, does not.
if os.environ.get(f"{_ENV}SERVES") == "1":
    DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
SECRET_KEY = _secret("django.secret")
PEPPER = _secret("codes.secret").encode()
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ALLOWED_HOSTS += [host for host in os.environ.get(f"{_ENV}HOSTS", "").split(",") if host]
BIND = os.environ.get(f"{_ENV}BIND", "127.0.0.1")
WORKERS = int(os.environ.get(f"{_ENV}WORKERS", "0")) or (os.cpu_count() or 1) + 1
PACE = float(os.environ.get(f"{_ENV}PACE", "50"))
LOG_ORIGIN = os.environ.get(f"{_ENV}LOG_ORIGIN", "pishkhan.ir/log")
BEHIND_BALANCER = os.environ.get(f"{_ENV}HTTPS") == "1"
ROOT_URLCONF = "regulator.urls"
WSGI_APPLICATION = "regulator.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "regulator.apps.Licensing",
    "regulator.apps.Offices",
    "regulator.apps.Tariffs",
    "regulator.apps.Oversight",
    "regulator.apps.Supervision",
    "regulator.apps.Delegation",
    "regulator.apps.Complaints",
    "regulator.apps.Catalogue",
    "regulator.apps.Intake",
    "regulator.apps.Log",
    "regulator.apps.Agencies",
    "regulator.apps.Auditing",
    "regulator.apps.Courier",
    "regulator.apps.Notices",
    "regulator.apps.Portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "regulator.middleware.packed",
    "regulator.middleware.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "fa"
TIME_ZONE = "Asia/Tehran"
USE_TZ = True
USE_I18N = True

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
if BEHIND_BALANCER:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    # The host is the regulator's alone, and so is whatever stands below it.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    # A balancer's probe comes from inside, and not over TLS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]

# Addresses hold tracking IDs, forms hold names: the log keeps level and place, not the request.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "regulator.logs.Places", "format": "%(asctime)s %(levelname)s %(name)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}

"""Settings from the environment; policy of a district is data and stands in the database."""

from __future__ import annotations

import contextlib
import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from simpul.ground.whole_files import written_beside

BASE = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
#: Installed from a wheel there is no checkout around us: data go to their usual place, districts came along.
CHECKOUT = (BASE / "pyproject.toml").is_file()
_HOME = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
DATA = Path(os.environ.get("SIMPUL_DATA") or (BASE / ".data" if CHECKOUT else _HOME / "simpul"))
DEMO = os.environ.get("SIMPUL_DEMO") == "1"
KEYS = Path(os.environ.get("SIMPUL_KEYS", DATA / "keys" / "keyring.json"))
FILES = DATA / "files"
ICONS = PACKAGE / "web/templates/web/components/icons.txt"
DISTRICTS = Path(os.environ.get("SIMPUL_DISTRICTS") or (BASE if CHECKOUT else PACKAGE) / "districts")


def _secret() -> str:
    """The signing secret: from the environment, else from a file made once beside the keys."""
    if given := os.environ.get("SIMPUL_SECRET"):
        return given
    path = KEYS.parent / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Of two processes that start at once the first lays it, and both read the same.
        with contextlib.suppress(FileExistsError), written_beside(path, replace=False) as file:
            file.write(secrets.token_urlsafe(48).encode())
    return path.read_text()


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("SIMPUL_HOSTS", "localhost,127.0.0.1").split(",") if host]
SITE_ADDRESS = os.environ.get("SIMPUL_ADDRESS", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
SECURE = SITE_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
#: Networks of the proxies in front: only what they forward is believed. Empty: nobody is.
TRUSTED_PROXIES = [
    ip_network(each.strip())
    for each in os.environ.get("SIMPUL_TRUSTED_PROXIES", "").split(",")
    if each.strip()
]
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"

# The web and the jobs work as the app role; only migrations work as the owner.
OWNER = os.environ.get("SIMPUL_AS_OWNER") == "1"
_URL = os.environ.get("DATABASE_OWNER_URL" if OWNER else "DATABASE_URL", "")
APP_ROLE = (
    os.environ.get("SIMPUL_APP_ROLE") or urlsplit(os.environ.get("DATABASE_URL", "")).username or "simpul_app"
)
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(_URL or "postgres://simpul_app@localhost/simpul")
    | {
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"options": "-c jit=off -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "simpul.ground",
    "simpul.places",
    "simpul.offices",
    "simpul.letters",
    "simpul.registry",
    "simpul.programmes",
    "simpul.funds",
    "simpul.cases",
    "simpul.referrals",
    "simpul.protection",
    "simpul.insight",
    "simpul.web",
    "simpul.adoption",
    "simpul.demo",
    "simpul.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "simpul.web.client_address.ClientAddressMiddleware",  # first: others count by the address
    "simpul.config.watching.counting.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads its answers at random, so that sizes betray no secret
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "simpul.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simpul.web.middleware.SeatMiddleware",
]
ROOT_URLCONF = "simpul.config.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "simpul.web.jinja.environment",
            "context_processors": ["simpul.web.context.page"],
        },
        "NAME": "jinja",
    },
    {
        # Error pages: no context processors, so that they work when the database does not.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "simpul.web.jinja.environment"},
        "NAME": "plain",
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "simpul.web.context.page",
            ],
        },
        "NAME": "django",
    },
]

AUTH_USER_MODEL = "offices.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "simpul.web.accounts.adapter.OfficerAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "5/15m/key,20/15m/ip"}
MFA_ADAPTER = "simpul.web.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come by invitation; no mail is sent to prove them
MFA_TOTP_ISSUER = "Simpul"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# No state per process: rate limits and caches live in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ground_cache"}}

# Jobs stand in each floor's `jobs.py`; they wait in PostgreSQL.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
#: Collected files are compressed; where none were collected (tests) files are served from where they lie.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "web").is_dir()
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "simpul.web.uploads.CappedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 5  # no form has more than one

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "simpul.config.watching.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "simpul": {"level": "INFO"},  # each request by the name of its page, each head of the audit chain
        "django": {"level": "WARNING", "handlers": [], "propagate": True},
    },
}

"""All settings, read once from the environment; a bad value stops the start with one sentence."""

import os
from pathlib import Path

import structlog
from django.utils.translation import gettext_lazy as _

from vongtay.config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = environment.data_folder()
WORLD = environment.world()

SECRET_KEY = environment.secret(DATA / "keys" / "django.secret")
DEBUG = False
ALLOWED_HOSTS = environment.hosts()
PORT = environment.port()
PUBLIC_ADDRESS = environment.public_address()
SERVED_AT = environment.served_at()
CLAMD = environment.clamd()
BODY_QUOTA_MB = environment.body_quota()
EMAIL_URL = environment.email_url()
KEYS = DATA / "keys" / "vault"
FILES = DATA / "files"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "axes",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "vongtay.common",
    "vongtay.accounts",
    "vongtay.audit",
    "vongtay.agencies",
    "vongtay.grants",
    "vongtay.law",
    "vongtay.people",
    "vongtay.facilities",
    "vongtay.papers",
    "vongtay.tasks",
    "vongtay.indicators",
    "vongtay.questionnaires",
    "vongtay.cases",
    "vongtay.narratives",
    "vongtay.support",
    "vongtay.programme",
    "vongtay.reports",
    "vongtay.home",
    "vongtay.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vongtay.common.security.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vongtay.common.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    # Last: it opens the transaction in which the database knows who asks, and runs the view inside it.
    "vongtay.agencies.middleware.StaffContext",
]

ROOT_URLCONF = "vongtay.config.urls"
WSGI_APPLICATION = "vongtay.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "common" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "vongtay.home.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "vongtay.common.templatetags.vietnam",
            ],
        },
    }
]
COTTON_DIR = "components"
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "vongtay.common.rendering.FormRenderer"

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "vongtay.accounts.backends.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vongtay.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:today"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "vongtay.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = environment.behind_https()
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = environment.behind_https()
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "vongtay.common.errors.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.behind_https() else None
SECURE_HSTS_SECONDS = 31536000 if environment.behind_https() else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["vongtay.common.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "vongtay.common.finders.Packages",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# An upload is read into memory once, checked, encrypted and stored; never as a plain file on the disk.
FILE_UPLOAD_HANDLERS = ["vongtay.common.uploads.MemoryOnly"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
UPLOAD_MAX_BYTES = 20 * 1024 * 1024

# What a log line may hold is decided in one place: no parameters, no form values, no query strings.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_facts": {"()": "vongtay.common.logs.NoFacts"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_facts"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("VONGTAY_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["pghistory.W001"]

# Each app's jobs stand in its jobs.py. A finished job says nothing that the log doesn't.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "delete_jobs": "successful", "shutdown_graceful_timeout": 20}

"""All settings, for one machine and for production alike; what differs comes from outside (see .env.example)."""
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment
from config.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = environment.read_env(BASE_DIR)
VAR_DIR = Path(ENV.get("VAR_DIR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- Who may reach it -------------------------------------------------------------------------------------------------

DEBUG = environment.flag(ENV, "DEBUG")
HTTPS = environment.flag(ENV, "HTTPS")
PROXY_COUNT = environment.number(ENV, "PROXY_COUNT", 0)  # trusted proxies in front; 0: addresses are the peers' own
SECRET_KEY = (
    environment.strong_secret_key(ENV)
    if HTTPS
    else ENV.get("SECRET_KEY") or environment.local_secret_key(VAR_DIR / "secret_key")
)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = environment.words(ENV, "ALLOWED_HOSTS") or LOCAL_HOSTS + environment.words(ENV, "HOST")
CSRF_TRUSTED_ORIGINS = environment.words(ENV, "CSRF_TRUSTED_ORIGINS")

# --- What it is made of -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "axes",
    "csp",
    "core",
    "audit",
    "organizations",
    "accounts",
    "notifications",
    "plans",
    "models_registry",
    "nominations",
    "reporting",
    "portal",
]

MIDDLEWARE = [
    "config.middleware.ProxyAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # These run before the door below sends strangers to the sign-in page.
    "core.kept.KeepTypedMiddleware",
    "accounts.middleware.ActingRoleMiddleware",
    "accounts.middleware.FirstPasswordMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "audit.middleware.AuditContextMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.around",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Where data lies --------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database_settings(ENV.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = Path(ENV.get("MEDIA_ROOT", VAR_DIR / "media"))  # served by permission-checking views only: no MEDIA_URL
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a plan of 150 communes × 11 fields fits
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Development and tests serve the files as they lie; where they were collected (by ./run, or by `collectstatic` with
# COLLECT=1) browsers get them compressed, under names that change with their content.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(ENV.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
COLLECTED = (STATIC_ROOT / "staticfiles.json").is_file()
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "jpeg", "gif", "webp", "zip", "gz", "br", "woff", "woff2", "ttf"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED or environment.flag(ENV, "COLLECT")
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

# --- People and sessions ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "full_name", "email")}},
    {"NAME": "accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATORS}.NumericPasswordValidator"},
]

CSRF_FAILURE_VIEW = "core.kept.csrf_failure"
SESSION_COOKIE_AGE = 30 * 60  # seconds without a request
SESSION_LONGEST_AGE = 10 * 60 * 60  # seconds after signing in, however busy
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Five wrong passwords for one name from one address, or fifty from one address for any names, close that door for a
# while. The second limit is wide because a whole office often shares one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_ADDRESS_LIMIT = 50
AXES_HANDLER = "config.lockout.TwoLimitsHandler"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "config.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.lockout.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SIGNATURE_ROOTS = ENV.get("SIGNATURE_ROOTS", "")  # PEM file of authorities whose signatures on papers are trusted
AUDIT_KEY = ENV.get("AUDIT_KEY", "")  # seals the log; derived from SECRET_KEY when not given

# --- What browsers are told -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the arrows and ticks inside Bootstrap's style sheet
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^suckhoe/"]  # watchdogs ask from the machine itself
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds the whole registered domain: its owner decides

# --- The quota board --------------------------------------------------------------------------------------------------

PACE_RED_SHARE = 0.75  # a line turns red below this share of the number expected by now …
PACE_RED_GAP = 2  # … and only when at least this many people are missing
STALE_AFTER_DAYS = 60  # an agency that sent nothing for so long is marked
FIGURES_KEPT = 256  # boards that a process keeps until the next act; 0 counts anew for every page

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"
USE_THOUSAND_SEPARATOR = False  # years would print as 2.025; counts go through the `count` filter

# --- Mail, queue, log -------------------------------------------------------------------------------------------------

vars().update(environment.email_settings(ENV.get("EMAIL_URL", f"file://{VAR_DIR / 'mails'}")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.get("MAIL_FROM", "Hoa Đẹp <hoadep@localhost>")
SITE_URL = ENV.get("SITE_URL", f"http://{ENV.get('HOST', '127.0.0.1')}:{ENV.get('PORT', '8000')}").rstrip("/")
SENDING_HOURS = "plans.reminder_steps.sending_hours"  # when mails about duties may be tried again

CELERY_BROKER_URL = environment.broker_url(ENV.get("REDIS_URL", f"unix://{VAR_DIR / 'broker.sock'}"))
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True  # the state of a job is our own row
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300  # seconds; stays under the visibility time-out, or a task would run twice
CELERY_TASK_PUBLISH_RETRY = False  # a request never waits for the queue; the sweeps find what was not announced
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 30,  # with kombu's own values a lost task comes back after 100 s, with these in 30
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": ENV.get("LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

"""Settings, all from the environment (or a `.env` file beside pyproject.toml)."""

import sys
from pathlib import Path

import environ

ROD = Path(__file__).resolve().parents[3]
env = environ.Env()
if (ROD / ".env").exists():
    env.read_env(ROD / ".env")

VAR = Path(env("VAR", default=str(ROD / "var")))
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
TESTING = "pytest" in sys.modules

SECRET_KEY = env("SECRET_KEY", default="kun-til-udvikling-og-proeve" if DEBUG or DEMO or TESTING else "")
DENNE_MASKINE = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = DENNE_MASKINE if DEMO else env.list("ALLOWED_HOSTS", default=DENNE_MASKINE)
ADRESSE = env("ADRESSE", default="127.0.0.1")  # where the server listens: see drift.vagt
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "socialaftale.faelles",
    "socialaftale.parter",
    "socialaftale.moeder",
    "socialaftale.tilbud",
    "socialaftale.kapacitet",
    "socialaftale.aftaler",
    "socialaftale.takster",
    "socialaftale.pladssoegning",
    "socialaftale.portal",
    "socialaftale.drift",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "socialaftale.faelles.sikkerhed.csp_middleware",
    "socialaftale.faelles.sikkerhed.upload_limit_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "socialaftale.faelles.sikkerhed.readonly_get_middleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "socialaftale.faelles.trafik.trafik_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "socialaftale.config.urls"
WSGI_APPLICATION = "socialaftale.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "socialaftale.faelles.menu.context",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "socialaftale.faelles.jinja.environment", "context_processors": _CONTEXT},
    },
    {  # the libraries' pages
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

_SQLITE = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON;",
    },
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'socialaftale.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= _SQLITE
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = not TESTING
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "parter.Bruger"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an e-mail is unique among local users only: see parter.models.Bruger
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LOGIN_URL = "demo" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "forside"
LOGOUT_REDIRECT_URL = "forside"
MESSAGE_TAGS = {40: "error"}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{navn}", "OPTIONS": valg}
    for navn, valg in {
        "MinimumLengthValidator": {"min_length": 12},
        "UserAttributeSimilarityValidator": {"user_attributes": ["navn", "email"]},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
SESSION_COOKIE_AGE = 9 * 3600  # a working day
ACCOUNT_ADAPTER = "socialaftale.parter.konto.KontoAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"  # the library's views, our pages
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # signed out when the browser closes
ACCOUNT_FORMS = {
    "login": "socialaftale.parter.konto.LogPaaForm",
    "reauthenticate": "socialaftale.parter.konto.BekraeftForm",
    "change_password": "socialaftale.parter.konto.SkiftAdgangskodeForm",
}
MFA_FORMS = {
    "authenticate": "socialaftale.parter.konto.KodeForm",
    "reauthenticate": "socialaftale.parter.konto.BekraeftKodeForm",
    "activate_totp": "socialaftale.parter.konto.SlaaTilForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXYER", default=0)  # so that rate limits count the visitor, not the proxy
MFA_ADAPTER = "socialaftale.parter.konto.TotrinAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by the local administrator
MFA_TOTP_ISSUER = "Socialaftale"
MFA_TOTP_TOLERANCE = 1  # clocks differ
KRAEV_TOTP = env.bool("KRAEV_TOTP", default=not (DEMO or TESTING))  # whatever a given role opens asks for two steps
CACHES = {  # rate limits count across processes
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TESTING
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "cache"},
    "trafik": {  # how often each visitor asks: see faelles.trafik
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "trafik",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    **{  # in memory only, and what is closed by itself: see moeder.dagsordensside
        navn: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": navn, "TIMEOUT": 3600}
        for navn in ("dagsorden_for_alle", "dagsorden_for_udvalget")
    },
}
TRAFIKGRAENSER = env.bool("TRAFIKGRAENSER", default=not TESTING)

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

FORMAT_MODULE_PATH = ["socialaftale.faelles.formats"]

# Security. A log-in provider's address must stand in CSP_FORM_ACTION: browsers check where the log-in form leads.
SECURE_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": " ".join(["'self'", *env.list("CSP_FORM_ACTION", default=[])]),
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "socialaftale.faelles.fejlsider.csrf_failure"

# Mail: an address as smtp+tls://bruger:kode@vaert:587. Without one, mail is written to files.
vars().update(env.email_url("EMAIL_URL", default="filemail://"))
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # noqa: F821
    EMAIL_FILE_PATH = VAR / "post"
MAIL_DOMAENE = env("MAIL_DOMAENE", default="socialaftale.invalid")
DEFAULT_FROM_EMAIL = env("MAIL_AFSENDER", default=f"Socialaftale <ingen-svar@{MAIL_DOMAENE}>")
EMAIL_TIMEOUT = 20
WEBADRESSE = env("WEBADRESSE", default="").rstrip("/")  # the site's own address, for links in mail

FILER = VAR / "filer"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
HASHED = not (DEBUG or TESTING)  # hashed names need collectstatic first
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "socialaftale.faelles.statik.HashetLager"
        if HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HASHED
SKRIFTTYPER = ROD / "src/socialaftale/faelles/skrifttyper"  # the pages' typeface, for PDF

VAR.mkdir(parents=True, exist_ok=True)

"""Entry point of the application server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialaftale.config.settings")
application = get_wsgi_application()

from socialaftale.drift.vagt import guard_start  # noqa: E402 - needs the apps

guard_start()

"""The site's own settings, with the bare page among its addresses: what a server that is measured runs under."""

from socialaftale.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bar_side"

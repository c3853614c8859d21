"""Static files under names that hold their hash."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = (r'(?P<matched>from "(?P<url>\./[^"]+)")', 'from "%(url)s"')


class HashetLager(CompressedManifestStaticFilesStorage):
    """Also where one of our scripts imports another, so that a page never mixes the scripts of two releases."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("takster/*.js", (IMPORT,)))

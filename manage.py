#!/usr/bin/env python
"""Django's own commands, for developers."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialaftale.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

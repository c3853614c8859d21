"""Reading minutes: see `laes`."""

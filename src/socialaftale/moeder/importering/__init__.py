"""Old minutes: from a file to a meeting that has been held."""

"""A report typed on the web: field by field, saved as it is typed, by several people at once."""

"""A takstskema that comes back when the report has moved on: what changed here, there and in both, and who chooses."""

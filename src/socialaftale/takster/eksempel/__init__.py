"""Invented reports for the example region: deterministic, within the ranges of published prices."""

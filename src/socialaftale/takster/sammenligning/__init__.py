"""Driftsherrer beside each other: overhead levels, takster against PL, and simulation before approval."""

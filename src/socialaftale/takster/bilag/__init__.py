"""The takstbilag: numbered editions made of what was approved, the same in every format."""

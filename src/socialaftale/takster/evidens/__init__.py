"""The evidence pack of a tilbud's takster: what an auditor needs, and can compute again on another machine."""

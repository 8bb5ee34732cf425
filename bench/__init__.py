"""Measures pages beside ordinary views on the same server (`make bench`)."""

"""Private files behind short signed links."""

"""The page of a person, and what is done there."""

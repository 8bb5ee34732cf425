"""Tasks of the data stewards."""

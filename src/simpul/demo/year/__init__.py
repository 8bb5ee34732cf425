"""A year of services: some are played by the real actions, the others are copies of these."""

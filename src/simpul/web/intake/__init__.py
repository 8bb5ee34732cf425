"""Intake: one question a page, from danger to the ticket."""

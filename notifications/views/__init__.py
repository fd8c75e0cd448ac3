"""Pages of notices, of the outbox, and of how a person is reached."""

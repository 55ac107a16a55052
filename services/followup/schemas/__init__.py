"""Bodies and answers of followup's API. Every field carries an example; the examples are posted by a test."""

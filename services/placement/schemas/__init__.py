"""Bodies and answers of placement's API. Every field carries an example; the examples are posted by a test."""

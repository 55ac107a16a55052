"""Bodies and answers of intake's API, by resource. Every field carries an example; the examples are posted by a test."""

"""Published events, versioned: one module per service. The only words that services share."""

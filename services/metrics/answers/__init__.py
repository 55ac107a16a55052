"""Bodies and answers of metrics's API, one module per resource."""

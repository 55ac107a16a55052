"""For tests of services: given/when/then, synthetic numbers."""

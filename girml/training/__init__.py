"""Training: from annotated reports and a config to a pack of weights."""

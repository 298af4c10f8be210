"""From the untouched source to tokens: reading, the normalised view, tokens, figures."""

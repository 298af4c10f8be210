"""Many inputs at once: found, streamed, divided, read by worker processes, written so that nothing is lost."""

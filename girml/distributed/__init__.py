"""Runs on many machines: Ray Data hands pieces of the inputs to actors, on any file system that Arrow knows."""

"""Invented reports: bodies, their figures, how clerks fill them in, and the page that prints them."""

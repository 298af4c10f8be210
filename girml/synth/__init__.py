"""Invented reports: bodies, their figures, how clerks fill them in, and the page that prints them."""

from girml.synth.bodies import Body, body
from girml.synth.composing import compose
from girml.synth.markup import to_html
from girml.synth.page import Mark, Page, PageCell, PageTable, Paragraph, Run, runs
from girml.synth.style import Style, draw_style

__all__ = [
    "Body",
    "Mark",
    "Page",
    "PageCell",
    "PageTable",
    "Paragraph",
    "Run",
    "Style",
    "body",
    "compose",
    "draw_style",
    "runs",
    "to_html",
]

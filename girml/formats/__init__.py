"""Annotations in the formats of other tools, and back: one module a format, one table of them (`table.FORMATS`).

What a tool shows are marks: a stretch of the text and a name. Everything else that an annotation holds travels as its
sheet, one line of JSON, where the format lets data of one's own pass. What comes back without a changed mark is the
annotation as it was, to the last type; changed marks are worked in, and the cells that hang on them settled anew.
"""

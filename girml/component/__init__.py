"""The reader as a part of a spaCy pipeline: `nlp.add_pipe("girml")`, found by its entry point.

`doc._.girml` holds the reports of a document, `doc.spans` its headings and cells.
"""

"""What several test files share: one extractor, and the way from a text to its tokens and rows."""

from collections.abc import Callable, Iterator

import coverage
import pytest
from hypothesis import settings

import girml
from girml.bio import mentions
from girml.labeler.deterministic import label
from girml.labeler.names import index
from girml.layout.segments import Segment, segments
from girml.pipeline import Extractor
from girml.records import Tokens
from girml.text.tokens import Tokenizer
from girml.text.view import view

Tagged = tuple[str, str, str]

# The same examples in every run, so that CI is stable; a slow machine fails no property.
settings.register_profile("girml", deadline=None, derandomize=True)
settings.load_profile("girml")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put heavy tests first, so that none is begun last while other processes wait."""
    items.sort(key=lambda item: item.get_closest_marker("heavy") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a heavy test and what it is set up with untraced."""
    stopped = []
    while item.get_closest_marker("heavy") and (tracer := coverage.Coverage.current()):
        tracer.stop()
        stopped.append(tracer)
    try:
        return (yield)
    finally:
        for tracer in reversed(stopped):
            tracer.start()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return the extractor that learned nothing: what it makes of a text does not change with a training."""
    return girml.load("deterministic")


@pytest.fixture(scope="session")
def tokenize() -> Callable[[str], Tokens]:
    """Return a function from a source to its tokens."""
    labels = index()
    tokenizer = Tokenizer(labels.patterns)
    return lambda source: tokenizer(view(source))


@pytest.fixture(scope="session")
def tag(tokenize: Callable[[str], Tokens]) -> Callable[[str], list[Tagged]]:
    """Return a function from a source to its mentions: tag, text as in the view, and the label each names."""

    def tagged(source: str) -> list[Tagged]:
        tokens = tokenize(source)
        return [
            (one.tag, tokens.view.text[one.start : one.end], one.names[0].label if one.names else "")
            for one in mentions(tokens, label(tokens))
        ]

    return tagged


@pytest.fixture(scope="session")
def segment(tokenize: Callable[[str], Tokens]) -> Callable[[str], list[Segment]]:
    """Return a function from a source to the rows that stand in it."""

    def rows(source: str) -> list[Segment]:
        tokens = tokenize(source)
        return segments(tokens, mentions(tokens, label(tokens)), index().roles)

    return rows

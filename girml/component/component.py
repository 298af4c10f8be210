"""The component: documents in, the same documents with their reports out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from girml import pack
from girml.component.packing import from_bytes, to_bytes
from girml.component.reports import keep
from girml.component.spans import mark
from girml.pack import Pack
from girml.pipeline import Extractor
from girml.pipeline.extractor import AT_ONCE
from girml.pipeline.models import DETERMINISTIC, find, folder_of, packed_model
from girml.records import Report


class Component:
    """Reads the reports of documents. Make one with `nlp.add_pipe("girml")`.

    It reads its model when it is first used. What is saved holds the pack of the model, so that a pipeline reads
    elsewhere as it does here, whatever model the girml there comes with; the labeler that learned nothing has none.
    """

    def __init__(self, name: str, model: str, *, threshold: float | None, prose: bool) -> None:
        self.name = name
        self._model = model
        self._threshold = threshold
        self._prose = prose
        self._pack: Pack | None = None
        self._extractor: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its reports on `doc._.girml`, its headings and cells in `doc.spans`."""
        return _marked(doc, self._reader().all(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = AT_ONCE) -> Iterator[Doc]:
        """Yield documents as each would come out alone; so many are read ahead, to be labeled together."""
        waiting = iter(stream)
        while some := list(islice(waiting, batch_size)):
            yield from map(_marked, some, self._reader().pipe_all(doc.text for doc in some))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the pack of the model as the folder `path`."""
        if self._model != DETERMINISTIC:
            pack.write(Path(path), self._held())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Component":
        """Take the pack in the folder `path` for the model; PackError where it cannot be read."""
        if self._model != DETERMINISTIC:
            self._hold(pack.read(Path(path)))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the pack of the model as bytes."""
        return b"" if self._model == DETERMINISTIC else to_bytes(self._held())

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Component":
        """Take the pack that `to_bytes` gave for the model; PackError where it cannot be read."""
        if self._model != DETERMINISTIC:
            self._hold(from_bytes(data, self.name))
        return self

    def __getstate__(self) -> dict[str, Any]:
        # Processes that are not forked get a component without its reader, and make one of the pack.
        return {**self.__dict__, "_extractor": None}

    def _reader(self) -> Extractor:
        if self._extractor is None:
            deterministic = self._model == DETERMINISTIC
            model = find(DETERMINISTIC) if deterministic else packed_model(self._held(), f"The component {self.name!r}")
            self._extractor = model.extractor(self._threshold, prose=self._prose)
        return self._extractor

    def _held(self) -> Pack:
        if self._pack is None:
            self._pack = pack.read(folder_of(self._model))
        return self._pack

    def _hold(self, found: Pack) -> None:
        self._pack, self._extractor = found, None


def _marked(doc: Doc, reports: Sequence[Report]) -> Doc:
    keep(doc, reports)
    mark(doc, reports)
    return doc

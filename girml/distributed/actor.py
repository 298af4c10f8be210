"""What an actor does with a piece: read its documents, let its worker extract them, write the part and its marker."""

import json
from typing import Any

from girml.batch.documents import Columns
from girml.batch.manifest import as_dict
from girml.batch.parts import DRAFTS, Encoder
from girml.batch.pool import Budget, Finished, Pool
from girml.batch.worker import Setup
from girml.distributed.pieces import Piece
from girml.distributed.store import Place


class Actor:
    """Extracts pieces, by a worker of its own with the model loaded; that is replaced where a document does harm."""

    def __init__(self, folder: str, columns: Columns, setup: Setup, budget: Budget) -> None:
        self._folder, self._columns = Place(folder), columns
        self._pool = Pool(setup, Encoder(columns.keep).encode, 1, budget, 1)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the part of a piece, both as JSON."""
        block = Piece.parse(row["piece"]).block(self._columns)
        (finished,) = [event for event in self._pool.results(iter([block])) if isinstance(event, Finished)]
        part, contents = finished.result
        for table, content in contents.items():
            self._folder.below(f"{table}/{part.number:06}.parquet").write(content)
        told = json.dumps(as_dict(part))
        self._folder.below(f"{DRAFTS}/{part.number:06}.json").write(told.encode())
        return {"part": told}

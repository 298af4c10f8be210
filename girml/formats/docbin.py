"""spaCy: `DocBin`, the `.spacy` files of its training, so many documents each, in a folder.

Marks are spans of the group `sc`, where spaCy's own `spancat` looks for them; in a file without it, those of another
group, or the entities. The sheet stands in `user_data`. Tokens end where marks do, so no span cuts one.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import plain
from girml.formats.pieces import pieces
from girml.formats.writing import folder

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

shown = plain

SUFFIX = ".spacy"
_GROUP = "sc"
_ATTRIBUTES = ("ORTH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID")
_ID, _SHEET = "girml_id", "girml"
A_FILE = 200
"""So many documents go into one file."""
_MOST_UNPACKED = 2_000_000_000
# What spaCy raises on bytes that are not what it wrote.
_DAMAGE = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


def write(items: Iterable[Item], target: Path) -> None:
    """Write a new folder of files, numbered in the order of the documents."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    waiting = iter(items)
    with folder(target) as draft:
        for number in count(1):
            some = list(islice(waiting, A_FILE))
            if not some:
                return
            vocab = Vocab()
            bin_ = DocBin(attrs=[], store_user_data=True, docs=(_doc(item, vocab) for item in some))
            (draft / f"{number:05}{SUFFIX}").write_bytes(bin_.to_bytes())


def _doc(item: Item, vocab: "Vocab") -> "Doc":
    from spacy.tokens import Doc

    one = item.annotation
    marks = [mark for mark in shown(one.text, one.spans) if mark]
    places = list(pieces(one.text, (at for mark in marks for at in mark[:2])))
    words = [one.text[start:end] for start, end in places]
    doc = Doc(vocab, words=words, spaces=[False] * len(words))
    spans = (doc.char_span(mark.start, mark.end, label=mark.name) for mark in marks)
    doc.spans[_GROUP] = [span for span in spans if span is not None]
    doc.user_data[_ID], doc.user_data[_SHEET] = one.id, sheet.dump(item)
    return doc


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the documents of a file, or of all files of a folder, sorted by name; a file that is damaged or unpacks to
    more than any corpus is refused whole."""
    files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not files:
        yield Refused(f"{path} holds no {SUFFIX} file: name a folder or a file that `DocBin` wrote.")
    for file in files:
        try:
            told(reading.size(file))
            yield from _documents(file)
        except InputError as error:
            yield Refused(str(error))


def _documents(file: Path) -> Iterator[Found | Refused]:
    from spacy.vocab import Vocab

    docs = _opened(file).get_docs(Vocab())
    for number in count(1):
        place = f"{file} document {number}"
        try:
            doc = next(docs, None)
            if doc is None:
                return
            yield _found(doc, place)
        except InputError as error:
            yield Refused(str(error))
        except _DAMAGE as reason:
            yield Refused(
                f"{place} is damaged ({type(reason).__name__}), and no document after it was read: write it anew."
            )
            return


def _opened(file: Path) -> "DocBin":
    from spacy.tokens import DocBin

    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_UNPACKED)
        unpacked = zlib.decompressobj()
        unpacked.decompress(data, _MOST_UNPACKED)
        if unpacked.unconsumed_tail:
            raise InputError(f"{file} unpacks to more than {_MOST_UNPACKED:,} bytes: write it in smaller parts.")
        return _bare(DocBin().from_bytes(data))
    except OSError as reason:
        raise reading.unreadable(file, reason) from None
    except (zlib.error, *_DAMAGE):
        raise InputError(f"{file} is no whole DocBin: write it anew with `DocBin.to_disk`.") from None


def _bare(docs: "DocBin") -> "DocBin":
    """Return a file without all that spaCy knows of tokens but their text and entities: a file of others may have
    anything there, such as heads outside the document."""
    from spacy.attrs import IDS  # type: ignore[import-not-found]

    kept = [at for at, attribute in enumerate(docs.attrs) if attribute in {IDS[name] for name in _ATTRIBUTES}]
    docs.attrs = [docs.attrs[at] for at in kept]
    docs.tokens = [tokens[:, kept] for tokens in docs.tokens]
    return docs


def _found(doc: "Doc", place: str) -> Found:
    own, name = doc.user_data.get(_SHEET), doc.user_data.get(_ID)
    marks, notes = _marks(doc)
    if not all(0 <= mark.start < mark.end <= len(doc.text) for mark in marks):
        raise InputError(f"{place} has a span that is no place in its text: mark it anew.")
    return Found(place, reading.called(place, name), doc.text, marks, sheet.carried(own), (*notes, *_others(doc)))


def _marks(doc: "Doc") -> tuple[tuple[Mark, ...], list[str]]:
    """Return the marks of the group of spans that counts, or of the entities, and what is told of the others."""
    groups = {key: list(group) for key, group in doc.spans.items()}
    key = _GROUP if _GROUP in groups or not groups else next(iter(sorted(groups)))
    chosen = groups.pop(key, None)
    spans = list(doc.ents) if chosen is None else chosen
    beside = {f"span group {other!r}": len(some) for other, some in groups.items()}
    if chosen is not None and doc.ents:
        beside["entities"] = len(doc.ents)
    notes = [f"Left out, for the span group {key!r} was taken: {what} ({size})." for what, size in beside.items()]
    return tuple(Mark(span.start_char, span.end_char, span.label_) for span in spans), notes


def _others(doc: "Doc") -> list[str]:
    others = {f"user data {key!r}": 1 for key in doc.user_data if key not in (_ID, _SHEET)}
    return reading.left_out(({"categories": len(doc.cats)} if doc.cats else {}) | others)

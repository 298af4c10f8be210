"""The process that parses documents, one after the other, as it is told through its standard input.

A message is its length in eight bytes, then its bytes: the kind and the name of a document as JSON, then the document.
The answer is JSON: an encoding and blocks, or what is wrong with the document in a sentence.
"""

import json
import struct
import sys
import zlib
from typing import Any, BinaryIO

from girml.documents.blocks import Block, as_plain
from girml.documents.kinds import NAMES, Kind
from girml.documents.limits import MOST_TEXT, bind
from girml.errors import InputError

_LENGTH = struct.Struct(">Q")
# What parsers raise over damaged documents. Anything else ends this process, and its parent says so.
_FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip


def send(stream: BinaryIO, data: bytes) -> None:
    """Write a message."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Return the next message; None where there is none."""
    head = stream.read(_LENGTH.size)
    return stream.read(*_LENGTH.unpack(head)) if len(head) == _LENGTH.size else None


def main() -> None:
    """Answer messages until there are no more."""
    bind()
    while (head := receive(sys.stdin.buffer)) is not None:
        told = json.loads(head)
        data = receive(sys.stdin.buffer) or b""
        send(sys.stdout.buffer, json.dumps(_answer(data, told["name"], told["kind"])).encode())


def _answer(data: bytes, name: str, kind: Kind) -> dict[str, Any]:
    try:
        encoding, blocks = _parsed(data, name, kind)
    except InputError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"{name} takes too much memory to be parsed: look at what it is."}
    except _FAULTS + _faults_of(kind):
        return {"error": f"{name} is damaged: it is no whole {NAMES[kind].split(' ', 1)[1]}; get it again."}
    if sum(map(_size, blocks)) > MOST_TEXT:
        return {"error": f"{name} shows more than {MOST_TEXT:,} characters, which no report does: divide it first."}
    return {"encoding": encoding, "blocks": as_plain(blocks)}


def _parsed(data: bytes, name: str, kind: Kind) -> tuple[str, list[Block]]:
    """Return the encoding and the blocks of a document."""
    match kind:
        case "html":
            from girml.documents import html
            from girml.documents.pages import decoded

            page, codec = decoded(data, name)
            return f"html+{codec}", html.blocks(page, name)
        case "pdf":
            from girml.documents import pdf

            return kind, pdf.blocks(data, name)
        case "docx":
            from girml.documents import docx

            return kind, docx.blocks(data, name)


def _faults_of(kind: Kind) -> tuple[type[Exception], ...]:
    """Return what the parser of a kind raises of its own."""
    if kind == "pdf":
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        return PSException, MalformedPDFException, PdfminerException
    from lxml.etree import LxmlError

    return (LxmlError,)


def _size(block: Block) -> int:
    return len(block) if isinstance(block, str) else sum(len(cell.text) + 1 for line in block.lines for cell in line)

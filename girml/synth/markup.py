"""A page as HTML, in the many ways of the wild: spans and paragraphs in cells, layout tables, Word's leavings."""

from collections.abc import Callable, Sequence
from random import Random

from girml.synth.inline import Pen
from girml.synth.page import Block, Page, PageCell, PageTable, Paragraph, Run, runs
from girml.synth.style import Style

Encode = Callable[[int, str], str]

_HEADS = {
    "bare": '<meta charset="utf-8">',
    "site": '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>政府信息公开</title>',
    "word": '<meta charset="utf-8">\n<meta name="Generator" content="Microsoft Word 15">\n'
    '<style>\n<!--\n p.MsoNormal {margin:0cm; mso-style-parent:""; font-size:10.5pt;}\n-->\n</style>',
}
_FRAMES = {
    "none": ("", ""),
    "nested": ("", ""),
    "divs": ('<div class="wrap"><div class="content" id="zoom">', "</div></div>"),
    "layout_table": ('<table width="100%" cellpadding="0"><tr><td align="left">', "</td></tr></table>"),
}
_CELLS = {
    "bare": ("", ""),
    "p": ("<p>", "</p>"),
    "span": ("<span>", "</span>"),
    "p_span": ('<p style="text-align:center"><span style="font-size:12pt">', "</span></p>"),
    "div": ('<div align="center">', "</div>"),
    "font": ('<font face="宋体" size="2">', "</font>"),
    "strong": ("<b>", "</b>"),
}
_WORD_CELL = (
    '<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan">'
    '<span lang="EN-US" style="mso-font-kerning:0pt">',
    "<o:p></o:p></span></p>",
)
_HEADINGS = {
    "p": ("<p>", "</p>"),
    "h2": ("<h2>", "</h2>"),
    "strong": ("<p><strong>", "</strong></p>"),
    "div": ('<div class="tit">', "</div>"),
    "span": ('<p style="line-height:150%"><span style="font-family:黑体">', "</span></p>"),
}
_TITLES = {
    "h1": ("<h1>", "</h1>"),
    "p": ('<p align="center"><b>', "</b></p>"),
    "div": ('<div class="title">', "</div>"),
    "cell": ('<table width="100%"><tr><td class="title">', "</td></tr></table>"),
}
_PROSE = {"p": ("<p>", "</p>"), "div": ("<div>", "</div>"), "lines": ("", "<br>")}
_TABLES = {
    "none": "<table>",
    "border": '<table border="1" cellspacing="0">',
    "inline": '<table style="border-collapse:collapse;width:100%" class="ke-zeroborder" align="center">',
}
_LINE_ENDS = {"tight": "", "lines": "\n", "indented": "\n      "}


def to_html(page: Page, style: Style, *, encode: Encode | None = None) -> str:
    """Return the page as an HTML document.

    `encode` gets the index of every run (as in `girml.synth.page.runs`) and its text, and returns what is printed
    instead, one character for each; default is the text itself.
    """
    texts = [encode(index, run.text) if encode else run.text for index, run in enumerate(runs(page))]
    pen = Pen(style, Random(f"markup/{style.seed}/{page.body}/{page.year}"), iter(texts))
    before, after = _FRAMES[style.frame]
    space = ' xmlns:o="urn:schemas-microsoft-com:office:office"' if style.document == "word" else ""
    head = f"<!DOCTYPE html>\n<html{space}>\n<head>\n{_HEADS[style.document]}\n</head>\n<body>\n"
    body = "\n".join(_block(pen, block) for block in page.blocks)
    return f"{head}{before}\n{body}\n{after}\n</body>\n</html>\n"


def _block(pen: Pen, block: Block) -> str:
    if isinstance(block, PageTable):
        return _table(pen, block)
    match block.style:
        case "title":
            before, after = _TITLES[pen.style.title]
            return before + _joined(pen, block.runs) + after
        case "furniture":
            return _furniture(pen, block)
        case "heading":
            before, after = _HEADINGS[pen.style.heading]
            return before + _joined(pen, block.runs) + after
    return _paragraph(pen, block)


def _joined(pen: Pen, printed: Sequence[Run]) -> str:
    return "".join(pen.prose(run) for run in printed)


def _paragraph(pen: Pen, block: Paragraph) -> str:
    before, after = _PROSE[pen.style.prose]
    if pen.style.document == "word":
        before, after = '<p class="MsoNormal" style="text-indent:21pt">', "<o:p></o:p></p>"
    return before + pen.style.indent + _joined(pen, block.runs) + after


def _furniture(pen: Pen, block: Paragraph) -> str:
    items = [item for run in block.runs for item in _items(pen, run)]
    if pen.style.furniture == "list":
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    return f'<div class="nav">{"".join(items)}</div>'


def _items(pen: Pen, run: Run) -> Sequence[str]:
    if pen.style.furniture == "div" or (run.mark and run.mark.tag == "date"):
        return [pen.plain(run)]
    return [f'<a href="#">{item}</a>' for item in pen.items(run)]


def _table(pen: Pen, table: PageTable) -> str:
    end = _LINE_ENDS[pen.style.space]
    lines = [_line(pen, line) for line in table.lines]
    heads = _head_count(table)
    if pen.style.groups == "thead" and heads:
        parts = ["<thead>", *lines[:heads], "</thead>", "<tbody>", *lines[heads:], "</tbody>"]
    elif pen.style.groups == "none":
        parts = lines
    else:
        parts = ["<tbody>", *lines, "</tbody>"]
    if pen.style.groups == "colgroup":
        width = sum(cell.columns for cell in table.lines[0])
        parts.insert(0, "<colgroup>" + '<col width="72">' * width + "</colgroup>")
    inner = end.join((_TABLES[pen.style.attributes], *parts, "</table>"))
    return f'<table><tr><td class="frame">{inner}</td></tr></table>' if pen.style.frame == "nested" else inner


def _head_count(table: PageTable) -> int:
    """Return how many lines at the top of a table hold nothing but heads."""
    heads = [all(run.mark and run.mark.tag == "column" for cell in line for run in cell.runs) for line in table.lines]
    return heads.index(False) if False in heads else 0


def _line(pen: Pen, line: Sequence[PageCell]) -> str:
    end = _LINE_ENDS[pen.style.space]
    return end.join(("<tr>", *(_cell(pen, cell) for cell in line), "</tr>"))


def _cell(pen: Pen, cell: PageCell) -> str:
    before, after = _WORD_CELL if pen.style.document == "word" else _CELLS[pen.style.cell]
    inner = "".join(_cell_run(pen, run) for run in cell.runs)
    return f"<td{_spans(pen.style, cell)}{_looks(pen.style)}>{before}{inner or pen.style.empty}{after}</td>"


def _cell_run(pen: Pen, run: Run) -> str:
    if run.mark and run.mark.tag in ("row", "column"):
        return pen.label(run)
    return pen.figure(run) if run.text else pen.plain(run)


def _spans(style: Style, cell: PageCell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 and style.spans != "all_lost" else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 and style.spans == "kept" else ""
    return columns + rows


def _looks(style: Style) -> str:
    return ' style="border:1px solid #000;padding:2px 5px" valign="middle"' if style.attributes == "inline" else ""

"""A report beside its source, as a page: the text with its marks left, the statutory form filled in right.

Of one report, `report` and `source` being a `Report` and the whole text that it was read from:

    parts(report, source, labels=(), home=None) -> Parts    markup: head, text, form, notes, panel
    page(report, source, labels=(), home=None) -> str       all of it as one file, without network or other files

Of many:

    entry(report, number, address) -> Entry                 a line of the work list
    worklist(entries) -> Markup                             the list with its filters
    index(entries) -> str                                   the same as one file

`labels` are the places of row and column labels (`girml.pipeline.marking.label_spans`, or the spans of an annotation);
without them figures and headings are marked alone. `words()` is the dictionary, `reasons(report)` why each cell is
coloured, `asset(name)` the text of an asset; `REPORT_STYLES`, `REPORT_SCRIPTS`, `LIST_STYLES` and `LIST_SCRIPTS` name
them in the order of loading. All markup is escaped; none has a style or a handler in an attribute, so the strictest
policy holds.

**What the markup carries.** A cell of the form is `td[data-cell="t3.received.total"]` with `data-state`, `data-reason`
(if it has one), `data-review` (if it asks), `data-confidence`, `data-start` and `data-end`, `data-alternatives` (JSON,
null for a blank), `data-suggested`, `data-rules` (those that derived it), `data-row` and `data-column` (ids of labels);
its one `span` holds what stands in it. A label of the form is `th[data-label="l.t3.col.total"]`. In the text
`mark[data-cell~="t3.received.total"]` is a figure, which may be that of several cells, `mark[data-label~=…]` a label,
`mark[data-heading="s3"]`, `mark[data-field="agency"]`, `mark[data-finding~="0"]` (number in `report.findings`); each
line is `p[data-line][data-start]`. A rule is `li[data-check][data-holds][data-cells]`. A word of ours is
`[data-word="key"]`, with `data-values` in JSON; `[data-word-hint]` is one for a placeholder.

**What the scripts offer.** The dictionary stands in `script#words` as JSON: add own words to those of `words()` there.
`girml.say(key, values)` says one in the language of the reader, `girml.translate(element)` all words in an element;
`girml.select(id)` chooses a cell, `girml.selected` is its id, `girml.step(1)` goes to the next one that asks for
review, `girml.nameOfCell(id)` names it; `girml.refresh()` is to be called when parts of the page were put in anew. The
document hears `girml:selected` (`detail.cell`) and `girml:language`. Keys n and p step; others are free.
"""

from girml.view.pages import REPORT_SCRIPTS, REPORT_STYLES, Parts, page, parts
from girml.view.reasons import REASONS, SIGNS, Reason, doubts, reasons
from girml.view.templating import asset, policy
from girml.view.words import say, words
from girml.view.worklist import LIST_SCRIPTS, LIST_STYLES, Entry, entry, index, worklist

__all__ = [
    "LIST_SCRIPTS",
    "LIST_STYLES",
    "REASONS",
    "REPORT_SCRIPTS",
    "REPORT_STYLES",
    "SIGNS",
    "Entry",
    "Parts",
    "Reason",
    "asset",
    "doubts",
    "entry",
    "index",
    "page",
    "parts",
    "policy",
    "reasons",
    "say",
    "words",
    "worklist",
]

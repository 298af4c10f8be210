"""A report composed: furniture, title, six sections with their prose and tables, footer."""

from datetime import date, timedelta
from random import Random

from girml.records import TableId
from girml.synth.bodies import Body
from girml.synth.choosing import Split
from girml.synth.figures import figures
from girml.synth.grids import lay_out
from girml.synth.habits import Filling, fill
from girml.synth.page import Block, Mark, Page, Paragraph, Run
from girml.synth.telling import Story
from girml.synth.wording import NUMERALS, Heading, Writer, headings, labels, title

_PARTS = {
    "disclosure": "主动公开",
    "requests": "依申请公开",
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
}
_TABLES: dict[int, TableId] = {2: "t2", 3: "t3", 4: "t4"}
_UNTITLED, _UNDATED, _LISTED = 0.04, 0.2, 0.05
_INTRO, _NOTE, _BAIT, _SIGNED = 0.35, 0.15, 0.14, 0.35
_DROPPED = {5: 0.015, 6: 0.03}
_SEPARATORS = (" ", "  ", " | ", "　", "\u00a0\u00a0")
_FURNITURE = Mark("furniture")


def compose(body: Body, year: int, *, seed: int, split: Split) -> Page:
    """Return the report of a body for a year as a page: the same for the same seed, body, year and split."""
    report = figures(body, year)
    filling = fill(report, seed=seed, split=split)
    rng = Random(f"page/{seed}/{split}/{body.id}/{year}")
    published = date(year + 1, 1, 5) + timedelta(days=rng.randrange(86))
    writer = Writer(rng, Story(body, report, filling.gold()), split, published, [])
    titled, dated = rng.random() >= _UNTITLED, rng.random() >= _UNDATED
    opening, sections, closing = _top(writer, titled=titled, dated=dated), _sections(writer, filling), _bottom(writer)
    return Page(
        blocks=(*opening, *sections, *closing),
        body=body.id,
        year=year,
        agency=body.name if titled else None,
        published=published.isoformat() if dated else None,
        form=report.form,
        cells=filling.gold(),
        misprints=filling.misprints,
        breaks=report.breaks,
        local=filling.local if "t2" not in filling.missing else None,
        missing=filling.missing,
        wordings=tuple(dict.fromkeys((*filling.habits, *writer.used))),
    )


def _top(writer: Writer, *, titled: bool, dated: bool) -> list[Block]:
    rng = writer.rng
    menus = [*_furniture(writer, "top", rng.randint(0, 3)), *_furniture(writer, "crumb", rng.randint(0, 1))]
    meta = _furniture(writer, "meta", 1) if dated else []
    head: list[Block] = [*title(writer)] if titled else []
    named = [*meta, *head] if rng.random() < 0.2 else [*head, *meta]
    preamble = [Paragraph("text", runs) for runs in writer.sentences("preamble", rng.choice((0, 1, 1, 2)))]
    return [*menus, *named, *preamble]


def _bottom(writer: Writer) -> list[Block]:
    signed: list[Block] = []
    if writer.rng.random() < _SIGNED:
        day = writer.published
        # The day under a signature is no day of publication, so it bears no mark.
        signed = [Paragraph("text", runs) for runs in writer.sentences("sign", 1)]
        signed.append(Paragraph("text", (Run(f"{day.year}年{day.month}月{day.day}日"),)))
    return [*signed, *_furniture(writer, "footer", writer.rng.randint(0, 4))]


def _furniture(writer: Writer, part: str, count: int) -> list[Block]:
    """Return lines of furniture; items of a line (cut by `|` in the pattern) stand apart by one separator."""
    found: list[Block] = []
    for runs in writer.sentences(part, count):
        separator = writer.rng.choice(_SEPARATORS)
        marked = (Run(run.text.replace("|", separator), run.mark or _FURNITURE) for run in runs)
        found.append(Paragraph("furniture", tuple(marked)))
    return found


def _sections(writer: Writer, filling: Filling) -> list[Block]:
    kept = [number for number in range(1, 7) if not _is_dropped(writer, filling, number)]
    heads = headings(writer, kept)
    listed = writer.rng.random() < _LISTED
    blocks: list[Block] = [Paragraph("text", (Run(head.run.text),)) for head in heads.values() if listed]
    for number in kept:
        blocks += _section(writer, filling, number=number, head=heads[number])
    return blocks


def _is_dropped(writer: Writer, filling: Filling, number: int) -> bool:
    # With its table goes, as often as not, the whole section; the headings after it then close up.
    if number in _TABLES and _TABLES[number] in filling.missing:
        return writer.rng.random() < 0.5
    return writer.rng.random() < _DROPPED.get(number, 0)


def _section(writer: Writer, filling: Filling, *, number: int, head: Heading) -> list[Block]:
    if number in _TABLES:
        before, rest = _around_table(writer, filling, number)
    else:
        before, rest = _prose(writer, number), []
    # A heading cannot be glued to a table: without a sentence to go on with, it stands alone.
    if head.glued and before:
        first, *others = before
        return [Paragraph("text", (head.run, *_tail(head), *first.runs)), *others, *rest]
    lone = head._replace(tail="") if head.glued else head
    return [Paragraph("heading", (lone.run, *_tail(lone))), *before, *rest]


def _tail(head: Heading) -> tuple[Run, ...]:
    return (Run(head.tail),) if head.tail else ()


def _around_table(writer: Writer, filling: Filling, number: int) -> tuple[list[Paragraph], list[Block]]:
    """Return the sentences before a section's table, and the table with its note."""
    table = _TABLES[number]
    told = table in filling.missing or writer.rng.random() < _INTRO
    intro = [Paragraph("text", runs) for runs in writer.sentences(f"s{number}", 1)] if told else []
    if table in filling.missing:
        return intro, []
    form_id = writer.story.report.form[table]
    words = labels(writer, table, form_id)
    blocks: list[Block] = [*lay_out(writer.rng, table, form_id, filling=filling, labels=words)]
    if writer.rng.random() < _NOTE:
        blocks += [Paragraph("text", runs) for runs in writer.sentences("note", 1)]
    return intro, blocks


def _prose(writer: Writer, number: int) -> list[Paragraph]:
    if number == 1:
        return _overview(writer)
    if number == 5:
        return [*_enumerated(writer, "s5.problem"), *_enumerated(writer, "s5.remedy")]
    return [Paragraph("text", runs) for runs in writer.sentences("s6", writer.rng.choice((1, 1, 2, 3)))]


def _overview(writer: Writer) -> list[Paragraph]:
    """Return section 一: its five parts (or fewer), each under a head of its own or run together."""
    style = writer.choose("parts")["text"]
    kept = [part for part in _PARTS if writer.rng.random() < 0.88] or ["disclosure"]
    found: list[Paragraph] = []
    for at, part in enumerate(kept):
        head = style.format(numeral=NUMERALS[at], arabic=at + 1, name=_PARTS[part])
        sentences = [*writer.sentences(f"s1.{part}", writer.rng.randint(1, 5)), *_bait(writer, _BAIT)]
        writer.rng.shuffle(sentences)
        body = tuple(run for runs in sentences for run in runs)
        if head.endswith("\n"):
            found += [Paragraph("text", (Run(head.strip()),)), Paragraph("text", body)]
        else:
            found.append(Paragraph("text", (*((Run(head),) if head else ()), *body)))
    return found if writer.rng.random() < 0.85 else [Paragraph("text", _joined(found))]


def _enumerated(writer: Writer, part: str) -> list[Paragraph]:
    """Return the points of section 五, numbered, each a paragraph or all in one."""
    style = writer.choose("enumerations")["text"]
    points = [*writer.sentences(part, writer.rng.randint(2, 5)), *_bait(writer, _BAIT)]
    found = []
    for at, runs in enumerate(points):
        number = style.format(numeral=NUMERALS[at], arabic=at + 1)
        found.append(Paragraph("text", (*((Run(number),) if number else ()), *runs)))
    return found if writer.rng.random() < 0.6 else [Paragraph("text", _joined(found))]


def _bait(writer: Writer, rate: float) -> list[tuple[Run, ...]]:
    return writer.sentences("bait", 1) if writer.rng.random() < rate else []


def _joined(paragraphs: list[Paragraph]) -> tuple[Run, ...]:
    return tuple(run for paragraph in paragraphs for run in paragraph.runs)

"""Words of a page: sentences with their slots filled, titles, headings, dates, labels (`wording.json`)."""

import re
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from girml.forms import load
from girml.records import TableId
from girml.synth.choosing import Entry, Split, allowed, choose, data
from girml.synth.page import Mark, Paragraph, Run
from girml.synth.telling import Story, tell, tellable

NUMERALS = "一二三四五六七八九"
_SLOT = re.compile(r"\{([a-z_.]+)(?::([^}]*))?\}")
_TOLD = re.compile(r"\{(p\.[a-z_]+)")
_LABELLED, _REWORDED, _ODD_HEADING = 0.35, 0.12, 0.06
_DATE_SLOT = "date"


class Heading(NamedTuple):
    """A section's heading: its run, what follows it, and whether the text goes on behind it."""

    run: Run
    tail: str
    glued: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """One who words a page: draws what the split may show, and notes the id of each pattern in `used`."""

    rng: Random
    story: Story
    split: Split
    published: date
    used: list[str]

    def choose(self, key: str) -> Entry:
        """Return an entry of a list of `wording.json`."""
        entry = choose(self.rng, data("wording")[key], self.split)
        self.used.append(entry["id"])
        return entry

    def sentences(self, part: str, count: int) -> list[tuple[Run, ...]]:
        """Return up to so many different sentences of a part."""
        fit = [entry for entry in allowed(data("wording")["sentences"], self.split) if entry["part"] == part]
        fit = [entry for entry in fit if all(tellable(self.story, name) for name in _TOLD.findall(entry["text"]))]
        chosen = self.rng.sample(fit, min(count, len(fit)))
        self.used.extend(entry["id"] for entry in chosen)
        return [self.fill(entry["text"]) for entry in chosen]

    def fill(self, text: str, mark: Mark | None = None) -> tuple[Run, ...]:
        """Return a pattern as runs, its slots filled; what is no told count or date bears the mark."""
        found: list[Run] = []
        plain, at = "", 0
        for slot in _SLOT.finditer(text):
            plain, at = plain + text[at : slot.start()], slot.end()
            special = self._special(slot[1], slot[2])
            if special:
                found += [Run(plain + special[0].text, mark), special[1]]
                plain = special[2].text
            else:
                plain += self._word(slot[1])
        found.append(Run(plain + text[at:], mark))
        return tuple(run for run in found if run.text)

    def _special(self, slot: str, words: str | None) -> tuple[Run, Run, Run] | None:
        """Return a told count or a date with what stands before and behind it, None for another slot."""
        if slot.startswith("p."):
            return Run(""), tell(self.rng, self.story, slot, words), Run("")
        if slot != _DATE_SLOT:
            return None
        style, day = self.choose("dates"), self.published
        text = style["text"].format(y=day.year, m=day.month, d=day.day)
        return Run(style["before"]), Run(text, Mark("date")), Run(style["after"])

    def _word(self, slot: str) -> str:
        year, rng = self.story.report.year, self.rng
        match slot:
            case "body":
                return self.story.body.name
            case "short":
                return self.story.body.short
            case "year" | "last" | "next":
                return str(year + {"year": 0, "last": -1, "next": 1}[slot])
            case "pct":
                return str(round(rng.uniform(60, 100), rng.choice((0, 1, 2))))
            case "n" | "m" | "k":
                return str(rng.randint(*{"n": (2, 90), "m": (2, 9), "k": (100, 9999)}[slot]))
        raise KeyError(slot)


def title(writer: Writer) -> list[Paragraph]:
    """Return the lines of the title, the agency a run of its own."""
    text = writer.choose("titles")["text"].replace("{year}", str(writer.story.report.year))
    return [Paragraph("title", _title_runs(line, writer.story.body.name)) for line in text.split("\n")]


def _title_runs(line: str, agency: str) -> tuple[Run, ...]:
    before, found, after = line.partition("{agency}")
    parts = (Run(before, Mark("title")), Run(agency if found else "", Mark("agency")), Run(after, Mark("title")))
    return tuple(run for run in parts if run.text)


def headings(writer: Writer, sections: list[int]) -> dict[int, Heading]:
    """Return the headings of the sections that a page has: one way of numbering, now and then an odd one."""
    order, numbering, tail = writer.choose("orders")["text"], writer.choose("numberings"), writer.choose("tails")
    found = {}
    for at, section in enumerate(sections):
        odd = writer.rng.random() < _ODD_HEADING
        form = writer.choose("numberings") if odd else numbering
        numeral = order[at]
        number = form["text"].format(numeral=numeral, arabic=NUMERALS.index(numeral) + 1)
        ending = writer.choose("tails") if odd else tail
        run = Run(number + _wording(writer, section), Mark("heading", f"s{section}"))
        found[section] = Heading(run, ending["text"], ending["kind"] == "glued")
    return found


def _wording(writer: Writer, section: int) -> str:
    fit = [entry for entry in data("wording")["headings"] if entry["section"] == section]
    entry = choose(writer.rng, fit, writer.split)
    writer.used.append(entry["id"])
    return str(entry["text"])


def labels(writer: Writer, table: TableId, form_id: str) -> dict[str, str]:
    """Return the wording of every label of a table: statutory, on some pages with variants and typed ones."""
    form = load(form_id)
    typing = writer.rng.random() < _LABELLED
    worded = {}
    for name, label in form.labels.items():
        if not name.startswith(f"l.{table}."):
            continue
        worded[name] = label.texts[0]
        if typing and writer.rng.random() < _REWORDED:
            worded[name] = _other_label(writer, name, form_id) or writer.rng.choice(label.texts)
    return worded


def _other_label(writer: Writer, name: str, form_id: str) -> str | None:
    entries = allowed(data("wording")["labels"], writer.split)
    fit = [entry for entry in entries if entry["label"] == name and entry["form"] in (None, form_id)]
    if not fit or writer.rng.random() < 1 / 3:
        return None
    entry = writer.rng.choice(fit)
    writer.used.append(entry["id"])
    return str(entry["text"])

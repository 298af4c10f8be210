"""What the page sends and gets, declared: bodies of requests and answers, of which the OpenAPI description tells."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from girml.review.deciding import MOST_CHOICES, Wish

_MOST_OFFSET = 100_000_000
_MOST_FIGURE = 10**12
_LONGEST_NAME, _LONGEST_VALUE = 80, 1000

# No control character: a name is shown, and stands in tables.
_NAME = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
_Name = Annotated[StrictStr, Field(min_length=1, max_length=_LONGEST_NAME, pattern=_NAME)]
_Offset = Annotated[StrictInt, Field(ge=0, le=_MOST_OFFSET)]
_Version = Annotated[StrictInt, Field(ge=0, le=_MOST_OFFSET)]
_Count = Annotated[StrictInt, Field(ge=-_MOST_FIGURE, le=_MOST_FIGURE)]
_Amount = Annotated[StrictFloat, Field(ge=-_MOST_FIGURE, le=_MOST_FIGURE, allow_inf_nan=False)]
_Words = Annotated[StrictStr, Field(min_length=1, max_length=_LONGEST_VALUE)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Asked(_Body):
    """A decision on a cell, on a place of the text (`mark`), or on the whole report (`done`)."""

    who: _Name
    action: Literal["accept", "choose", "type", "misprint", "blank", "unreadable", "absent", "mark", "done"]
    subject: Annotated[StrictStr, Field(max_length=200, description="The id of a cell; `report` for done.")] = "report"
    seen: Annotated[
        _Version, Field(description="The version of the subject that the person saw; 0 where none was.")
    ] = 0
    value: Annotated[_Count | _Amount | _Words | None, Field(description="For type: a figure or words.")] = None
    choice: Annotated[StrictInt, Field(ge=0, lt=MOST_CHOICES, description="For choose, counted from 0.")] | None = None
    start: Annotated[_Offset, Field(description="Where it stands in the text, in code points.")] | None = None
    end: _Offset | None = None
    nowhere: Annotated[StrictBool, Field(description="The text does not show the value at all.")] = False
    tag: Annotated[StrictStr, Field(max_length=20, description="For mark: a tag of the guide.")] | None = None
    label: Annotated[StrictStr, Field(max_length=200, description="For mark: the id that it names.")] | None = None

    def wish(self) -> Wish:
        """Return what is asked for."""
        place = None if self.start is None or self.end is None else (self.start, self.end)
        about = {"place": place, "nowhere": self.nowhere, "tag": self.tag, "label": self.label}
        return Wish(self.who, self.subject, self.action, self.seen, self.value, self.choice, **about)  # type: ignore[arg-type]


class Undone(_Body):
    """Who takes his last decision back."""

    who: _Name


class Problem(BaseModel):
    """A refusal, in a sentence."""

    detail: str


class Told(BaseModel):
    """A decision as it was written down."""

    number: int
    at: str
    who: str
    subject: str
    action: str
    value: int | float | str | None
    state: str | None
    tag: str | None
    label: str | None
    undoes: int | None
    met: int | None


class Meeting(BaseModel):
    """A decision that met another: a sentence, and both."""

    detail: str
    mine: Told
    theirs: Told


class Parts(BaseModel):
    """The parts of the page that hang on decisions, as markup."""

    head: str
    text: str
    form: str
    notes: str


class State(BaseModel):
    """A report as it stands: how many lines of the journal tell of it, what stands of each subject and its version,
    what may be chosen for each cell, what is open, decisions that met others and stand beside them still, whether it is
    done, what keeps it from being learned from, and the key of the next report that is not done."""

    key: str
    lines: int
    standing: dict[str, Told]
    versions: dict[str, int]
    choices: dict[str, list[int | float | str | None]]
    remaining: list[str]
    conflicts: list[Told]
    done: bool
    flaws: list[str]
    next: str | None


class Sheet(BaseModel):
    """A report as it stands, and how it is shown."""

    state: State
    parts: Parts


class Written(BaseModel):
    """A decision that was written down, and its report as it stands by it."""

    written: Told
    state: State


class Span(BaseModel):
    """A stretch of the text, what it is, and the id that it names."""

    start: int
    end: int
    tag: str
    label: str


class Record(BaseModel):
    """A report as it stands, for programs: the JSON of the contract, and what is marked in the text, as the annotated
    document would have it."""

    report: dict[str, Any]
    spans: list[Span]


class Item(BaseModel):
    """A report on the work list."""

    key: str
    source: str
    agency: str | None
    year: int | None
    reasons: dict[str, int]
    doubtful: int
    decided: int
    done: bool


class Listed(BaseModel):
    """A page of the work list; the counts are of all reports that were asked for."""

    page: int
    pages: int
    items: list[Item]
    reports: int
    done: int
    doubtful: int
    decided: int


Answers = dict[int | str, dict[str, Any]]
REFUSED: Answers = {
    403: {"model": Problem, "description": "The token is missing or wrong, or another page sent the request."},
    404: {"model": Problem, "description": "There is nothing of that name."},
    413: {"model": Problem, "description": "The request is too large."},
    422: {"model": Problem, "description": "What is asked cannot be granted."},
    503: {"model": Problem, "description": "The decision cannot be written down, for want of room or of a right."},
}
MET: Answers = {409: {"model": Meeting, "description": "Somebody decided on it meanwhile; both are kept."}}

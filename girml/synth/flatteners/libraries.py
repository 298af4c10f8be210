"""Python libraries that turn HTML into text or Markdown, each in its modes. Imported only when they run."""

from collections.abc import Iterable, Iterator
from functools import partial
from html.parser import HTMLParser
from importlib import import_module
from io import StringIO
from typing import Any

from girml.synth.flatteners.flattener import ConversionError, Flattener


def _soup(html: str, separator: str, parser: str = "lxml", **options: Any) -> str:
    return str(import_module("bs4").BeautifulSoup(html, parser).get_text(separator, **options))


def _selectolax(html: str, **options: Any) -> str:
    return str(import_module("selectolax.lexbor").LexborHTMLParser(html).body.text(**options))


def _lxml_content(html: str) -> str:
    return str(import_module("lxml.html").document_fromstring(html).body.text_content())


def _lxml_nodes(html: str, separator: str) -> str:
    return separator.join(import_module("lxml.html").document_fromstring(html).body.itertext())


def _lxml_words(html: str, separator: str) -> str:
    return separator.join(_lxml_nodes(html, "\0").replace("\0", " ").split())


def _html5lib(html: str, separator: str) -> str:
    body = import_module("html5lib").parse(html, namespaceHTMLElements=False).find("body")
    return separator.join(text.strip() for text in body.itertext() if text.strip())


def _html_text(html: str, **options: Any) -> str:
    return str(import_module("html_text").extract_text(html, **options))


def _inscriptis(html: str, css: str = "relaxed", **options: Any) -> str:
    profiles = import_module("inscriptis.css_profiles").CSS_PROFILES
    config = import_module("inscriptis.model.config").ParserConfig(css=profiles[css], **options)
    return str(import_module("inscriptis").get_text(html, config))


def _html2text(html: str, **options: Any) -> str:
    converter = import_module("html2text").HTML2Text()
    for name, value in options.items():
        setattr(converter, name, value)
    try:
        return str(converter.handle(html))
    except IndexError as reason:
        raise ConversionError(
            "html2text cannot pad a table whose rows differ in length: print another page."
        ) from reason


def _markdownify(html: str, **options: Any) -> str:
    return str(import_module("markdownify").markdownify(html, **options))


def _html_to_markdown(html: str) -> str:
    return str(import_module("html_to_markdown").convert(html).content)


def _trafilatura(html: str, **options: Any) -> str:
    return import_module("trafilatura").extract(html, include_tables=True, favor_recall=True, **options) or ""


def _trafilatura_all(html: str) -> str:
    return str(import_module("trafilatura").html2txt(html))


def _resiliparse(html: str, **options: Any) -> str:
    return str(import_module("resiliparse.extract.html2text").extract_plain_text(html, **options))


def _parsel(html: str, separator: str) -> str:
    texts = import_module("parsel").Selector(html).xpath("//body//text()").getall()
    return separator.join(text.strip() for text in texts)


_ROWS = "//tr[not(.//tr)]"
_BLOCKS = "//*[self::p or self::h1 or self::h2 or self::div or self::li]"
_LONE = "[not(ancestor::tr[not(.//tr)])][not(.//p or .//h2 or .//div or .//li or .//tr)]"


def _parsel_rows(html: str) -> str:
    """Return a line for each row and paragraph, as a scraper's loop over `tr` and `td` writes them."""
    rows = import_module("parsel").Selector(html).xpath(f"{_ROWS} | {_BLOCKS}{_LONE}")
    cells = (row.xpath("./td") or [row] for row in rows)
    return "\n".join("\t".join(cell.xpath("normalize-space(.)").get() for cell in row) for row in cells)


_INNER_TABLES = ".//table[not(.//table)][count(.//td) > 1]"


def _pandas_columns(html: str) -> str:
    """Return the text of a page, then its tables column after column, as a script prints the columns of data frames."""
    # Without heads of their own, all columns hold words, and no figure is made a number and written anew.
    body = import_module("lxml.html").document_fromstring(html.replace("thead>", "tbody>")).body
    columns = [column for table in body.xpath(_INNER_TABLES) for column in _frame_columns(table)]
    for table in body.xpath(_INNER_TABLES):
        table.drop_tree()
    return "\n".join((_kept_lines(body.itertext()), *columns))


def _frame_columns(table: Any) -> Iterator[str]:
    source = StringIO(import_module("lxml.html").tostring(table, encoding="unicode", with_tail=False))
    for frame in import_module("pandas").read_html(source, flavor="lxml", keep_default_na=False):
        yield from ("\n".join(map(str, frame[column])) for column in frame)


def _kept_lines(texts: Iterable[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())


def _w3lib(html: str, separator: str) -> str:
    library = import_module("w3lib.html")
    return str(library.replace_entities(library.replace_tags(html.partition("<body>")[2], separator)))


def _pyquery(html: str, **options: Any) -> str:
    return str(import_module("pyquery").PyQuery(html)("body").text(**options))


def _justext(html: str) -> str:
    return "\n".join(one.text for one in import_module("justext").justext(html, frozenset()))


def _boilerpy3(html: str) -> str:
    return str(import_module("boilerpy3.extractors").KeepEverythingExtractor().get_content(html))


class _Stripper(HTMLParser):
    """The tag stripper that many scripts write for themselves: all text, a space for every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _stdlib(html: str) -> str:
    stripper = _Stripper()
    stripper.feed(html.partition("<body>")[2])
    return "".join(stripper.pieces)


_BS4 = ("beautifulsoup4", "lxml")
_html2text_wide = partial(_html2text, body_width=0)

LIBRARIES = (
    Flattener("bs4-lines", "beautifulsoup4", "cells", _BS4, partial(_soup, separator="\n")),
    Flattener("bs4-stripped-lines", "beautifulsoup4", "cells", _BS4, partial(_soup, separator="\n", strip=True)),
    Flattener("bs4-spaces", "beautifulsoup4", "rows", _BS4, partial(_soup, separator=" ", strip=True)),
    Flattener("bs4-tabs", "beautifulsoup4", "cells", _BS4, partial(_soup, separator="\t")),
    Flattener("bs4-bars", "beautifulsoup4", "rows", _BS4, partial(_soup, separator="|", strip=True)),
    Flattener("bs4-none", "beautifulsoup4", "glued", _BS4, partial(_soup, separator="", strip=True)),
    Flattener("selectolax-lines", "selectolax", "cells", ("selectolax",), partial(_selectolax, separator="\n")),
    Flattener(
        "selectolax-bars", "selectolax", "rows", ("selectolax",), partial(_selectolax, separator="|", strip=True)
    ),
    Flattener("selectolax-none", "selectolax", "glued", ("selectolax",), partial(_selectolax, strip=True)),
    Flattener("lxml-content", "lxml", "cells", ("lxml",), _lxml_content),
    Flattener("lxml-lines", "lxml", "cells", ("lxml",), partial(_lxml_words, separator="\n")),
    Flattener("lxml-spaces", "lxml", "rows", ("lxml",), partial(_lxml_words, separator=" ")),
    Flattener("lxml-none", "lxml", "glued", ("lxml",), partial(_lxml_words, separator="")),
    Flattener("html5lib-lines", "html5lib", "cells", ("html5lib",), partial(_html5lib, separator="\n")),
    Flattener("html5lib-tabs", "html5lib", "rows", ("html5lib",), partial(_html5lib, separator="\t")),
    Flattener("html5lib-none", "html5lib", "glued", ("html5lib",), partial(_html5lib, separator="")),
    Flattener("html-text", "html-text", "rows", ("html-text",), _html_text),
    Flattener("html-text-flat", "html-text", "rows", ("html-text",), partial(_html_text, guess_layout=False)),
    Flattener("inscriptis", "inscriptis", "layout", ("inscriptis",), _inscriptis),
    Flattener("inscriptis-strict", "inscriptis", "layout", ("inscriptis",), partial(_inscriptis, css="strict")),
    Flattener(
        "inscriptis-tabs", "inscriptis", "layout", ("inscriptis",), partial(_inscriptis, table_cell_separator="\t")
    ),
    Flattener("html2text", "html2text", "rows", ("html2text",), _html2text_wide),
    Flattener("html2text-padded", "html2text", "layout", ("html2text",), partial(_html2text, pad_tables=True)),
    Flattener("html2text-no-tables", "html2text", "rows", ("html2text",), partial(_html2text, ignore_tables=True)),
    Flattener("markdownify", "markdownify", "rows", ("markdownify",), _markdownify),
    Flattener("html-to-markdown", "html-to-markdown", "layout", ("html-to-markdown",), _html_to_markdown),
    Flattener("trafilatura", "trafilatura", "rows", ("trafilatura",), _trafilatura),
    Flattener(
        "trafilatura-markdown", "trafilatura", "rows", ("trafilatura",), partial(_trafilatura, output_format="markdown")
    ),
    Flattener("trafilatura-all", "trafilatura", "rows", ("trafilatura",), _trafilatura_all),
    Flattener("resiliparse", "resiliparse", "rows", ("resiliparse",), _resiliparse),
    Flattener(
        "resiliparse-flat", "resiliparse", "rows", ("resiliparse",), partial(_resiliparse, preserve_formatting=False)
    ),
    Flattener("parsel-lines", "parsel", "cells", ("parsel",), partial(_parsel, separator="\n")),
    Flattener("parsel-none", "parsel", "glued", ("parsel",), partial(_parsel, separator="")),
    Flattener("parsel-rows", "parsel", "rows", ("parsel",), _parsel_rows),
    Flattener("w3lib-none", "w3lib", "cells", ("w3lib",), partial(_w3lib, separator="")),
    Flattener("w3lib-spaces", "w3lib", "cells", ("w3lib",), partial(_w3lib, separator=" ")),
    Flattener("pyquery", "pyquery", "cells", ("pyquery",), _pyquery),
    Flattener("pyquery-loose", "pyquery", "cells", ("pyquery",), partial(_pyquery, squash_space=False)),
    Flattener("justext", "justext", "cells", ("justext",), _justext),
    Flattener("boilerpy3", "boilerpy3", "cells", ("boilerpy3",), _boilerpy3),
    Flattener("pandas-columns", "pandas", "split", ("pandas", "lxml"), _pandas_columns),
    Flattener("stdlib", "html.parser", "rows", (), _stdlib),
)

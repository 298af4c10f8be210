"""Terminal browsers' dumps and pandoc, at several widths."""

from pathlib import Path

from girml.synth.flatteners.flattener import Flattener, run, within_folder


def _piped(html: str, *arguments: str) -> str:
    return run(arguments, html.encode()).decode("utf-8", "replace")


def _file(html: str, *arguments: str) -> str:
    """Return what a program prints that reads its page from a file."""

    def steps(folder: Path) -> str:
        return run((*arguments, "page.html"), within=folder).decode("utf-8", "replace")

    return within_folder(html, steps)


_W3M = ("w3m", "-dump", "-T", "text/html", "-I", "utf8", "-O", "utf8", "-cols")
_LYNX = ("lynx", "-dump", "-stdin", "-nolist", "-force_html", "-assume_charset=utf-8", "-display_charset=utf-8")
_ELINKS = ("elinks", "-no-home", "-dump", "-dump-charset", "utf-8", "-no-references", "-force-html", "-dump-width")
_LINKS = ("links2", "-dump", "-html-assume-codepage", "utf-8", "-codepage", "utf-8", "-width")
# Else every heading stands twice: once as what links point to.
_PANDOC = ("pandoc", "-f", "html-auto_identifiers", "-t")

TERMINAL = (
    Flattener("w3m-wide", "w3m", "layout", ("w3m",), lambda html: _piped(html, *_W3M, "160")),
    Flattener("w3m-narrow", "w3m", "layout", ("w3m",), lambda html: _piped(html, *_W3M, "80")),
    Flattener("lynx-wide", "lynx", "rows", ("lynx",), lambda html: _piped(html, *_LYNX, "-width=160")),
    Flattener("lynx-narrow", "lynx", "rows", ("lynx",), lambda html: _piped(html, *_LYNX, "-width=80")),
    Flattener("elinks-wide", "elinks", "layout", ("elinks",), lambda html: _file(html, *_ELINKS, "160")),
    Flattener("elinks-narrow", "elinks", "layout", ("elinks",), lambda html: _file(html, *_ELINKS, "80")),
    Flattener("links-wide", "links2", "layout", ("links2",), lambda html: _file(html, *_LINKS, "160")),
    Flattener("links-narrow", "links2", "layout", ("links2",), lambda html: _file(html, *_LINKS, "80")),
    Flattener("pandoc-plain", "pandoc", "layout", ("pandoc",), lambda html: _piped(html, *_PANDOC, "plain")),
    Flattener(
        "pandoc-wide", "pandoc", "layout", ("pandoc",), lambda html: _piped(html, *_PANDOC, "plain", "--columns=200")
    ),
    Flattener("pandoc-jira", "pandoc", "rows", ("pandoc",), lambda html: _piped(html, *_PANDOC, "jira")),
    Flattener(
        "pandoc-rst", "pandoc", "layout", ("pandoc",), lambda html: _piped(html, *_PANDOC, "rst", "--columns=160")
    ),
    Flattener("pandoc-org", "pandoc", "rows", ("pandoc",), lambda html: _piped(html, *_PANDOC, "org")),
)

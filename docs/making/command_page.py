"""The reference of commands: every verb, argument and option, as the parser of the command line has them."""

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

INTRODUCTION = """# Commands

This page is made from the command line's own parser whenever the documentation is built; `girml VERB --help` prints the
same."""


def command_page(parser: ArgumentParser) -> str:
    """Return the page in Markdown, a section for each verb in the order of the parser."""
    verbs = next(action for action in parser._actions if isinstance(action, _SubParsersAction))
    told = {action.dest: action.help or "" for action in verbs._get_subactions()}
    parts = [INTRODUCTION]
    for name, verb in verbs.choices.items():
        parts += _verb(name, told[name], verb)
    return "\n\n".join(parts) + "\n"


def _verb(name: str, told: str, verb: ArgumentParser) -> Iterator[str]:
    yield f"## girml {name}"
    yield f"{told[:1].upper()}{told[1:]}."
    yield f"```text\n{verb.format_usage().removeprefix('usage: ').rstrip()}\n```"
    for group in verb._action_groups:
        actions = [action for action in group._group_actions if action.dest != "help"]
        if actions:
            yield f"**{(group.title or '').capitalize()}**"
            yield "\n".join(["| word | meaning |", "|---|---|", *map(_row, actions)])
    if verb.epilog:
        yield verb.epilog


def _row(action: Action) -> str:
    words = ", ".join(f"`{_called(action, name)}`" for name in action.option_strings or [""])
    told = (action.help or "") % vars(action)
    return f"| {words} | {told[:1].upper()}{told[1:]}. |"


def _called(action: Action, name: str) -> str:
    if action.nargs == 0:
        return name
    value = action.metavar or "|".join(action.choices or [action.dest.upper()])
    return f"{name} {value}{' ...' if action.nargs == '+' else ''}".strip()

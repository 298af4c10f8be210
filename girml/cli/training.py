"""The verb `train`: from a config to a pack."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from girml.batch.paths import shown
from girml.cli.status import READ
from girml.cli.telling import tell

if TYPE_CHECKING:
    from girml.training.training import Told


def train_model(options: Namespace) -> int:
    """Train the model of a config and write its pack; return the exit status."""
    from girml import pack
    from girml.training.config import read_config
    from girml.training.data import check_all
    from girml.training.history import add_line
    from girml.training.training import train

    file = Path(options.config)
    config = read_config(file)
    tell("The annotations are checked first, which takes a minute for some thousands.")
    check_all((*config.data.train, *config.data.dev), file.parent)
    with _bars() as told:
        model = train(config, file.parent, told)
    folder = file.parent / config.output
    folder.parent.mkdir(parents=True, exist_ok=True)
    pack.write(folder, model)
    if options.history:
        add_line(Path(options.history), model)
    tell(f"{shown(str(folder))} holds the model {config.name}: its CARD.md tells how well it does.")
    return READ


@contextmanager
def _bars() -> "Iterator[Told]":
    """Give what shows the progress of each stage as a bar, where someone watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:

        def told(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=of)
            progress.update(tasks[stage], completed=done)

        yield told

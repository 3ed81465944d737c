"""The flags of `count`, read into what is counted, and for which models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UnknownModelError, UsageError
from llmcost.quantity import parse_count

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.names import Resolution
    from llmcost.catalog.note import Note
    from llmcost.cli.prompt_flags import PromptFlags
    from llmcost.tokens.files import TextFiles

DEFAULT_MODELS = ("gpt-5", "claude-sonnet-4.5", "gemini-2.5-pro")
"""Where nobody says which: one of each of three makers, whose tokenizers differ."""


class CountQuestion(NamedTuple):
    """What was typed, unread."""

    names: tuple[str, ...]
    models: tuple[str, ...]
    prompt: PromptFlags
    """What is counted beside files, and how."""
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    top: str | None

    def check(self) -> None:
        """Refuse what can't be answered, before any file is looked for.

        Raises:
            UsageError: naming the flag.
        """
        everything = self.prompt._replace(files=self.names)
        if not everything.is_given:
            raise UsageError(
                "nothing to count",
                hint="name files or folders, or - to read standard input, "
                "or give --text, --messages, --image or --pages",
            )
        everything.check()
        for flag, given in (("--include", self.include), ("--exclude", self.exclude)):
            if given and not self.names:
                raise UsageError(f"{flag} needs a folder that it can choose from", hint="name the folder")
        self.most()

    def most(self) -> int | None:
        """How many files are told one by one; None where nobody says.

        Raises:
            UsageError: for what is no count.
        """
        return None if self.top is None else parse_count(self.top, "--top")

    def files(self) -> TextFiles | None:
        """The files that are named; None where none are.

        Raises:
            NothingToReadError: for a name of nothing.
            UsageError: for one that can't be read.
        """
        if not self.names:
            return None
        from llmcost.tokens.files import find_files

        return find_files(self.names, cwd=Path(), include=self.include, exclude=self.exclude)

    def wanted(self, catalog: Catalog) -> tuple[tuple[Model, ...], tuple[Note, ...]]:
        """The models, none twice, and what had to be assumed about their names.

        Raises:
            UsageError: where there are none.
            PriceError: for a name that isn't known.
        """
        names = [name.strip() for text in self.models for name in text.split(",") if name.strip()]
        if self.models and not names:
            raise UsageError("-m/--model: no model is named", hint="write it like -m gpt-5,claude-sonnet-4.5")
        if not names:
            names = [name for name in DEFAULT_MODELS if name in catalog]
        if not names:
            raise UsageError(
                f"none of {', '.join(DEFAULT_MODELS)} is in the price file",
                hint="say with -m/--model which model to count for",
            )
        found = [_resolved(name, catalog) for name in names]
        notes = dict.fromkeys(note for each in found for note in each.notes)
        return tuple(catalog.models[each] for each in dict.fromkeys(each.id for each in found)), tuple(notes)


def _resolved(name: str, catalog: Catalog) -> Resolution:
    try:
        return catalog.resolve(name)
    except UnknownModelError as error:
        if not error.suggestions:
            error.hint = "name it like openai/gpt-4.1-mini; without -m it counts for three others"
        raise

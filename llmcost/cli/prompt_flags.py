"""The flags that hold a prompt, read into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.answer import Asked
from llmcost.errors import NothingToReadError, UsageError
from llmcost.printable import printable
from llmcost.quantity import parse_count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import NoReturn

    from llmcost.cli.text_reader import TextReader
    from llmcost.cost.counting import Skipped
    from llmcost.tokens.conversation import Conversation
    from llmcost.tokens.files import TextFile
    from llmcost.tokens.passage import Passage
    from llmcost.tokens.picture import Picture
    from llmcost.tokens.prompt import Prompt

STDIN = "-"


class PromptFlags(NamedTuple):
    """What was typed, unread."""

    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    exact: bool = False
    estimate: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything is to be counted."""
        return self.asks_input or bool(self.responses)

    @property
    def asks_input(self) -> bool:
        """Whether input is to be counted."""
        return bool(self.files or self.texts or self.messages or self.images or self.pages)

    @property
    def page_count(self) -> int:
        """The pages of all PDF files.

        Raises:
            QuantityError: for what is no count.
        """
        return sum(parse_count(each, "--pages") for each in self.pages)

    @property
    def asked(self) -> Asked:
        """What it all is, in words."""
        pages = self.page_count
        # A file counts once, however often it is named; a chat is one each time.
        inputs = [*dict.fromkeys(map(name_of, self.files)), *map(name_of, self.messages)]
        for count, one, several in (
            (len(self.texts), "a text", "texts"),
            (len(self.images), "a picture", "pictures"),
            (pages, "a page", "pages"),
        ):
            if count:
                inputs.append(one if count == 1 else f"{count:,} {several}")
        is_framed = bool(self.messages) and not (self.files or self.texts)
        outputs = dict.fromkeys(map(name_of, self.responses))
        return Asked(tuple(inputs), tuple(outputs), is_framed=is_framed)

    def check(self) -> None:
        """Refuse what can't be counted, before any file is read.

        Raises:
            UsageError: naming the flags.
            QuantityError: for pages that are no count.
        """
        refuse_both(exact=self.exact, estimate=self.estimate)
        if not self.is_given:
            for given, flag in ((self.exact, "--exact"), (self.estimate, "--estimate")):
                if given:
                    raise UsageError(
                        f"{flag} needs something to count",
                        hint="give a prompt with --file, --text, --messages, --image or --pages",
                    )
        if [*self.files, *self.messages, *self.responses].count(STDIN) > 1:
            raise UsageError("standard input is asked for twice", hint="name a file for one of the two")
        if not all(parse_count(each, "--pages") for each in self.pages):
            raise UsageError("--pages: 0 pages hold no tokens", hint="leave it out")

    def read(self, reader: TextReader, *, input_tokens: int = 0, output_tokens: int = 0) -> Prompt:
        """Read everything that is named.

        Args:
            reader: keeps what had to be done to read a file, and what was left out of a folder.
            input_tokens: given beside what is counted.
            output_tokens: likewise.

        Raises:
            NothingToReadError: for a file that isn't there or holds no text.
            UsageError: for what can't be read as what it is said to be.
        """
        from llmcost.tokens.prompt import Prompt

        return Prompt(
            (*_passages(self.files, reader), *self._typed(reader)),
            tuple(self._conversations(reader)),
            tuple(self._pictures()),
            self.page_count,
            tuple(_passages(self.responses, reader)),
            input_tokens,
            output_tokens,
        )

    def _typed(self, reader: TextReader) -> Iterator[Passage]:
        if not self.texts:
            return
        from llmcost.reading.plain_text import without_surrogates
        from llmcost.tokens.passage import Passage

        for typed in self.texts:
            text = without_surrogates(typed)
            reader.remark("--text", text.remarks)
            yield Passage(text, "text")

    def _conversations(self, reader: TextReader) -> Iterator[Conversation]:
        if not self.messages:
            return
        from llmcost.tokens.conversation import MAX_BYTES, read_conversation

        for name in self.messages:
            # A device may never end; that it is too much is for who reads it to say.
            conversation = read_conversation(_content(name, MAX_BYTES + 1), name_of(name))
            reader.remark(name_of(name), conversation.remarks)
            yield conversation

    def _pictures(self) -> Iterator[Picture]:
        if not self.images:
            return
        from llmcost.tokens.picture import picture_of

        for image in self.images:
            yield picture_of(image, cwd=Path())


def name_of(name: str) -> str:
    """What a file is called that was named, on one line."""
    return "stdin" if name == STDIN else printable(name)


def refuse_both(*, exact: bool, estimate: bool) -> None:
    """Refuse the two flags that say how to count, where both are given.

    Raises:
        UsageError: naming them.
    """
    if exact and estimate:
        raise UsageError("--exact and --estimate exclude each other", hint="leave out the one or the other")


def _passages(names: tuple[str, ...], reader: TextReader) -> Iterator[Passage]:
    """The texts behind names, each file once; each name has to stand for one text at least."""
    if not names:
        return
    from llmcost.tokens.files import find_files
    from llmcost.tokens.passage import Passage

    read = set()
    skipped_before = len(reader.skipped)
    found = find_files(names, cwd=Path())
    reader.remarks += found.remarks
    for file, text in reader.texts(found.files, skip_named=False):
        read.add(_identity(file))
        yield Passage(text, file.shown)
    # Looked up once more only where a name may have come to nothing.
    for name in names if len(reader.skipped) > skipped_before else ():
        each = find_files([name], cwd=Path()).files
        if read.isdisjoint(map(_identity, each)):
            _refuse_empty(name, {file.shown for file in each}, reader.skipped)


def _identity(file: TextFile) -> str:
    """What two names of a file have in common, but for hard links."""
    return STDIN if file.path is None else os.path.realpath(file.path)


def _refuse_empty(name: str, shown: Collection[str], skipped: Sequence[Skipped]) -> NoReturn:
    from llmcost.cli.text_reader import NAME_A_TEXT
    from llmcost.cost.counting import skipped_in_short

    told = skipped_in_short([one for one in skipped if one.shown in shown])
    raise NothingToReadError(f"{name_of(name)}: no text in it: {told}", hint=NAME_A_TEXT)


def _content(name: str, most: int) -> bytes:
    try:
        if name == STDIN:
            from llmcost.cli.text_reader import standard_input

            return standard_input().read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise NothingToReadError(
            f"{printable(name)}: no such file", hint="--messages takes the JSON of a chat"
        ) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "no path"
        raise UsageError(f"--messages {printable(name)}: {said}", hint="name the JSON of a chat") from None

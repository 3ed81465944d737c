"""The flags of `show`, and what they rule out of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError

if TYPE_CHECKING:
    from llmcost.cli.use_question import UseQuestion

_MODELS = "/models"
"""How the URL of a list of models ends, whose beginning is that of the API."""


class ShowQuestion(NamedTuple):
    """What was typed of `show`."""

    name: str
    """The model."""
    use: UseQuestion
    """The use to price."""
    kind: str | None
    """The class to rank it in. None: not said."""
    live: bool
    quickstart: str | None
    """The language of the snippet to print. None: the page."""
    vision: bool
    url: str | None
    format: str
    file: str | None
    """The first of the files that are to be written. None: none is."""

    def check(self) -> None:
        """Refuse flags that contradict each other, or need one that is not there.

        Raises:
            UsageError: naming the flag.
        """
        if self.quickstart is None:
            self._check_page()
        else:
            self._check_snippet(self.quickstart)
        self.use.check()

    def _check_page(self) -> None:
        if self.vision:
            raise UsageError(
                "--vision: only with --quickstart", hint="say in which language, as in --quickstart python"
            )
        if self.url is not None and not self.live:
            raise UsageError("--url: only with --live or --quickstart", hint="leave it out, or add --live")

    def _check_snippet(self, language: str) -> None:
        given = {
            "--class": self.kind is not None,
            "--live": self.live,
            "-i/--input": self.use.input is not None,
            "-o/--output": self.use.output is not None,
            "-n/--requests": self.use.requests is not None,
            "--cached": self.use.cached is not None,
            "--out": self.file is not None,
            f"--format {self.format}": self.format != "table",
        }
        flags = [flag for flag, is_given in given.items() if is_given]
        if flags[:1] == ["--out"]:
            raise UsageError("--out: not with --quickstart", hint=f"redirect it: > {self.file}")
        if flags:
            raise UsageError(
                f"{flags[0]}: not with --quickstart",
                hint=f"--quickstart {language} prints a snippet and nothing else; leave one out",
            )


def base_of(url: str) -> str:
    """The URL of an API by that of its list of models, without user, password and query.

    Raises:
        UsageError: for one that may not be fetched.
    """
    from llmcost.sources.address import checked_url, shown

    return shown(checked_url(url)).rstrip("/").removesuffix(_MODELS)

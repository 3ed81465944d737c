"""The signal that a text is not what it has to be."""


class BadText(Exception):  # noqa: N818 - a signal between the readers, turned into a LlmcostError by them
    """Text that can't be read at all; ``str()`` says why and where in it."""

    def __init__(self, said: str, *, hint: str | None = None) -> None:
        super().__init__(said)
        self.hint = hint

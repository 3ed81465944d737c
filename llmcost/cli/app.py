"""The program: its commands, loaded when called, and the boundary that turns errors into exit codes."""

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

import llmcost
from llmcost.cli.console import Console
from llmcost.cli.exits import ExitCode, exit_code_of
from llmcost.cli.session import Session, session_of, start
from llmcost.errors import LlmcostError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

COMMANDS = {
    "estimate": "What a use costs: on one model, on several, or on all.",
    "models": "Find models: by words, by what they can do, by price.",
    "show": "One model on a page: prices, rank, costs, siblings, quick start.",
    "breakeven": "Where one of two models becomes cheaper than the other.",
    "usage": "What the usage in logs really cost, request by request.",
    "count": "Tokens of text, chats, code and pictures, with how sure they are.",
    "check": "Budgets for a project: what its use of models costs, and what changed.",
    "history": "Prices of models over time, as table and chart; or what changed.",
    "refresh": "Renew the prices from OpenRouter: all of them, checked, or none.",
    "providers": "Who serves a model, at which price, how fast and how reliably.",
    "sql": "The prices as SQL: a script that prices a table of usage where it is.",
    "schema": "The JSON Schema of what --json prints.",
}
"""Each command's module in ``cli/`` has a Typer app called ``app`` with that one command."""

# Typer exports none of the classes above BadParameter, and its vendored click is private.
_TyperUsageError = cast("type[Exception]", typer.BadParameter.__base__)


class LazyGroup(TyperGroup):
    """A group that imports a command's module only to run it or to show its help."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"llmcost.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's signature
        """The list of commands on the help page, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


EPILOG = """\b
Examples:
  llmcost estimate gpt-4.1-mini -i 1M -o 100k
  llmcost estimate gpt-5 claude-sonnet-4.5 -i 12k -o 800 -n 30k --cached 75%
  llmcost estimate -i 1M -o 100k --with image --min-context 200k
  llmcost estimate gpt-5 -i 12k -o 800 -n 1000 --max-cost 25 --json
"""

app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)


def _print_version(context: typer.Context, asked: bool) -> None:  # noqa: FBT001 - Typer's signature
    if asked:
        Console(session_of(context).environ).result(f"llmcost {llmcost.__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback does it all
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> int:
    """What does this use of a language model cost? Exact, dated, offline."""
    if context.invoked_subcommand is None:
        Console(session_of(context).environ).result(f"{context.get_help()}\n")
        # Nothing was asked, so nothing may look like a pass.
        return ExitCode.USAGE
    return ExitCode.OK


def run(argv: "Sequence[str] | None" = None, *, today: "date | None" = None) -> int:
    """Run one command line and give its exit code; nothing but a bug escapes.

    Args:
        argv: arguments without the program's name; None for the process's own.
        today: the date to tell ages from; None for the clock's.
    """
    session = start(argv, today)
    console = Console(session.environ, colour=session.colour)
    try:
        return _run(session, console)
    except SystemExit as leaving:
        # How Typer leaves after a completion, or when the reader of a help page has gone.
        completing = "_LLMCOST_COMPLETE" in session.environ
        return leaving.code if completing and isinstance(leaving.code, int) else ExitCode.OK
    except KeyboardInterrupt:
        # Within a command Typer itself gives this code.
        return ExitCode.INTERRUPTED
    except Exception as error:
        if session.environ.get("LLMCOST_DEBUG"):
            raise
        bug = LlmcostError(
            f"a bug in llmcost: {type(error).__name__}: {error}",
            hint="run it again with LLMCOST_DEBUG=1 and report what it prints",
        )
        bug.code = "bug"
        _tell(bug, ExitCode.BUG, session, console)
        return ExitCode.BUG


def _run(session: Session, console: Console) -> int:
    try:
        return int(app(list(session.argv), prog_name="llmcost", standalone_mode=False, obj=session))
    except LlmcostError as error:
        return _report(error, session, console)
    except _TyperUsageError as error:
        return _report(_usage_error(error, session), session, console)


def _usage_error(error: Any, session: Session) -> UsageError:
    """Typer's complaint about the command line, in our form."""
    message = str(error.format_message()).strip().rstrip(".")
    command = next((f"llmcost {name}" for name in session.argv[:1] if name in COMMANDS), "llmcost")
    meant = ""
    if getattr(error, "possibilities", None):
        message = f"No such option: {error.option_name}"
        meant = _closest(error.option_name, error.possibilities)
    elif message.startswith("No such command"):
        name = _closest(session.argv[0], COMMANDS)
        meant = name and f"llmcost {name}"
    hint = f"did you mean `{meant}`?" if meant else f"`{command} --help` lists what there is"
    return UsageError(message[:1].lower() + message[1:], hint=hint)


def _closest(typed: str, known: "Iterable[str]") -> str:
    """The one that looks most like what was typed; empty where none does."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, known, n=1, cutoff=3 / 4)), "")


def _report(error: LlmcostError, session: Session, console: Console) -> int:
    code = exit_code_of(error)
    _tell(error, code, session, console)
    return code


def _tell(error: LlmcostError, code: int, session: Session, console: Console) -> None:
    """Say an error on stderr, and where JSON was asked for as an object on stdout too."""
    console.error(error.message, error.hint)
    if session.wants_json:
        from llmcost.report.json_text import to_json
        from llmcost.report.payload import error_payload

        # Where stdout itself is the trouble, stderr has said so.
        with suppress(UsageError):
            console.result(to_json(error_payload(error, code), ascii_only=not console.out_is_utf8))

"""Commands for operators: what coach is set to."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.output import say, say_json, tell

PANEL = "For operators"


def add_to(app: typer.Typer) -> None:
    config = typer.Typer(no_args_is_help=True, help="Show what coach is set to, and where.")
    config.command("path")(path)
    config.command("show")(show)
    app.add_typer(config, name="config", rich_help_panel=PANEL)


def path() -> None:
    """Print where the settings file is, or would be.

    Example: coach config path
    """
    from coach.settings import config_path

    say(str(config_path()))


def show(
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="For programs: print JSON.")] = False,
) -> None:
    """Print the settings in force; keys are hidden.

    Example: coach config show
    """
    from pydantic import SecretStr

    from coach.settings import load

    settings = load()
    shown: dict[str, str | int | float | None] = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = "********" if value.get_secret_value() else ""
        shown[name] = value if isinstance(value, int | float) or value is None else str(value)
    for notice in settings.notices:
        tell(notice)
    if as_json:
        say_json(shown)
        return
    for name, value in shown.items():
        say(f"{name} = {'(not set)' if value in (None, '') else value}")

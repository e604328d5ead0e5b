"""Commands for agents: practise, take a talk up again, see progress, hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli.export import export
from coach.cli.output import noticed, say, say_json, short, tell
from coach.errors import UsageError

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.domain.curriculum import HintLevel
    from coach.services.coach import Coach
    from coach.services.practice import PracticeSession
    from coach.services.starting import Choice
    from coach.settings import Settings

PANEL = "For agents"
KEPT = "The talk is kept. Take it up again with: coach resume"
AS_JSON = Annotated[bool, typer.Option("--json", metavar="", help="For programs: print JSON.")]
PLAIN = Annotated[bool, typer.Option("--plain", metavar="", help="Plain text instead of the app.")]

SCENARIO = Annotated[
    str,
    typer.Argument(metavar="SCENARIO", help="Its name in `coach scenarios`, or the path of a scenario file."),
]
PERSONA = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another customer for the same case, such as gerald-whitcombe."),
]
SEED = Annotated[
    int | None,
    typer.Option(min=0, metavar="NUMBER", help="With the same number and replies you get the same talk."),
]
VOICE = Annotated[
    str | None,
    typer.Option(
        metavar="built-in|model", help="What words the customer: coach itself, or a language model."
    ),
]
BASE_URL = Annotated[str | None, typer.Option(metavar="URL", help="For a model: the address of its service.")]
MODEL = Annotated[str | None, typer.Option(metavar="NAME", help="For a model: its name there.")]
FROM_PROFILE = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help=r"For a model: as \[profiles.NAME] in coach.toml has it."),
]
API_KEY = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="For a model: your key. Safer in the variable COACH_API_KEY."),
]

MOST_ABUSE = Annotated[
    str | None,
    typer.Option(
        metavar="none|mild|strong", help="How far a furious customer may go: polite, rude, or insulting."
    ),
]


def add_to(app: typer.Typer) -> None:
    for command in (scenarios, practise, resume, progress, export):
        app.command(command.__name__, rich_help_panel=PANEL)(command)
    privacy = typer.Typer(no_args_is_help=True, help="Read what coach keeps about you, and why.")
    privacy.command("show")(privacy_show)
    # Typer makes a lone command the group itself unless the group has a callback.
    privacy.callback()(lambda: None)
    app.add_typer(privacy, name="privacy", rich_help_panel=PANEL)


def scenarios(as_json: AS_JSON = False) -> None:
    """List what you can practise, with the name that each one is started by.

    Example: coach scenarios
    """
    from coach.bootstrap import open_library
    from coach.cli.listing import in_order, scenario_json, scenario_lines
    from coach.settings import load

    library = open_library(noticed(load()))
    if as_json:
        say_json([scenario_json(library, scenario) for scenario in in_order(library)])
    else:
        say("\n".join(scenario_lines(library)))


def practise(
    scenario: SCENARIO,
    persona: PERSONA = None,
    seed: SEED = None,
    plain: PLAIN = False,
    as_json: AS_JSON = False,
    voice: VOICE = None,
    base_url: BASE_URL = None,
    model: MODEL = None,
    profile: FROM_PROFILE = None,
    api_key: API_KEY = None,
    most_abuse: MOST_ABUSE = None,
) -> None:
    """Practise one scenario: a talk with a customer, and your scores.

    The app opens at its briefing; with --plain it is plain text, for a screen reader.
    One line is one reply then, and /help lists what else you can type.

    Example: coach practise blender-broken-charged-twice --plain --seed 1
    """
    from coach.domain.persona import Abuse
    from coach.domain.transcript import VoiceId
    from coach.services.starting import Choice

    _one_of(plain, as_json)
    if persona is not None and not persona.strip():
        raise UsageError("--persona names nobody.", "Leave it out for the customer of the scenario.")
    if most_abuse not in (None, *Abuse):
        raise UsageError(
            f"--most-abuse cannot be '{short(most_abuse or '', 40)}'.", "Choose none, mild or strong."
        )
    settings = _with_voice(
        voice, profile=profile, base_url=base_url, model=model, api_key=api_key, most_abuse=most_abuse
    )
    choice = Choice(scenario, persona=persona, seed=seed, voice=VoiceId(settings.voice))
    if choice.voice is VoiceId.MODEL:
        settings.profile()
    if not plain and not as_json:
        _in_app(settings, choice)
    _talk(settings, choice, as_json=as_json)


def resume(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar="SESSION", help="The beginning of the talk's id. Default: the last talk left open."
        ),
    ] = None,
    plain: PLAIN = False,
    as_json: AS_JSON = False,
) -> None:
    """Take up a talk where you left it: in the app, or with --plain.

    `coach progress` lists the talks that are open.

    Example: coach resume
    """
    from coach.settings import load

    settings = load()
    _one_of(plain, as_json)
    if not plain and not as_json:
        _in_app(settings, session)
    _talk(settings, session, as_json=as_json)


def progress(as_json: AS_JSON = False) -> None:
    """Show what you have passed, what is open, and how each skill goes.

    Example: coach progress
    """
    from asyncio import run

    from coach.bootstrap import open_coach
    from coach.cli.listing import disagreement_lines, open_lines, progress_json, progress_lines
    from coach.settings import load

    with open_coach(noticed(load()), write=False) as coach:
        found = run(coach.reporting.progress())
        open_talks = run(coach.practice.open_sessions())
        open_questions = run(coach.review.disagreements())
    if as_json:
        say_json(progress_json(found, open_questions, open_talks=open_talks))
        return
    lines = [*progress_lines(found), *open_lines(open_talks), *disagreement_lines(open_questions)]
    say("\n".join(lines))


def privacy_show() -> None:
    """Print what is kept, why, where, and who sees it.

    Example: coach privacy show
    """
    from coach.bootstrap import open_coach
    from coach.settings import load

    with open_coach(noticed(load()), write=False) as coach:
        say(coach.privacy.notice())


def _with_voice(voice: str | None, *, profile: str | None, **endpoint: str | None) -> Settings:
    """The settings with these flags; naming an endpoint, a model or its profile asks for the model's voice."""
    from coach.domain.transcript import VoiceId
    from coach.settings import load
    from coach.settings.writing import expect_profile

    if voice not in (None, *VoiceId):
        raise UsageError(f"There is no voice called '{short(voice or '', 40)}'.", "Choose built-in or model.")
    if profile is not None:
        expect_profile(profile)
    settings = load({"voice": voice, "profile": profile, **endpoint})
    if voice is None and _names_a_model(settings, profile=profile):
        return load({"voice": VoiceId.MODEL.value, "profile": profile, **endpoint})
    return settings


def _names_a_model(settings: Settings, *, profile: str | None) -> bool:
    """With flags, or by the profile that a flag names, unless that says itself which voice it is for."""
    from coach.settings.places import Origin

    origins = {settings.origin_of(name) for name in ("base_url", "model")}
    if Origin.FLAG in origins:
        return True
    return bool(profile) and Origin.PROFILE in origins and settings.origin_of("voice") is not Origin.PROFILE


def _one_of(plain: bool, as_json: bool) -> None:
    if plain and as_json:
        raise UsageError("--plain and --json do not go together.", "Leave one of them out.")


def _in_app(settings: Settings, what: Choice | str | None) -> None:
    """Hand over to the app, at the briefing chosen or in the talk named; does not return."""
    from coach.__main__ import on_terminal
    from coach.bootstrap import open_library
    from coach.cli.start import run_app
    from coach.services.starting import Choice

    if not on_terminal():
        command = "resume" if not isinstance(what, Choice) else f"practise {short(what.scenario, 200)}"
        raise UsageError(
            "The app needs a terminal, and this is not one.", f"Without it: coach {command} --plain"
        )
    if isinstance(what, Choice):
        library = open_library(settings)
        library.scenario(what.scenario)
        if what.persona is not None:
            library.persona(what.persona)

    async def begin(coach: Coach) -> Screen[None]:
        from coach.tui import routes

        if isinstance(what, Choice):
            return routes.briefing(coach, what)
        return routes.practice(coach, await _session(coach, what))

    raise typer.Exit(run_app(lambda: settings, begin=begin))


def _talk(settings: Settings, what: Choice | str | None, *, as_json: bool) -> None:
    """Start the chosen scenario, or take up the session named, or else the last one."""
    from asyncio import Runner

    from coach.bootstrap import open_coach
    from coach.cli.playing import acknowledge_notice, play
    from coach.services.starting import Choice

    with open_coach(noticed(settings)) as coach, Runner() as runner:
        if isinstance(what, Choice):
            coach.practice.plan(what)
        acknowledge_notice(coach, runner)
        session = runner.run(_session(coach, what))
        front = _front(coach, session, as_json=as_json, hints=settings.hints)
        try:
            play(coach, session, front=front, runner=runner)
            if session.ended is None:
                tell(KEPT)
        except KeyboardInterrupt:
            if session.ended is None:
                tell(f"\n{KEPT}")
            raise
        finally:
            if session.ended is not None:
                coach.drafts.keep(session.id, "")


async def _session(coach: Coach, what: Choice | str | None) -> PracticeSession:
    from coach.services.starting import Choice

    if isinstance(what, Choice):
        return await coach.practice.start(what)
    if what is None:
        open_ones = await coach.practice.open_sessions()
        if not open_ones:
            raise UsageError("There is no talk to take up again.", "Start one with: coach practise SCENARIO")
        what = open_ones[0].id
    return await coach.practice.resume(what)


def _front(coach: Coach, session: PracticeSession, *, as_json: bool, hints: HintLevel | None) -> Any:
    from coach.cli.event_lines import EventLines
    from coach.cli.plain import PlainTalk

    if as_json:
        return EventLines()
    plan = session.state.plan
    tell(f"Seed {plan.seed}: with --seed {plan.seed} and the same replies you get the same talk.")
    if draft := coach.drafts.of(session.id):
        tell(f"In the app you had begun to write: {draft}")
    return PlainTalk(session, coach.library.articles(plan.scenario), hints=hints)

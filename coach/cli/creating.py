"""`coach new`: scenarios, personas, curricula and rubrics to begin with, by questions or by flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from coach.cli.asking import Question, Questions
from coach.cli.output import at_home, noticed, say, tell

if TYPE_CHECKING:
    from coach.services.new_content import NewPersona

new_app = typer.Typer(
    no_args_is_help=True, help="Begin a scenario, persona, curriculum or rubric of your own."
)

ID = Annotated[str | None, typer.Option("--id", metavar="ID", help="Its name, such as late-parcel.")]
TITLE = Annotated[str | None, typer.Option(metavar="TEXT", help="What people see in lists.")]
LINE = Annotated[
    str | None, typer.Option(metavar="LINE", help="Such as customer-support, collections or hr.")
]
WHO = Annotated[str | None, typer.Option(metavar="ID", help="Who calls.")]
MARKS = Annotated[str | None, typer.Option(metavar="ID", help="What replies are marked by.")]
FACT = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="A statement of yours; may be given again.")
]
NAME = Annotated[str | None, typer.Option(metavar="TEXT", help="The person's name.")]
ENGLISH = Annotated[str | None, typer.Option(metavar="CODE", help="Their English: en-GB, en-PH, ...")]
SUMMARY = Annotated[str | None, typer.Option(metavar="TEXT", help="Who this is, in a sentence.")]
REGISTER = Annotated[str | None, typer.Option(metavar="formal|neutral|informal")]
DIRECTNESS = Annotated[str | None, typer.Option(metavar="indirect|neutral|direct")]
BASELINE = Annotated[
    int | None, typer.Option(min=0, max=90, metavar="0-90", help="Frustration at the start.")
]
PATIENCE = Annotated[int | None, typer.Option(min=1, max=8, metavar="1-8", help="Replies without progress.")]
TRIGGER = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="What upsets them most, such as hollow_script; may be given again."),
]
SOOTHER = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="What does them good, such as name_problem; may be given again."),
]
TO = Annotated[Path | None, typer.Option(metavar="PATH", help="A folder, or the file itself. Default: here.")]
FORCE = Annotated[bool, typer.Option("--force", metavar="", help="Write over a file that is there already.")]


_Kind = Literal["scenario", "persona", "curriculum", "rubric"]
_TITLE = "The title is what agents see when they choose. It should not give the case away."
_WHO = "The persona is who calls: how quickly they are upset, and how they speak."
_MARKS = "The rubric says what replies are marked by."
_FACTS = (
    "Facts are what can be right or wrong in a reply: amounts, days, rights. The case has some of its own."
)


def _id(kind: str, check: Callable[[str], None]) -> Question:
    why = f"The id is what the {kind} is called by in commands and in other files: words joined by hyphens."
    return Question("--id", f"Id of the {kind}", why, check=check)


def _line(lines: Sequence[str]) -> Question:
    why = "The case that you begin with comes from this line of business, with its article and its rubric."
    return Question("--line-of-business", "Line of business", why, lines[0], lines)


@new_app.command("scenario")
def new_scenario(
    id_: ID = None,
    title: TITLE = None,
    line_of_business: LINE = None,
    persona: WHO = None,
    rubric: MARKS = None,
    fact: FACT = None,
    to: TO = None,
    force: FORCE = False,
) -> None:
    """Begin a scenario: a whole small case of your line of business, to be rewritten into yours.

    It can be practised as it is, and its notes explain the format. Asked at
    a terminal; with flags, or without a terminal, it runs by itself.

    Example: coach new scenario --id late-parcel --line-of-business customer-support
    """
    from coach.bootstrap_trainer import open_new_content
    from coach.domain.scenario import LineOfBusiness
    from coach.services.new_content import NewScenario
    from coach.settings import load

    content, ask, place = open_new_content(noticed(load())), Questions(), _place(to)
    own = ask.answer(id_, _id("scenario", partial(content.expect_id, "scenario")))
    why = "The case that you begin with comes from this line of business, with its article and its rubric."
    lines = [line.value for line in LineOfBusiness]
    line = LineOfBusiness(
        ask.answer(line_of_business, Question("--line-of-business", "Line of business", why, lines[0], lines))
    )
    usual = content.defaults_of(line)
    named = ask.answer(title, Question("--title", "Title", _TITLE, usual["title"]))
    who = ask.answer(persona, _named("persona", _WHO, usual["persona"], content=content, beside=place))
    marked = ask.answer(rubric, _named("rubric", _MARKS, usual["rubric"], content=content, beside=place))
    facts = ask.several(fact, Question("--fact", "A fact of yours", _FACTS))
    new = NewScenario(own, line, title=named, persona=who, rubric=marked, facts=facts)
    made = content.scenario(new, place, replace=force)
    _tell_written(made, ("check", "test", "rehearse", "preview"))


@new_app.command("persona")
def new_persona(
    id_: ID = None,
    name: NAME = None,
    english: ENGLISH = None,
    summary: SUMMARY = None,
    register: REGISTER = None,
    directness: DIRECTNESS = None,
    baseline: BASELINE = None,
    patience: PATIENCE = None,
    trigger: TRIGGER = None,
    soother: SOOTHER = None,
    to: TO = None,
    force: FORCE = False,
) -> None:
    """Begin a persona: how a customer is, in whatever case they call about.

    Example: coach new persona --id ruth-adler --name "Ruth Adler" --english en-GB
    """
    from coach.bootstrap_trainer import open_new_content
    from coach.services.new_content import NewPersona
    from coach.settings import load

    content, ask = open_new_content(noticed(load())), Questions()
    own = ask.answer(id_, _id("persona", partial(content.expect_id, "persona")))
    asked = _Persona(ask, NewPersona(own, name=own.replace("-", " ").title()))
    new = NewPersona(
        own,
        name=asked.text(name, "name", "A name from the country whose English they speak."),
        english=asked.text(english, "english", "Which English they speak: en-US, en-GB, en-PH, en-IN ..."),
        summary=asked.text(summary, "summary", "Who this is, in a sentence: a person, not a type."),
        register=asked.text(register, "register", "How they choose their words.", _REGISTERS),
        directness=asked.text(directness, "directness", "How plainly they say what they want.", _DIRECT),
        baseline=asked.number(baseline, "baseline", "Frustration at the start, from 0 to 90."),
        patience=asked.number(patience, "patience", "How many replies without progress they bear, 1 to 8."),
        triggers=asked.ids(trigger, "trigger", "What upsets them more than others: acts, faults or events."),
        soothers=asked.ids(soother, "soother", "What does them good: acts, such as take_ownership."),
    )
    _tell_written(content.persona(new, _place(to), replace=force), ("check", "preview"))


@new_app.command("curriculum")
def new_curriculum(
    id_: ID = None,
    title: TITLE = None,
    scenario: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A scenario for a lesson, in their order; may be given again."),
    ] = None,
    line_of_business: LINE = None,
    to: TO = None,
    force: FORCE = False,
) -> None:
    """Begin a curriculum: a folder with lessons, scenarios and articles.

    Without --scenario it comes with a first scenario of the line of business.

    Example: coach new curriculum --id billing-desk --line-of-business back-office
    """
    from coach.bootstrap_trainer import open_new_content
    from coach.domain.scenario import LineOfBusiness
    from coach.services.new_content import NewCurriculum
    from coach.settings import load

    content, ask, place = open_new_content(noticed(load())), Questions(), _place(to)
    own = ask.answer(id_, _id("curriculum", partial(content.expect_id, "curriculum")))
    usual = own.replace("-", " ").capitalize()
    named = ask.answer(title, Question("--title", "Title", "What people see above the lessons.", usual))
    why = "Lessons are scenarios that there are already. Without any, a first one is written for you."
    lessons = ask.several(scenario, _named("scenario", why, "", content=content, beside=place))
    line = LineOfBusiness.CUSTOMER_SUPPORT.value
    if not lessons:
        line = ask.answer(line_of_business, _line(list(LineOfBusiness)))
    new = NewCurriculum(own, named, lessons, LineOfBusiness(line))
    _tell_written(content.curriculum(new, place, replace=force), ("check",))


@new_app.command("rubric")
def new_rubric(
    id_: ID = None,
    title: TITLE = None,
    like: Annotated[str | None, typer.Option(metavar="ID", help="The rubric to begin from.")] = None,
    to: TO = None,
    force: FORCE = False,
) -> None:
    """Begin a rubric as a copy of one that is there, with its examples and tests.

    Example: coach new rubric --id my-desk --like customer-support
    """
    from coach.bootstrap_trainer import open_new_content
    from coach.services.new_content import NewRubric
    from coach.settings import load

    content, ask = open_new_content(noticed(load())), Questions()
    own = ask.answer(id_, _id("rubric", partial(content.expect_id, "rubric")))
    usual = own.replace("-", " ").capitalize()
    named = ask.answer(title, Question("--title", "Title", "What people see above the scorecard.", usual))
    why = "It begins as a copy: criteria, weights, anchors, examples and tests."
    copied = ask.answer(like, _named("rubric", why, "customer-support", content=content, flag="--like"))
    made = content.rubric(NewRubric(own, named, copied), _place(to), replace=force)
    _tell_written(made, ("check", "test"))


_REGISTERS = ("formal", "neutral", "informal")
_DIRECT = ("indirect", "neutral", "direct")


class _Persona:
    """The questions about a persona, with the defaults of a new one."""

    def __init__(self, ask: Questions, usual: NewPersona) -> None:
        self._ask, self._usual = ask, usual

    def text(self, given: str | None, field: str, why: str, choices: Sequence[str] = ()) -> str:
        asked = Question(f"--{field}", field.capitalize(), why, str(getattr(self._usual, field)), choices)
        return self._ask.answer(given, asked)

    def number(self, given: int | None, field: str, why: str) -> int:
        usual = str(getattr(self._usual, field))
        asked = Question(f"--{field}", field.capitalize(), why, usual, check=_expect_number)
        return int(self._ask.answer(None if given is None else str(given), asked))

    def ids(self, given: Sequence[str] | None, field: str, why: str) -> tuple[str, ...]:
        usual: tuple[str, ...] = getattr(self._usual, f"{field}s")
        why = f"{why} An empty line takes {', '.join(usual)}."
        return (
            self._ask.several(given, Question(f"--{field}", f"A {field}", why, check=_expect_seen)) or usual
        )


def _expect_number(said: str) -> None:
    from coach.errors import UsageError

    if not said.isdecimal():
        raise UsageError(f"'{said}' is not a whole number.", "Write it in digits.")


def _expect_seen(said: str) -> None:
    from coach.domain.assessment import TRIGGER_IDS
    from coach.errors import UnknownId

    if said not in TRIGGER_IDS:
        raise UnknownId("act, fault or event", said, TRIGGER_IDS)


def _place(to: Path | None) -> Path:
    return at_home(to) if to is not None else Path()


class _Names(Protocol):
    """What there is that a new file may name."""

    def known(self, kind: _Kind, *, beside: Path | None = None) -> list[str]: ...
    def expect_known(self, kind: _Kind, id_: str, *, beside: Path | None = None) -> None: ...


def _named(
    kind: _Kind, why: str, default: str, *, content: _Names, beside: Path | None = None, flag: str = ""
) -> Question:
    """An id of this kind, out of those that there are."""
    check = partial(content.expect_known, kind, beside=beside)
    known = content.known(kind, beside=beside)
    return Question(flag or f"--{kind}", f"Id of the {kind}", why, default, known=known, check=check)


def _tell_written(files: Sequence[Path], commands: Sequence[str]) -> None:
    """The files on stdout, for scripts; what to do next beside it."""
    say("\n".join(str(file) for file in files))
    proofs = "\n".join(f"  coach {command} {files[0]}" for command in commands)
    tell(f"\nWritten. Open {files[0]} in a text editor, rewrite it into your own, and prove it:\n{proofs}")

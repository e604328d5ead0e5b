"""Picks the customer act that follows a reply, and decides in code when the talk ends."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from coach.customer.answering import (
    answers,
    answers_beside,
    asks_about_them,
    kind_asked,
    leads_on,
    told_before,
)
from coach.customer.cue import Band, Cue, Part
from coach.customer.fitting import repeats_only
from coach.customer.manner import in_messages, with_habit
from coach.customer.moment import Moment
from coach.customer.objecting import lashes_out, objection_to
from coach.customer.recall import relapse, said_otherwise
from coach.domain.agenda import GoalState
from coach.domain.assessment import GOES_FOR_IT, Act, Event, Flag, Question, Verdict
from coach.domain.frustration import Mood
from coach.domain.persona import Directness
from coach.domain.scenario import Scenario
from coach.domain.transcript import CustomerAct, Outcome

WARN_WITHIN = 10
"""The customer warns when this close to walking out."""
STILL_ANGRY = 60
"""From here on a customer accepts without thanks."""

_WAITED_FOR = (Question.OFFER, Question.CHOICE, Question.REQUEST, Question.STANDS, Question.THERE)
"""Questions that nobody leaves open when they go."""
_APOLOGIES = ("apology", "apology_again", "apology_third")
"""What the customer makes of the first apology without help, the second, and any further one."""


def opening(scenario: Scenario, frustration: int) -> Cue:
    """The customer's first line, where the customer opens."""
    part = Part(CustomerAct.OPEN, say=scenario.customer.opening)
    return Cue((part,), Band.of(frustration))


def next_cue(moment: Moment, rng: Random) -> tuple[Cue, Mood]:
    """The customer's next turn, and the mood with what it says of warnings and supervisors."""
    band = Band.of(moment.mood.frustration)
    ends = _ends(moment)
    if ends is not None:
        return Cue(_last_words(moment, ends), band, ends), moment.mood
    if moment.scenario.opens == "agent" and moment.reply_number == 1:
        return Cue((Part(CustomerAct.OPEN, say=moment.scenario.customer.opening),), band), moment.mood
    if _must_warn(moment):
        mood = replace(moment.mood, warned=True, wants_supervisor=True)
        warning = (Part(CustomerAct.DEMAND_SUPERVISOR), Part(CustomerAct.WARN))
        return Cue((*objection_to(moment), *warning), band), mood
    parts = with_habit(_react(moment), moment.persona, replies=moment.reply_number, rng=rng)
    return Cue((*lashes_out(moment), *in_messages(parts, band, rng)), band), moment.mood


def _ends(moment: Moment) -> Outcome | None:
    if moment.agenda.all_met and not moment.step.revealed:
        return Outcome.RESOLVED
    past_bearing = moment.mood.frustration >= moment.persona.temperament.walk_out and moment.rose
    if past_bearing and moment.before.warned and not moment.brings_supervisor:
        return Outcome.WALKED_OUT
    if moment.reply_number >= moment.scenario.turn_limit:
        return Outcome.TURN_LIMIT
    return None


def _last_words(moment: Moment, outcome: Outcome) -> tuple[Part, ...]:
    if outcome is Outcome.RESOLVED:
        asked = _aside(moment) or (answers_beside(moment) if kind_asked(moment) in _WAITED_FOR else ())
        return (*_accepts(moment), *answers(moment), *asked, Part(CustomerAct.CLOSE))
    walks = outcome is Outcome.WALKED_OUT
    return (Part(CustomerAct.WALK_OUT if walks else CustomerAct.LEAVE_UNSETTLED),)


def _must_warn(moment: Moment) -> bool:
    if moment.mood.warned or not moment.rose or moment.step.moved:
        return False
    return moment.mood.frustration >= moment.persona.temperament.walk_out - WARN_WITHIN


def _react(moment: Moment) -> tuple[Part, ...]:
    """What a person would not let pass comes first; then what happened to the case."""
    return _struck(moment) or _case_moved(moment) or _case_stood_still(moment)


def _struck(moment: Moment) -> tuple[Part, ...]:
    """The reply is none, or it hits them: an insult, bad news, a word taken back."""
    assessment, step = moment.assessment, moment.step
    if assessment.flag_ids & {Flag.EMPTY, Flag.NOT_SCORED}:
        empty = Flag.EMPTY in assessment.flag_ids
        return (Part(CustomerAct.PUZZLED, reason=Flag.EMPTY if empty else Flag.NOT_SCORED),)
    if Flag.ADDRESSES_GRADER in assessment.flag_ids and not step.moved:
        return (Part(CustomerAct.PUZZLED, reason="strange"), _press(moment, "nothing"))
    if any(e.rule == "insult" for e in assessment.faults):
        return (Part(CustomerAct.TAKE_OFFENCE),)
    if step.disappointed:
        say = moment.fits(step.disappointed.challenge or "", step.disappointed.corrected_by)
        return (Part(CustomerAct.CHALLENGE, say=say), *answers(moment))
    if step.changed and Event.WRONG_FACT not in assessment.event_ids:
        return (said_otherwise(step.changed, owned=step.owned), *_goes_on(moment))
    return ()


def _case_moved(moment: Moment) -> tuple[Part, ...]:
    """A goal is met, something comes out, or the case goes wrong."""
    step = moment.step
    if step.met:
        return _settled(moment)
    if step.met_ahead:
        return (*_accepts(moment), _press(moment, "on"))
    if step.revealed:
        return (*_confides(moment), *answers(moment))
    if step.believed or step.fooled:
        say = (step.believed.believes or "") if step.believed else ""
        if not repeats_only(say, moment.told[-1], today=moment.scenario.today):
            say = ""
        return (
            Part(CustomerAct.BELIEVE, say=say),
            *answers(moment),
            *(_raise_next(moment) if step.fooled else ()),
        )
    if Event.WRONG_FACT in moment.assessment.event_ids:
        return (Part(CustomerAct.CORRECT_AGENT, say=_correction(moment)), *answers(moment))
    return ()


def _confides(moment: Moment) -> tuple[Part, ...]:
    """What was hidden; asked about something else, they say first that this is what it is about."""
    hidden = moment.step.revealed
    if hidden is None:
        return ()
    to_the_point = any(e.id == hidden.id and e.rule == GOES_FOR_IT for e in moment.assessment.explores)
    return (Part(CustomerAct.REVEAL, reason="" if to_the_point else "behind", say=hidden.say),)


def _case_stood_still(moment: Moment) -> tuple[Part, ...]:
    """No goal was met: an answer, an objection, or what they still want."""
    assessment, step = moment.assessment, moment.step
    if moment.brings_supervisor:
        return (Part(CustomerAct.WAIT, reason="supervisor"),)
    objection = objection_to(moment)
    if step.newly_asked:
        return (*objection, *answers(moment), *_aside(moment))
    if Event.ASKED_AGAIN in assessment.event_ids:
        return (Part(CustomerAct.REFUSE_TO_REPEAT, say=told_before(moment)),)
    if objection:
        return objection
    if step.new_right:
        return (*_taken_in(moment), _press(moment, "part"))
    if moment.half_heard and moment.last_act is not CustomerAct.FOLLOW_UP:
        return answers_beside(moment) or (Part(CustomerAct.FOLLOW_UP, reason="unclear"),)
    if step.new_early:
        return _aside(moment) or (*_taken_in(moment), _press(moment, "on"))
    return _nothing_moved(moment)


def _taken_in(moment: Moment) -> tuple[Part, ...]:
    """They show that they heard it, by answering the question that came with it where there was one."""
    return answers_beside(moment) or (Part(CustomerAct.FOLLOW_UP),)


def _aside(moment: Moment) -> tuple[Part, ...]:
    """The answer to a small question that came with something weightier."""
    return answers_beside(moment) if moment.assessment.aside else ()


def _goes_on(moment: Moment) -> tuple[Part, ...]:
    """What else the same reply did to them."""
    if moment.step.believed or moment.step.fooled:
        return _raise_next(moment) if moment.step.fooled else answers(moment)
    return _case_moved(moment) or answers(moment)


def _correction(moment: Moment) -> str:
    wrong = moment.assessment.facts_with(Verdict.WRONG)
    known = (f for f in moment.scenario.facts if f.id in wrong and f.customer_knows)
    return next((f.corrected for f in known if f.corrected), "")


def _nothing_moved(moment: Moment) -> tuple[Part, ...]:
    """The reply neither moved the case nor gave offence."""
    assessment, acts = moment.assessment, moment.assessment.act_ids
    if assessment.explores and not moment.step.acknowledged and not assessment.aside:
        return (Part(CustomerAct.BRUSH_OFF),)
    beside = () if asks_about_them(moment) else answers_beside(moment)
    if beside and (assessment.aside or Act.CLOSE not in acts or leads_on(moment)):
        return (
            (*beside, _press(moment, "on" if moment.informs else "nothing")) if leads_on(moment) else beside
        )
    if Act.CLOSE in acts and not moment.informs:
        return (Part(CustomerAct.OBJECT, reason="closing"), _press(moment, "closing"))
    if moment.step.asked_openly:
        return _about_themselves(moment)
    if Act.REFUSE in acts:
        if moment.persona.style.directness is Directness.INDIRECT:
            return (Part(CustomerAct.GO_QUIET, reason="refused"),)
        return (Part(CustomerAct.OBJECT, reason="refused"), _press(moment, "refused"))
    if Act.HOLD in acts and not moment.informs:
        return (Part(CustomerAct.WAIT),)
    if not assessment.on_topic:
        return (_press(moment, "off_topic"), _press(moment, "nothing"))
    if Act.APOLOGISE in acts and not (assessment.acknowledges or moment.informs):
        reason = _APOLOGIES[min(moment.before.apologies, 2)]
        return (Part(CustomerAct.OBJECT, reason=reason), _press(moment, reason))
    if assessment.acknowledges:
        return (
            Part(CustomerAct.THANK, reason="heard"),
            _press(moment, "on" if moment.informs else "acknowledged"),
        )
    return _told_something(moment)


def _about_themselves(moment: Moment) -> tuple[Part, ...]:
    """Asked how it is, they tell somebody who has listened, and nobody else."""
    if not moment.step.acknowledged:
        return (Part(CustomerAct.BRUSH_OFF),)
    vents = (Part(CustomerAct.VENT),)
    return vents if moment.informs else (*vents, _press(moment, "asked_openly"))


def _told_something(moment: Moment) -> tuple[Part, ...]:
    """It speaks of the matter, and not of what they want to know; only somebody angry says that it is no answer."""
    if not moment.informs:
        return (_press(moment, "nothing"),)
    if moment.mood.frustration < STILL_ANGRY:
        return (_press(moment, "on"),)
    return (Part(CustomerAct.FOLLOW_UP, reason="not_enough"), _press(moment, "not_enough"))


def _press(moment: Moment, reason: str) -> Part:
    """What they still want; where they have heard it and mind it, that instead of asking as if unheard."""
    goal = moment.agenda.current(moment.scenario.customer)
    minded = moment.agenda.minded(moment.scenario.customer)
    needs = {fact for way in goal.all_ways for fact in way.needs} if goal else set()
    if minded & needs:
        return Part(CustomerAct.PRESS, reason="minded")
    quiet = moment.last_act is CustomerAct.GO_QUIET and moment.mood.frustration < STILL_ANGRY
    if quiet and reason == "nothing":
        return Part(CustomerAct.PRESS, reason="quiet")
    if needs & moment.agenda.right:
        # With nothing left to hear they wait to be asked for something of theirs.
        reason = "part" if moment.agenda.missing(moment.scenario.customer) else "on"
    return Part(CustomerAct.PRESS, reason=reason)


def _settled(moment: Moment) -> tuple[Part, ...]:
    """A goal is met: accept, and confide, answer, or bring up the next thing."""
    accepts = _accepts(moment)
    if moment.step.revealed:
        confides = _confides(moment)
        return (*confides, *accepts) if _turns_on_what_they_confide(moment) else (*accepts, *confides)
    return (*accepts, *answers(moment), *_aside(moment), *_raise_next(moment))


def _turns_on_what_they_confide(moment: Moment) -> bool:
    """What settles the goal is what it is because of that."""
    goal, hidden = moment.step.goal, moment.step.revealed
    return bool(goal and hidden and any(way.unless == hidden.id for way in goal.all_ways))


def _accepts(moment: Moment) -> tuple[Part, ...]:
    """The scenario's words of relief are for somebody who has calmed down, and who hears it now."""
    step, relieved = moment.step, moment.mood.frustration < STILL_ANGRY
    now = moment.assessment.facts_with(Verdict.CORRECT)
    parts = []
    for way in (way for way in (step.met_ahead, step.met, step.met_next) if way):
        if way is step.met_next and not now & set(way.needs):
            continue  # They heard it before they would have asked, and took it in then.
        if not way.needs and not set(way.asks) <= set(step.newly_asked):
            continue  # They tell what is asked for now; the line would tell all of it again.
        say = moment.fits(way.accepts, *way.needs) if relieved or not way.needs else ""
        parts.append(Part(CustomerAct.ACCEPT, say=say))
    return tuple(parts)


def _raise_next(moment: Moment) -> tuple[Part, ...]:
    goal = moment.agenda.current(moment.scenario.customer)
    if goal is None:
        return ()
    if moment.agenda.goals[goal.id] is GoalState.BELIEVED:
        return (relapse(goal, moment.agenda),)
    return (Part(CustomerAct.RAISE, say=goal.wants or ""),)

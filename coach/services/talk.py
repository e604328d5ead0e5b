"""The customer's side of a session as a pure value: what each reply does to it, and what they do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from coach.customer.casting import cast
from coach.customer.cue import Cue
from coach.customer.director import next_cue, opening
from coach.customer.moment import Moment
from coach.customer.voice import Talk
from coach.domain.agenda import Agenda
from coach.domain.assessment import Act, Assessment, ScoredReply, Verdict
from coach.domain.drills import Drills, Given, look_back
from coach.domain.frustration import Mood, next_frustration, starting_mood
from coach.domain.nearness import comes_near
from coach.domain.nudging import ComeUp, newly_come_up
from coach.domain.persona import Habit, Persona
from coach.domain.progress import advance
from coach.domain.scenario import Article, Scenario, Speaker
from coach.domain.situation import Situation
from coach.domain.transcript import CustomerAct, Outcome, Transcript, Turn
from coach.ports import SessionPlan, StoredSession

CALM = 35
"""Below this a plain answer is welcome at once."""
UPSET = 60
"""From here on a reply is called upon to show empathy, whatever the customer's last line."""

JUDGED = (Verdict.CORRECT, Verdict.WRONG)


@dataclass(frozen=True)
class TalkState:
    """Where a session stands."""

    plan: SessionPlan
    persona: Persona
    """As cast for this seed."""
    agenda: Agenda
    mood: Mood
    transcript: Transcript = ()
    replies: tuple[ScoredReply, ...] = ()
    cue: Cue | None = None
    """The customer turn that is due; None when it is the agent's turn."""
    ends: Outcome | None = None
    """How the talk ended, once the customer's last words are spoken."""

    articles: tuple[str, ...] = ()
    """What the agent can look up, in Markdown."""
    come_up: tuple[ComeUp, ...] = ()
    """What the co-pilot has said, in the order in which it came up."""

    @staticmethod
    def start(plan: SessionPlan, articles: Sequence[Article] = ()) -> TalkState:
        persona = cast(plan.persona, plan.seed)
        mood = starting_mood(persona.temperament)
        opens = plan.scenario.opens == "customer"
        agenda = Agenda.start(plan.scenario.customer)
        unheard = newly_come_up(plan.scenario, agenda, earlier=(), replies=0, heard=False)
        return TalkState(
            plan=plan,
            persona=persona,
            agenda=agenda,
            mood=mood,
            cue=opening(plan.scenario, mood.frustration) if opens else None,
            articles=tuple(article.body for article in articles),
            come_up=() if opens else unheard,
        )

    @staticmethod
    def of(stored: StoredSession) -> TalkState:
        """Where a stored talk stands, as far as its replies are assessed."""
        state = TalkState.start(stored.plan)
        scored = {reply.turn.seq: reply.scored for reply in stored.replies}
        for turn in stored.turns:
            state = state.with_turn(turn)
            if turn.speaker is Speaker.AGENT:
                assessed = scored.get(turn.seq)
                if assessed is None:
                    break
                state = state.with_reply(assessed)
        return state

    @property
    def scenario(self) -> Scenario:
        return self.plan.scenario

    @property
    def talk(self) -> Talk:
        """What a voice may look at."""
        return Talk(
            scenario=self.scenario,
            persona=self.persona,
            transcript=self.transcript,
            agenda=self.agenda,
            mood=self.mood,
            seed=self.plan.seed,
        )

    @property
    def unassessed(self) -> bool:
        """The last reply was recorded, and the store failed before its assessment was."""
        given = sum(turn.speaker is Speaker.AGENT for turn in self.transcript)
        return given > len(self.replies)

    @property
    def next_seq(self) -> int:
        return len(self.transcript) + 1

    def with_turn(self, turn: Turn) -> TalkState:
        """After an utterance; a customer turn answers the cue that was due, and the co-pilot hears it too."""
        transcript = (*self.transcript, turn)
        if turn.speaker is not Speaker.CUSTOMER:
            return replace(self, transcript=transcript)
        ends = self.cue.ends if self.cue else None
        come_up = self.come_up
        if ends is None:
            come_up += newly_come_up(self.scenario, self.agenda, earlier=come_up, replies=len(self.replies))
        return replace(self, transcript=transcript, cue=None, ends=ends, come_up=come_up)

    def with_reply(self, scored: ScoredReply) -> TalkState:
        """After an agent's turn was assessed: the agenda, the mood and the customer's next cue."""
        step = advance(self.agenda, self._heard(scored.assessment), self.scenario)
        mood = next_frustration(self.mood, scored.assessment, step=step, persona=self.persona)
        number = len(self.replies) + 1
        moment = Moment(
            scenario=self.scenario,
            persona=self.persona,
            assessment=scored.assessment,
            step=step,
            before=self.mood,
            mood=mood,
            reply_number=number,
            told=tuple(t.text for t in self.transcript if t.speaker is Speaker.AGENT),
            last_act=self._last_customer_act(),
            half_heard=self._half_heard(scored.assessment),
        )
        cue, mood = next_cue(moment, Random(f"habit:{self.plan.seed}:{number}"))
        return replace(self, agenda=step.agenda, mood=mood, replies=(*self.replies, scored), cue=cue)

    def _half_heard(self, assessment: Assessment) -> bool:
        wanted = self.agenda.wanted(self.scenario.customer) - assessment.facts_with(*JUDGED)
        if any(finding.near and finding.fact_id in wanted for finding in assessment.findings):
            return True
        said = self.transcript[-1].text if self.transcript else ""
        heard, today = self._customers_words, self.scenario.today
        asked_for = (fact for fact in self.scenario.facts if fact.id in wanted)
        return any(comes_near(said, fact, heard=heard, today=today) for fact in asked_for)

    @property
    def _customers_words(self) -> str:
        """All that they have told so far, handoff included."""
        return "\n".join([*self._handed_over, *self._spoken])

    @property
    def _handed_over(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.scenario.handoff if t.speaker is Speaker.CUSTOMER)

    @property
    def _spoken(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.transcript if t.speaker is Speaker.CUSTOMER)

    def _last_customer_act(self) -> CustomerAct | None:
        spoken = (t.customer_act for t in reversed(self.transcript) if t.speaker is Speaker.CUSTOMER)
        return next(spoken, None)

    def _heard(self, assessment: Assessment) -> Assessment:
        """What the customer takes in: whom the agent rings up asks who is calling, and nothing else counts yet.

        What they were asked for in the same breath they tell when that is answered.
        """
        if self.scenario.opens == "agent" and not self.replies:
            return replace(assessment, asked=(), findings=(), explores=())
        if self.scenario.opens == "agent" and len(self.replies) == 1 and not assessment.slights:
            assessment = replace(assessment, asked=(*self.replies[0].assessment.asked, *assessment.asked))
        if Habit.INCOMPLETE_ANSWERS in self.persona.habits:
            fresh = [e for e in assessment.asked if e.id not in self.agenda.told]
            # Asked for several things at once they answer the first; nobody has told the others yet.
            return replace(assessment, asked=tuple(e for e in assessment.asked if e not in fresh[1:]))
        return assessment

    def drills(self) -> Drills:
        """What the agent has made so far of what stands beside the talk and before it."""
        said = (turn.text for turn in self.transcript if turn.speaker is Speaker.AGENT)
        given = [Given(text, reply.assessment) for text, reply in zip(said, self.replies, strict=False)]
        return look_back(self.scenario, self.come_up, given)

    def situation(self) -> Situation:
        """What the scorer may know about the moment in which the next reply is given."""
        customer, scenario = self.scenario.customer, self.scenario
        spoken = self._spoken
        revealed = tuple(h.say for h in customer.hidden if h.id in self.agenda.revealed)
        apologies = sum(Act.APOLOGISE in r.assessment.act_ids for r in self.replies)
        last = self.replies[-1].assessment if self.replies else None
        return Situation(
            customer_line=spoken[-1] if spoken else "",
            facts=tuple(fact for fact in scenario.facts if fact.in_force(self.agenda.told)),
            today=scenario.today,
            problem="\n".join([customer.reason_for_contact, *self._handed_over, customer.opening]),
            heard=self._customers_words,
            known=customer.known_info,
            told=self.agenda.told,
            asides=(*customer.asides, *self.persona.life),
            hidden=revealed,
            untold=tuple(h for h in customer.hidden if h.id not in self.agenda.revealed),
            apologies_before=apologies,
            acknowledged_before=bool(last and last.acknowledges),
            wanted=self.agenda.wanted(customer),
            upset=self.mood.frustration >= UPSET,
            calm=self.mood.frustration < CALM,
            agent_opens=not spoken,
            agent_may=scenario.briefing,
            articles=self.articles,
            register=self.persona.style.register_,
            rubric=self.plan.rubric,
            nudges=tuple(one.nudge for one in self.come_up),
            shown=frozenset(r.fix.better for r in self.replies if r.fix and r.fix.better),
        )

"""The field's words: those that mean one thing, those that only measure, and those that say little."""

from __future__ import annotations

from coach.domain.text import stem, word_set

_SYNONYMS = """
refund reimburse reimbursement repay repayment money
send ship shipment post dispatch forward courier
deliver delivery arrive arrival reach land
fee charge cost surcharge
cancel terminate cancellation termination cancelling
replace replacement exchange swap
broken damaged faulty defective smashed cracked damage
parcel package box
card visa mastercard amex
begin start commence
waiv waive scrap
expire end lapse finish expiry expiration
close shut
need require must mandatory obligatory necessary compulsory
cover include insure coverage
physiotherapy physio physiotherapist
accommodation hotel housing lodging
customer client member subscriber consumer
business commercial corporate company
repair fix restore mend engineer
outage fault disruption blackout
visit session appointment
birth baby born newborn
salary wage pay payment payroll
document paper paperwork
pet dog cat animal
pool swimming swim
lose lost loss
rise increase
instalment installment emi emis
foreclose foreclosure prepay
payslip slip
authorize authorization preauthorization auth preauth
baggage bag luggage suitcase
remove delete erase wipe
reveal disclose share tell give
accept approve
bank lender
invoice bill
reject decline refuse bounce
buy purchase
credit voucher
photo picture image snapshot
proof prove
doctor physician gp
medicine medication drug prescription
address residence
phone telephone mobile cell handset
number contact
email mail
letter post
network signal service
speed bandwidth
install installation setup
contract agreement deal
plan package tariff
discount reduction
guarantee warranty
appointment slot booking
book reserve reservation
room suite
upgrade
extra additional further
change alter amend modify
flight plane
ticket fare
seat sit
transfer
hospital clinic
claim case
deductible excess
copay copayment
limit cap ceiling maximum
minimum smallest lowest least
balance outstanding owe debt
deadline due
penalty fine
late overdue
interest apr
rate
account profile
password passcode
supervisor manager
employee staff worker
overtime
tax
child kid
identity id
driver rider
warehouse depot
shop store
order purchase
item product article
colleague coworker peer
consignee receiver recipient
consult advise advice recommend
complaint grievance
verify confirm check
sign signature
weigh weight heavy
repeat retake redo resit
person people guest
certificate certification
withdraw withdrawal withdrawals
"""
_PHRASES = """
address: where you live
begin: kicks in
certificate: doctor's note, sick note, medical note, fit note
cancel: give up, given up, giving up, call it off, call off, called off, tear it up, torn up
withdraw: take out, taking out, took out
waiv: take it off, take that off, knock it off, drop it, forget about
abroad: leave the country, out of the country
card: payment method
change: move you, moved you
checkin: check in, checks in
checkout: check out, checks out
contract: locked in, tied in
cooling: back out, change your mind, cooling off, cooling-off, walk away
deliver: at your door, on your doorstep, on the doorstep, in your hands, with you
doublerate: double time
existing: already have, old ones, you hold
expire: ran out, run out, runs out
foreclose: close early, close it, close the loan
free: at no charge, at no cost, at no extra, complimentary, cost nothing, cost you nothing
free: costs nothing, costs you nothing, for free, free, free of charge, gratis, no charge, no cost
free: no extra charge, no extra cost, nothing to pay, on the house, on us, waived, without any charge
free: without charge, won't cost you
halfpay: half pay
leave: day off, time off
lose: written off, wrote off
miss: can't make it, don't come, don't show up, don't turn up, no show
outage: been down, is down, was down, went down, went off
overtimerate: time and a half
payslip: pay slip, salary slip
po: purchase order
rebook: another date, new date
reduce: how to reduce
refund: get back, give back, given back, gives back, gives it back, money back, paid back, pay back
reject: kicked out, sent it back, turn down, turned away, turned down
replace: new one, new card, new copy
return: bin it, bin the, bring back, dispose of, keep the, post it back, return it, send back
return: send it back, send them back, sending back, sending it back, sending them back, sent back
return: throw away, throw it
rise: go up, goes up, going up, went up
upgrade: bump you up, move you up, moved you up
wallet: app wallet
wear: wear and tear
"""
MEASURE_WORDS = word_set(
    """
day days hour hours week weeks month months year years minute minutes euro euros pound pounds dollar
dollars rupee rupees peso pesos quid percent cent working calendar fortnight am pm today tomorrow
yesterday tonight noon midnight monthly weekly daily yearly annually annual quarter morning afternoon
evening
"""
)
_VAGUE = """
able actual afterwards ahead apologise apologize ask back believe bit case come day definite fine
general get give go good great happy hear help here hope instead kind kindly know let like look lot
ma'am make many mean mention mile miles moment much normal pls put right say see sir soon sorry speak
take talk tell thank thanks thing think time today try typical understand use usual want way work yes
"""


def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        names = line.split()
        for name in names:
            heads.setdefault(stem(name), names[0])
    return heads


def _phrases() -> dict[tuple[str, ...], str]:
    phrases: dict[tuple[str, ...], str] = {}
    for line in _PHRASES.strip().splitlines():
        head, _, listed = line.partition(": ")
        phrases |= {tuple(phrase.split()): head for phrase in listed.split(", ")}
    return phrases


HEADS = _heads()
"""Stem to concept."""
PHRASES = _phrases()
"""Words in a row to concept."""
VAGUE = frozenset(stem(word) for word in _VAGUE.split())
"""Stems that say little of what a sentence is about."""

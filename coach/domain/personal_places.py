"""Where somebody lives, in the forms of several countries: street, flat, postcode, and what stands around them."""

from __future__ import annotations

import re

from coach.domain.personal_names import LOWER, NO_NAMES, UPPER

_CAP = rf"[{UPPER}][\w'’.-]{{0,30}}[{LOWER}]\b"
_ENGLISH = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Crescent|Court|Ct|Way|Place|Square|Boulevard|Blvd"
)
_STREETS = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:{_CAP}\.? ){{1,4}}(?:{_ENGLISH}|Terrace|Gardens|Grove|Marg)\b(?:\.(?=,))?"
    rf"|\b(?:{_CAP} ){{1,3}}(?:St|Street|Road|Rd|Ave)\b\.?,? (?:Brgy|Barangay)\b\.?(?: {_CAP}){{1,3}}"
    r"|\b\d{1,5}[a-z]? (?!(?:of|the|down|up|on|in|to|more|minutes?|hours?|miles?|days?|cars?)\b)"
    r"[a-z]{2,} (?!(?:of|the|down|up|on|in|to)\b)(?:[a-z]{3,} )?(?:street|road|avenue|lane|crescent)\b"
    rf"|\b{_CAP}(?:(?<=traße)|(?<=trasse)|(?<=str)\.?|(?<=weg)|(?<=platz)|(?<=allee)|(?<=gasse)"
    rf"|(?<=damm)) \d{{1,4}} ?[a-z]?\b"
    rf"|\b{_CAP}[- ](?:Straße|Strasse|Str\.|Allee|Platz|Weg|Ring|Damm) \d{{1,4}} ?[a-z]?\b"
    r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?i:rue|avenue|av\.|boulevard|bd|place|allée|chemin|impasse|quai|cours|route)"
    rf"(?: (?:de|du|des|la|le|les|l['’]|d['’]))*(?: ?{_CAP})+"
    r"|\b(?i:calle|c/|avenida|avda\.?|av\.|paseo|plaza|carrer|camino|ronda)(?: (?:de|del|la|las|los|el))*"
    rf"(?: {_CAP})+,?(?: n[ºo°]\.?)? ?\d{{1,4}}(?:, ?\d{{1,2}} ?º ?[A-Z]?)?"
)
_HOMES = re.compile(
    r"\b(?i:flat|apt\.?|apartment|door no\.?|house no\.?|h\.? ?no\.?|plot(?: no\.?)?|suite|unit(?= ?\d+[A-Za-z]?,)"
    r"|p\.? ?o\.? box|apartado|postfach)"
    r" ?#?\d{1,6}[A-Za-z]?\b(?! ?(?:days?|weeks?|months?|years?|percent|%|pounds?|euros?|dollars?|minutes?))"
    r"|\b(?i:blk\.?|block) ?\d{1,4},? (?i:lot) ?\d{1,4}\b"
    rf"|\b(?:{_CAP} ){{1,3}}(?:Apartments|Residency|Nagar|Enclave|Colony|Cottage|Mansions?|Subdivision|Heights)\b"
    rf"|\b(?:Brgy\.?|Barangay)(?: {_CAP}){{1,3}}"
)
_NO_CITY = "|".join(
    (*sorted(NO_NAMES), "Euros?", "Pounds?", "Dollars?", "Naira", "Rupees?", "Pesos?", "Points?", "Miles")
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|\b[a-z]{1,2}\d[a-z\d]? \d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b"
    rf"|\b{_STATE} \d{{5}}(?:-\d{{4}})?\b"
    r"|\b(?<![£$€₹₱₦])(?<![.,])\d{5}(?= [A-ZÄÖÜÉ])"
    rf"(?! (?:{_NO_CITY})\b)"
)
_LABELLED = re.compile(
    r"(\b(?i:zip(?: code)?|post ?code|postal code|pin ?code|plz|postleitzahl|code postal|código postal)"
    r"(?: is| was|:| es| ist| est)? )((?=[\w -]*\d)[A-Z0-9]{2,7}(?:[ -][A-Z0-9]{3,4})?)\b(?![.,]\d)"
)
_CITY = rf"(?!(?:{_NO_CITY})\b)(?:[A-Z]{{2}}|{_CAP})(?: {_CAP}){{0,2}}"
_AROUND = re.compile(
    rf"\[(?:address|postcode)\](?:,? \[(?:address|postcode)\]|, {_CITY}(?=[,.]|$)|, {_CITY}(?: \d{{5,6}}| \[postcode\])"
    rf"|(?<=postcode\]) {_CITY}(?=[,.]|$))*"
)


def without_places(text: str) -> str:
    """Streets and homes as [address], with the town behind them; a postcode by itself as [postcode]."""
    found = _HOMES.sub("[address]", _STREETS.sub("[address]", text))
    found = _LABELLED.sub(r"\1[postcode]", _POSTCODE.sub("[postcode]", found))
    return _AROUND.sub(_one, found) if found != text else text


def _one(match: re.Match[str]) -> str:
    return "[address]" if "[address]" in match.group() else "[postcode]"

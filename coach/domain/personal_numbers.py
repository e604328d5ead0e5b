"""Numbers by which a person or their case is known, and those that a talk is about: amounts, dates, times, measures."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

_UNIT = (
    r"(?:[%€£$₹₱₦]|(?:percent|per cent|euros?|pounds?|quid|pence|dollars?|cents?|bucks|rupees?|lakhs?|crores?|pesos?"
    r"|naira|kobo|million|thousand|k?wh?|km|miles?|met(?:er|re)s?|[kmg]bp?s?|gb|kg|lbs?|grams?|lit(?:er|re)s?"
    r"|cm|mm|m²|units?|points?|steps?|people|customers?|copies|pages?|words?|items?|pieces?|seconds?|minutes?|mins?|hours?"
    r"|hrs?|days?|nights?|weeks?|months?|years?|times|percentage|degrees|eur|gbp|usd|inr|php|ngn|chf|jours?|mois|tage?n?"
    r"|monate?|jahre?|días?|meses|años|ans)\b)"
)
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|janvier|février|mars|avril|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre)\b\.?"
)
_AMOUNT = r"\d{1,3}(?:[,.'’ ]\d{2,3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_PAYS = (
    r"(?:pa(?:id|y|ys|ying)|charged?|costs?|deduct(?:ed|s)?|debited|credited|refund(?:ed|s)?|owe[sd]?|balance|amount|total"
    r"|price|fee|salary|worth|transferred|withdrew|income|limit)"
)
KEPT: Final = (
    rf"(?:[£$€₹₱₦¥]|\b(?:USD|EUR|GBP|INR|PHP|NGN|CHF|JPY|AUD|CAD|Rs\.?)) ?(?:{_AMOUNT})"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.|er)?(?: (?:of|de))? {_MONTH}(?:,? (?:de |of )?(?:19|20)?\d\d\b(?! ?\d))?"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d\b)?"
    r"|\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b(?!-)|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b(?![/.]\d)"
    r"|\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b(?!-)|\b(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-\d\d\b(?!-)(?! \d{8})"
    r"|\b\d{1,2}[:h]\d{2}(?::\d{2})?\b|\b(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)\b(?!-|\d)"
    rf"|\b(?:{_AMOUNT}) ?{_UNIT}"
    r"|\b(?:KB|PM|POL|SOP|FAQ|PROC)-\d{1,5}\b|\b(?:article|section|page|version|v)\.? ?\d[\d.]*"
    rf"|\b{_PAYS}(?: (?:me|us|is|was|of|for|about|only|another|over|under|up to|at least"
    rf"|nearly)){{0,3}} \d[\d,.]{{0,9}}\b"
    r"(?![\w-]| ?\d)"
)
"""In lower case and capitals alike: none of these is touched."""
_KIND = (
    r"(?:order|booking|reservation|confirmation|reference|ref|claim|case|ticket|incident|policy|account|acct|a/c|client"
    r"|customer|member(?:ship)?|contract|invoice|track(?:ing)?|parcel|consignment|waybill|meter|serial|loyalty|pnr|routing"
    r"|ifsc|bic|swift|sort code|passport|driv(?:ing|er'?s) licen[cs]e|licen[cs]e(?: plate)?|plate|registration|reg"
    r"|vehicle|matr[ií]cula|plaque|kennzeichen|ni|national insurance|nhs|tax(?: id)?|steuer-?id|tin|pan|aadhaar|bvn|nin"
    r"|nuban|sss|umid|philhealth|dni|nie|nif|(?:kunden|auftrags|bestell|rechnungs|vertrags)(?:nummer|nr\.?)"
    r"|num[eé]ro de (?:client|commande|dossier|contrat|s[eé]cu|cliente|pedido|cuenta)|ending|last (?:four"
    r"|4)(?: digits)?"
    r"(?: of (?:my|your|the) \w+)?|social(?: security)?|patient|employee|staff|student|voucher|complaint"
    r"|transaction|utr"
    r"|receipt|imei|iccid|sim|iban|card|user)"
)
_VALUE = (
    r"(?:[A-Z]{1,6}[ /-]?)?[A-Z0-9]{0,20}\d[A-Z0-9]{0,20}(?:[/.-][A-Z0-9]{1,20}){0,6}"
    r"(?: [A-Z0-9]{0,20}\d[A-Z0-9]{0,20}(?:[/.-][A-Z0-9]{1,20}){0,6}){0,8}"
)
_NOT_MEASURED = rf"(?!\w|[.,:]\d|%| ?(?i:{_UNIT}))"
_NUMBER = re.compile(
    rf"(?P<kept>(?i:{KEPT}))"
    rf"|(?P<label>\b(?i:{_KIND})s?(?i: (?:number|no\b\.?|nr\b\.?|num\b|id|code|ref(?:erence)?))*"
    r"(?i: (?:on|for|of) (?:the|my|your) \w+)?"
    r"(?:(?i: is| was| are| were| in| with| es| ist| est|:|,| should be| would be| it's| -)| ?[=#])*"
    rf" ?)(?P<value>{_VALUE}|(?<=\W)(?=[A-Z]*\d)[A-Z0-9]{{5,8}}|(?:(?<=code is )|(?<=ence is )"
    rf"|(?<=(?i:pnr) is ))[A-Z]{{6}}){_NOT_MEASURED}"
    r"|(?<![\w.,:£$€₹₱₦¥/-])(?P<long>(?:[A-Z]{1,4}[-/]?)?\d[A-Z0-9]{0,30}(?:[ /.-][A-Z0-9]{0,20}\d[A-Z0-9]{0,20}){0,9}"
    r"(?:[/-][A-Z]{1,4})?"
    rf"|[A-Z]{{2,10}}\d[A-Z0-9]{{4,30}}){_NOT_MEASURED}"
)
_SHAPES = (
    (
        "plates",
        "[plate]",
        re.compile(
            r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b|\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?\d{1,4}[EH]?\b"
            r"|\b[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}\b|\b[A-Z]{3}[ -]?\d{2,3}[ -]?[A-Z]{2}\b"
            r"|\b\d{4} ?(?!GBP|BST|CST|PST|HRS)[BCDFGHJKLMNPRSTVWXYZ]{3}\b"
        ),
    ),
    (
        "id numbers",
        "[id number]",
        re.compile(
            r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b|\b[A-Z]{5}\d{4}[A-Z]\b"
            r"|(?<![\d-])(?<!\d )\d{4} \d{4} \d{4}(?![ -]?\d)"
            r"|\b(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]\b|\b[12] \d\d \d\d \d\d \d{3} \d{3}(?: \d\d)?\b|\b\d{2}-\d{7}-\d\b"
            r"|\b\d{3}-\d{3}-\d{3}(?:-\d{3,5})?\b(?!-)|\b\d{2} \d{3} \d{3} \d{3}\b"
        ),
    ),
    (
        "contacts and cards",
        "[card]",
        re.compile(r"(?<![\d-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?![ -]?\d)"),
    ),
)
_SECRET = re.compile(
    r"(\b(?i:pin|cvv2?|cvc2?|security code|passcode|otp|one[- ]time (?:code|password))\b(?:[^.;!?\d\n]{0,24} "
    r"| ?[:=]? ?))"
    r"(\d{3,8})\b(?![.,]\d)"
    r"|(\b(?i:password|user ?name|user id|login|passwort|passphrase|contraseña|mot de passe)(?: is| was|:| ="
    r"| ist| es| est) ?)"
    r"(?=\S*[\d!@#$%&*_])(\S{4,})"
)
_DIGIT = r"(?:zero|oh|o|nought|naught|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)"
_SPOKEN = re.compile(rf"\b{_DIGIT}(?:(?:,? |-|\. ?){_DIGIT}\b){{5,}}", re.IGNORECASE)


def without_shapes(text: str) -> tuple[str, list[str]]:
    """Plates, national ids and cards by their shape, codes by their label; with the kinds that were found."""
    kinds = []
    for kind, mask, pattern in _SHAPES:
        fresh = pattern.sub(mask, text)
        kinds += [kind] * (fresh != text)
        text = fresh
    fresh = _SECRET.sub(lambda found: f"{found[1] or found[3]}[code]", text)
    fresh = _SPOKEN.sub("[number]", fresh)
    return fresh, [*kinds, *["numbers"] * (fresh != text)]


def with_other_numbers(text: str) -> str:
    """References and long numbers in the same shape with other signs, for the same one always the same."""
    return _NUMBER.sub(_changed, text)


def _changed(match: re.Match[str]) -> str:
    if match["value"] and len(re.sub(r"\W", "", match["value"])) >= 3:
        return match["label"] + other_signs(match["value"])
    long = match["long"] or ""
    least = 6 if re.search(r"[^A-Z0-9-]", long) else 5
    return other_signs(long) if len(re.sub(r"\D", "", long)) >= least else match.group()


def other_signs(value: str) -> str:
    """The same shape: 'LM 2207' becomes 'LM 9183'. Letters change, too, where they stand among the digits."""
    prefix = re.match(r"[A-Za-z]{1,3}(?=[-/ ]?\d)|", value)
    kept = prefix.end() if prefix else 0
    seed = re.sub(r"\W", "", value).casefold().encode()
    steps = [1 + byte % 9 for byte in sha256(seed).digest()]
    signs, count = [], 0
    for at, sign in enumerate(value):
        step = steps[count % len(steps)] if at >= kept else 0
        count += sign.isalnum()
        if sign.isascii() and sign.isdigit():
            sign = str((int(sign) + step) % 10)
        elif sign.isascii() and sign.isalpha() and step:
            first = ord("A" if sign.isupper() else "a")
            sign = chr(first + (ord(sign) - first + step) % 26)
        signs.append(sign)
    return "".join(signs)

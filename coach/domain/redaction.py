"""Masks personal numbers in a text before it leaves the machine: cards, e-mail, phones, IBANs, US SSNs.

Names are not covered. A number with a label such as 'order' or 'ref' is kept: it is what the talk is about.
"""

from __future__ import annotations

import re

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?![\w-])")
_IBAN = re.compile(r"\b([A-Z]{2}\d{2})((?:[ -]?[A-Z0-9]){11,30})(?![A-Z0-9])")
_SSN = re.compile(r"(?<![\d-])\d{3}([- ])\d{2}\1\d{4}(?![\d-])")
_DIGITS = re.compile(
    r"(?<![\w.,/#-])(?:\+\s?)?(?:\(\+?\d{1,5}\)[\s.-]?)?\d(?:[\s.-]{0,2}\d){5,21}(?![\w#]|[-.,/:]\d)"
)

_LENGTHS = """AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 CH:21 CR:22 CY:28 CZ:24 DE:22 DK:18
    DO:28 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 GR:27 GT:28 HR:21 HU:28 IE:22 IL:23
    IQ:23 IS:26
    IT:27 JO:30 KW:30 KZ:20 LB:28 LI:21 LT:20 LU:20 LV:21 MC:27 MD:24 ME:22 MK:19 MR:27 MT:31 MU:30 NL:18
    NO:15
    PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 SA:24 SC:31 SE:24 SI:19 SK:24 SM:27 TN:24 TR:26 UA:29 VA:22
    VG:24
    XK:20"""
_IBAN_LENGTHS = dict(entry.split(":") for entry in _LENGTHS.split())

_LABELLED = re.compile(
    r"(?:\b(?:order|part|ref|reference|claim|case|ticket|invoice|tracking|track|serial|model|slip|lot"
    r"|batch|po|policy"
    r"|voucher|booking|barcode|isbn|imei|iccid|sim|account|acct|a/c|meter|reading|cheque|check|licen[cs]e"
    r"|coordinates"
    r"|postal|parcel|consignment|waybill|docket|container|sku|item|article|customer|member|vendor|code|id"
    r"|employee"
    r"|sort|version|firmware|zip|form|contract|savings|transaction"
    r"|receipt)\b(?:\s?nos?\.)?[^.;!?\n]{0,24}|#\s?)$",
    re.IGNORECASE,
)
_PHONE_TALK = re.compile(
    r"\b(?:phone|mobile|cell|call|tel|telephone|ring|text|texts|texting|whatsapp|sms|dial|reach|contact"
    r"|fax|landline"
    r"|viber|new no|my no|my number|number is|number's)\b",
    re.IGNORECASE,
)
_SSN_TALK = re.compile(r"\b(?:ssn|social)\b", re.IGNORECASE)


def redact(text: str) -> str:
    """Mask with [card], [email], [phone], [iban] and [ssn]; amounts, dates and case numbers stay."""
    text = _EMAIL.sub("[email]", text)
    text = _IBAN.sub(_iban, text)
    text = _SSN.sub(_ssn, text)
    return _DIGITS.sub(_number, text)


def _iban(match: re.Match[str]) -> str:
    length = int(_IBAN_LENGTHS.get(match.group(1)[:2], 0))
    taken = 0
    for index, char in enumerate(match.group()):
        taken += char.isalnum()
        if taken == length:
            rest = match.group()[index + 1 :]
            return "[iban]" + rest if not rest or not rest[0].isalnum() else match.group()
    return match.group()


def _before(match: re.Match[str], reach: int = 40) -> str:
    return match.string[max(0, match.start() - reach) : match.start()]


def _ssn(match: re.Match[str]) -> str:
    if _SSN_TALK.search(_before(match, 60)):
        return "[ssn]"
    if match.group(1) == " " or _LABELLED.search(_before(match)):
        return match.group()
    return "[ssn]"


def _number(match: re.Match[str]) -> str:
    found = match.group()
    digits = re.sub(r"\D", "", found)
    if 13 <= len(digits) <= 19 and digits[0] in "23456" and _luhn(digits) and "." not in found:
        return "[card]"
    return "[phone]" if _is_phone(match, found, digits) else found


def _luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_DATE = re.compile(r"^\d{1,4}[-./]\d{1,2}[-./]\d{2,4}$|^\d{4}[- ]\d{4}$")
_PHONE_SHAPES = re.compile(
    r"^(?:\(\d{2,5}\)[\s.-]?\d{3,4}[\s.-]?\d{3,4}"
    r"|(?:1[\s.-])?\d{3}[-.]\d{3}[-.]\d{4}|\d{3} \d{3} \d{4}|\d{3}-\d{4}"
    r"|0\d{1,5}(?:[\s-]\d{2,6}){1,4}|0\d{9,10}|\d{5} \d{5})$"
)


def _is_phone(match: re.Match[str], found: str, digits: str) -> bool:
    if not 7 <= len(digits) <= 15 or _DATE.match(found):
        return False
    if found.startswith("+"):
        return True
    talk = bool(_PHONE_TALK.search(_before(match, 30)))
    if _LABELLED.search(_before(match)) and not talk:
        return False
    if _PHONE_SHAPES.match(found):
        return True
    return talk and len(digits) >= 9 and not re.search(r"\d[.]\d", found)

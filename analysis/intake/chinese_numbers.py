"""Numbers written in Chinese characters, everyday and capital forms."""

import re
from decimal import Decimal

_DIGITS = dict(
    zip(
        "零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖", [0, 0, 0, *range(1, 10), 2, *range(1, 10)], strict=True
    )
)
_DIGITS |= {"弌": 1, "貳": 2, "陸": 6, "參": 3, "叄": 3}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHARACTERS = "".join({*_DIGITS, *_SMALL, *_LARGE})
_CAPITAL_AMOUNT = re.compile(
    rf"(?:人民币)?(?P<yuan>[{CHARACTERS}]+)[元圆]"
    rf"(?:零?(?P<jiao>[{''.join(_DIGITS)}])角)?(?:零?(?P<fen>[{''.join(_DIGITS)}])分)?[整正]?"
)


def whole_number(text: str) -> int | None:
    """The number a run of characters says (一千二百三十万, 二十), or None if it says none."""
    if not text or any(character not in CHARACTERS for character in text):
        return None
    total = section = digit = 0
    pending = False
    for character in text:
        if character in _DIGITS:
            if pending and _DIGITS[character] and digit:
                return None  # two digits without a place between them
            digit = _DIGITS[character]
            pending = True
        elif character in _SMALL:
            section += (digit if pending and digit else 1) * _SMALL[character]
            digit, pending = 0, False
        else:
            section += digit
            if section == 0 and total == 0:
                return None
            if _LARGE[character] == 10**8:
                total = (total + section) * 10**8
            else:
                total += section * 10**4
            section = digit = 0
            pending = False
    return total + section + digit


def digits(text: str) -> str | None:
    """A run of digit characters as Arabic digits, or None if another character is among them."""
    if not text or any(character not in _DIGITS for character in text):
        return None
    return "".join(str(_DIGITS[character]) for character in text)


def capital_amount(text: str) -> Decimal | None:
    """An amount in yuan written in characters to the end (壹佰万元整, 叁元肆角捌分), or None."""
    match = _CAPITAL_AMOUNT.fullmatch(text)
    if not match:
        return None
    yuan = whole_number(match["yuan"])
    if yuan is None:
        return None
    jiao, fen = (_DIGITS[match[part]] if match[part] else 0 for part in ("jiao", "fen"))
    return Decimal(yuan) + Decimal(jiao) / 10 + Decimal(fen) / 100

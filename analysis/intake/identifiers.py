"""Codes and names of enterprises, and other identifiers, which must not lose a digit."""

import re
import unicodedata

from stdnum.cn import uscc

from analysis.glossary import PROVISIONAL
from analysis.intake.places import place_names
from analysis.intake.values import Parsed, folded, refused

_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_MISREAD = str.maketrans("OIZSV", "0125U")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_ORGANISATION_CODE = re.compile(r"([0-9A-Z]{8})-?([0-9X])")
_REGISTRATION_NUMBER = re.compile(r"\d{13}(?:\d|[A-Z])[0-9A-Z]")
_SEPARATORS = re.compile(r"[;；,，、/\n]|\\n")
_LEGAL_FORM = re.compile(r"(?:公司|集团|局|院|所|厂|中心|总队|合作社|事务所)(?:\([^()]*\))?$")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])")
_COUNTED = re.compile(r"\(?(?:共|等)?\d+[家户个]\)?$")
_ALL = re.compile(
    r"(?:全部|所有|全省|全市|全区|本省|本市|各|其他|其它)?(?:建筑)?企业(?:平均)?|平均|全省|全市|其他|其它"
)
_NOT_IN_NAMES = re.compile(r"\d+\.\d+|%|评标|身份证|联系电话|项目经理")


def parse_code(text: str) -> Parsed:
    """An enterprise's code: unified social credit code, or older organisation code or registration number.

    A wrong check character is a question and the code is taken; lost digits and impossible characters are
    errors.
    """
    code = folded(text).upper()
    if _SCIENTIFIC.fullmatch(code):
        return refused("code_lost_digits")
    if code.startswith(PROVISIONAL):
        return Parsed(code)
    if len(code) == 18:
        return _credit_code(code)
    organisation = _ORGANISATION_CODE.fullmatch(code)
    if organisation:
        return Parsed(organisation[1] + organisation[2], "code_of_older_type")
    if len(code) == 15 and _REGISTRATION_NUMBER.fullmatch(code):
        return Parsed(code, "code_of_older_type")
    return refused("code_malformed", length=len(code))


def _credit_code(code: str) -> Parsed:
    wrong = sorted(set(code) - _ALPHABET)
    if wrong:
        return refused(
            "code_wrong_character", characters=" ".join(wrong), suggestion=code.translate(_MISREAD)
        )
    if not code[:8].isdigit():
        return Parsed(code, "code_check_wrong")  # no body that registers enterprises gives such codes
    if uscc.calc_check_digit(code[:-1]) == code[-1]:
        return Parsed(code)
    lost = code.isdigit() and code.endswith("000")
    return refused("code_lost_digits") if lost else Parsed(code, "code_check_wrong")


def parse_identifier(text: str) -> Parsed:
    """A number or code kept as text, in one width."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SCIENTIFIC.fullmatch(plain):
        return refused("code_lost_digits")
    if len(plain) >= 16 and plain.isdigit() and plain.endswith("00000"):
        return Parsed(plain, "identifier_tail_zeros")
    return Parsed(plain)


def parse_enterprise(text: str) -> Parsed:
    """An enterprise's name as written, without outer spaces; several enterprises in a cell are refused."""
    name = re.sub(r"\s*\n\s*|\\n", "", text.strip())
    plain = folded(name)
    parts = [folded(part) for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part]
    if plain.endswith("联合体") or sum(bool(_LEGAL_FORM.search(part)) for part in parts) > 1:
        return refused("enterprises_several")
    if _is_place(plain):
        return refused("enterprise_is_place")
    if _NOT_IN_NAMES.search(plain) or len(plain) > 60:
        return Parsed(name, "enterprise_name_odd")
    return Parsed(name)


def parse_enterprises(text: str) -> Parsed:
    """A list of enterprises' names as written, each once, in their order."""
    names = [name.strip() for name in _SEPARATORS.split(text)]
    return Parsed(list(dict.fromkeys(name for name in names if name)))


def _is_place(plain: str) -> bool:
    """Whether a name is a place or all enterprises of one: 济南市, 一、济南市(12家), 全省企业."""
    bare = _COUNTED.sub("", _NUMBERED.sub("", plain))
    return bool(bare) and (bare in place_names() or bool(_ALL.fullmatch(bare)))

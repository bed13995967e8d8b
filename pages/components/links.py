"""Ways from one page to another that keep the language and what the next page needs, in its address."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from analysis import formatting
from analysis.language import DEFAULT_LANGUAGE
from pages.components.frame import Frame


def to(here: Frame, page: str, label: str, *, icon: str | None = None, **choices: object) -> None:
    """A link to a page with some choices made."""
    st.page_link(f"pages/{page}.py", label=label, icon=icon, query_params=_address(here, choices))


def to_candidates(here: Frame, province_code: str) -> None:
    """A link to who could sit in a province."""
    label = here.translate("Who could take a seat here")
    icon = ":material/add_location_alt:"
    to(here, "next_batch", label, icon=icon, province=province_code, show="candidates")


def go(here: Frame, page: str, **choices: object) -> None:
    """Go to a page with some choices made; for callbacks of what was clicked.

    The choices of this page stay in the address: on the way Streamlit writes it for this page once more, and
    who then goes back must find the page as it was.
    """
    st.switch_page(f"pages/{page}.py", query_params={**st.query_params.to_dict(), **_address(here, choices)})


def without(name: str, label: str) -> None:
    """The way back within a page: the same page without one of its choices.

    A link to the page one is on would leave the choice in the browser's address.
    """

    def drop() -> None:
        st.query_params.pop(name, None)

    st.button(label, icon=":material/arrow_back:", type="tertiary", on_click=drop)


def open_province(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a row about a province does."""
    return lambda row: go(here, "province", province=row["province_code"])


def open_enterprise(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a row about an enterprise does."""
    return lambda row: go(here, "enterprise", enterprise=row["enterprise_code"])


def open_unit(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a row about a key unit does."""
    return lambda row: go(here, "key_unit", unit=row["unit_id"])


def source(here: Frame, label: str | None = None, **figure: object) -> None:
    """The way to the rows of files a figure comes from, named by its kind, place, enterprise, period."""
    to(here, "provenance", label or here.translate("Source"), icon=":material/account_tree:", **figure)


def quarter(year: object, number: object) -> str:
    """A quarter as an address names it, "2026Q3"; "" where there is none."""
    return "" if formatting.is_missing(year) else f"{year}Q{number}"


def narrow(name: str, column: str) -> Callable[[pd.Series], None]:
    """What a click on a row does that chooses one thing more on this page, by its code in the address."""

    def choose(row: pd.Series) -> None:
        st.query_params[name] = str(row[column])

    return choose


def open_submission(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a row that came in with a submission does."""
    return lambda row: go(here, "submission", submission=row["submission_id"])


def open_request(here: Frame) -> Callable[[pd.Series], None]:
    """What a click on a row about a service request does."""
    return lambda row: go(here, "service", request=row["request_id"])


def _address(here: Frame, choices: Mapping[str, object]) -> dict[str, str]:
    language = {} if here.language == DEFAULT_LANGUAGE else {"lang": here.language}
    chosen = {name: str(value) for name, value in choices.items() if value not in (None, "")}
    # Between pages about the same quarter the quarter goes along.
    kept = {"period": st.query_params["period"]} if "period" in st.query_params else {}
    return {**kept, **language, **chosen}

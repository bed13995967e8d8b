"""The pieces of a proposal on a page: conditions, figures, seats with their evidence, files."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis import formatting, glossary, reference
from analysis.formatting import count, percent
from analysis.questions import Answer
from analysis.reports.download import MIME_TYPES, RECORDS, download
from analysis.reports.presentation import file_name
from analysis.settings import CRITERIA
from pages.components import choosing, filters, links, sentences, text
from pages.components.frame import Frame
from pages.components.table import table
from pages.components.text import Headline

Conditions = dict[str, Any]
_NARROW = 150
_SEATS_MOST, _OUTPUT_MOST, _WEIGHT_MOST = 100, 10_000.0, 1000
_LISTED = 100


def conditions(here: Frame) -> Conditions:
    """The filters of the page; the parameters all its questions share, those left open being None."""
    _, settings = here.translate, here.settings
    with filters.row():
        as_of = filters.as_of(here)
        seats = choosing.number(
            here, "seats", _("Seats"), settings.batch_seats, low=0, high=_SEATS_MOST, step=1, width=_NARROW
        )
        weight = choosing.number(
            here,
            "reach_weight",
            _("Weight of reach"),
            settings.reach_weight,
            low=0.0,
            high=1.0,
            step=0.05,
            help=_("What serving a province from outside counts for, beside 1 for a unit in it."),
            width=_NARROW,
        )
        least = choosing.number(
            here,
            "least",
            _("Minimum output (× CNY 100 m)"),
            0.0,
            low=0.0,
            high=_OUTPUT_MOST,
            step=0.5,
            help=_("A candidate's own output in the province over the last four quarters."),
            width=_NARROW,
        )
    with st.expander(_("Seats fixed or ruled out, weights of the criteria"), icon=":material/tune:"):
        fixed = _wishes(here, "fixed", _("Fixed seats"))
        forbidden = _wishes(here, "forbidden", _("Seats ruled out"))
        weights = _weights(here)
    return {
        "as_of": as_of,
        # As many as usual means: or as can be filled.
        "seats": None if seats == settings.batch_seats else int(seats),
        "reach_weight": weight,
        "min_output_yuan": round(least * formatting.YUAN_IN[formatting.HUNDRED_MILLION]),
        "fixed": fixed,
        "forbidden": forbidden,
        "weights": weights,
    }


def _wishes(here: Frame, name: str, label: str) -> str:
    """Provinces to choose from, and whatever pair or enterprise was put into the address elsewhere."""
    given = [item for item in st.query_params.get(name, "").split(",") if item]
    provinces = [
        code for code in reference.provinces()["province_code"] if code != here.settings.home_province
    ]
    options = [*provinces, *(item for item in given if item not in provinces)]
    return ",".join(choosing.several(here, name, label, options, show=partial(_wish_in_words, here)))


def _wish_in_words(here: Frame, wish: str) -> str:
    province, colon, enterprise = wish.partition(":")
    if not (colon and province.isdigit()):
        named = reference.province_name(wish, here.language)
        return named if named != wish else _enterprise_name(here, wish)
    return f"{reference.province_name(province, here.language)} · {_enterprise_name(here, enterprise)}"


def _enterprise_name(here: Frame, code: str) -> str:
    found = here.ask("enterprises", q=code, limit=1).frame
    return str(found["enterprise"].iloc[0]) if len(found) else code


def _weights(here: Frame) -> str:
    given = []
    with filters.row():
        for criterion in CRITERIA:
            usual = getattr(here.settings.criterion_weights, criterion)
            label = glossary.enum_label("criterion", criterion, here.language)
            weight = choosing.number(
                here, f"w_{criterion}", label, usual, low=0, high=_WEIGHT_MOST, step=1, width=_NARROW
            )
            given.append(f"{criterion}={int(weight)}")
    return ",".join(given)


def without_seats(asked: Conditions) -> Conditions:
    """The conditions that hold whatever the number of seats."""
    return {name: value for name, value in asked.items() if name not in ("seats", "fixed")}


def of_curve(asked: Conditions) -> Conditions:
    """The conditions coverage depends on, not who sits where."""
    return {name: value for name, value in without_seats(asked).items() if name != "weights"}


def choice(here: Frame, plans: pd.DataFrame) -> int:
    """Which of the plans equally good is looked at; there is nothing to choose where there is one."""
    if len(plans) == 1:
        return 1
    names = {
        str(row["plan"]): here.translate("Plan {number}: {provinces}").format(
            number=row["plan"],
            provinces=text.listed([sentences.province(here, code) for code in row["seated_codes"]], here),
        )
        for row in plans.to_dict("records")
    }
    label = here.translate("Plans equally good")
    return int(choosing.one_of(here, "plan", label, names))


def headlines(here: Frame, plan: pd.Series, fewest: pd.DataFrame, ties: int) -> list[Headline]:
    """Coverage after the batch, provinces, the fewest seats for all, and how the choice stands."""
    _, total = here.translate, plan["demand_yuan"]
    before = plan["covered_before_yuan"] / total if total else None
    gained = plan["gain_yuan"] / total if total else None
    whole = fewest[fewest["with_demand_only"]].iloc[0]
    left = [*whole["uncoverable_codes"], *whole["contested_codes"]]
    return [
        Headline(
            _("Coverage with the batch, weighted"),
            percent(plan["covered_share"]),
            formatting.points(gained, here.language),
            gained,
            _("now {share}").format(share=percent(before)),
        ),
        Headline(
            _("Provinces covered"),
            text.of(plan["provinces_covered"], _provinces_in_all()),
            against=_("{share} of output; {stationed} stationed").format(
                share=percent(plan["share_covered"]), stationed=count(plan["provinces_stationed"])
            ),
        ),
        Headline(
            _("Fewest seats for all with output"),
            count(whole["seats"]),
            against=_("{count} provinces stay out of reach").format(count=len(left))
            if left
            else _("every province with output covered"),
        ),
        Headline(
            _("Plans equally good"),
            count(ties) if plan["complete"] else f"{count(ties)}+",
            against=_("proven: gap to the bound {gap} yuan").format(gap=count(plan["gap_yuan"])),
        ),
    ]


def _provinces_in_all() -> int:
    """How many provinces there are beyond our own."""
    return len(reference.provinces()) - 1


def caveats(here: Frame, plan: pd.Series) -> None:
    """What the reader must know before the picture: nothing to seat, demand that is not known."""
    _ = here.translate
    if not plan["seats"]:
        st.info(
            _("There is no seat to fill: none was asked for, or no enterprise can take one on this date.")
        )
    unknown = list(plan["unknown_codes"])
    if len(unknown) == _provinces_in_all():
        st.info(_("Output over four quarters is not known on this date, so suitability alone decides."))
    elif unknown:
        names = text.listed([sentences.province(here, code) for code in unknown], here)
        st.caption(
            _(
                "No output over the last four quarters is on record for these, and none counts: {provinces}."
            ).format(provinces=names)
        )


def seats(here: Frame, answer: Answer, asked: Conditions, title: str) -> None:
    """The seats as a table, one of them in full, and the workbook that makes a batch of them."""
    table(
        here,
        answer,
        ["province", "enterprise", "gain_yuan", "gain_share", "score", "known", "demand_yuan", "before",
         "newly_reached", "fixed"],
        title=title,
        opens=links.open_province(here),
    )  # fmt: skip
    if answer.frame.empty:
        return
    _batch(here, answer)
    rows = {
        f"{row['province_code']}:{row['enterprise_code']}": row for row in answer.frame.to_dict("records")
    }
    text.finding(here.translate("Why this seat"))
    names = {pair: f"{row['province']} · {row['enterprise']}" for pair, row in rows.items()}
    pair = choosing.one_of(here, "seat", here.translate("Seat"), names)
    _seat(here, rows[pair], asked)


def _seat(here: Frame, row: Mapping[Any, Any], asked: Conditions) -> None:
    st.markdown(text.literal(row["reason"]))
    st.markdown(text.literal(row["runner_up"]))
    _decide(here, row, asked)


def _decide(here: Frame, row: Mapping[Any, Any], asked: Conditions) -> None:
    """What can be wished of an enterprise in a province, and what speaks for it."""
    _ = here.translate
    pair = f"{row['province_code']}:{row['enterprise_code']}"
    with filters.row():
        _put(here, "fixed", pair, _("Fix this seat"), ":material/push_pin:")
        _put(here, "forbidden", pair, _("Rule this seat out"), ":material/block:")
        _put(here, "forbidden", row["enterprise_code"], _("Rule this enterprise out"), ":material/block:")
        links.to(here, "enterprise", _("The enterprise"), enterprise=row["enterprise_code"])
    found = here.ask(
        "next_batch_evidence",
        as_of=asked["as_of"],
        province=row["province_code"],
        enterprise=row["enterprise_code"],
        weights=asked["weights"],
    )
    table(here, found, ["criterion", "points", "weight", "evidence"], title=_("Evidence for each criterion"))


def _put(here: Frame, name: str, wish: str, label: str, icon: str) -> None:
    """A button that adds a wish to those in the address, and shows the seats that come of it."""

    def put() -> None:
        given = [item for item in st.query_params.get(name, "").split(",") if item]
        st.query_params[name] = ",".join(dict.fromkeys([*given, wish]))
        for looked_at in ("show", "seat", "candidate"):
            st.query_params.pop(looked_at, None)

    st.button(label, icon=icon, on_click=put, key=f"put_{name}_{wish}")


def _batch(here: Frame, answer: Answer) -> None:
    """The plan as a workbook to complete and import."""
    _ = here.translate
    with st.expander(_("As a batch: a workbook to complete and import"), icon=":material/assignment:"):
        with filters.row():
            day = choosing.day(here, "effective", _("Effective date"), None)
            document = choosing.words(here, "document", _("Document"), placeholder=_("left to fill in"))
        events = here.ask("batch_events", **answer.parameters, effective_date=day, document=document or None)
        st.download_button(
            _("Download the batch workbook"),
            lambda: download(events, RECORDS, language=here.language).content,
            file_name=file_name(events, here.language, ".xlsx"),
            mime=MIME_TYPES[RECORDS],
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(
            _(
                "It reaches the neighbours of each station, as the plan reckons; a reach declared in the file"
                " changes what it covers."
            )
        )


def candidates(here: Frame, asked: Conditions) -> None:
    """Who could take a seat, in one province or in all; in one, any of them can be put into the plan."""
    _ = here.translate
    province = filters.province(here, optional=True)
    listed = here.ask(
        "next_batch_candidates",
        as_of=asked["as_of"],
        province=province,
        min_output_yuan=asked["min_output_yuan"],
        weights=asked["weights"],
        limit=_LISTED,
    )
    where = sentences.province(here, province) if province else _("All provinces")
    text.finding(
        _("{province}: {count} candidates listed, the most suitable first").format(
            province=where, count=count(len(listed.frame))
        )
    )
    table(
        here,
        listed,
        ["enterprise", "province", "rank", "score", "known", "output_four_quarters_yuan", "output_yuan",
         "years_there", "project_count", "grade", "evidence"],
        title=where,
        opens=links.open_enterprise(here),
    )  # fmt: skip
    if not province or listed.frame.empty:
        return
    text.finding(_("Why this candidate"))
    rows = {row["enterprise_code"]: row for row in listed.frame.to_dict("records")}
    names = {code: f"{row['rank']} · {row['enterprise']}" for code, row in rows.items()}
    if st.query_params.get("candidate") not in names:  # another province was chosen since
        st.query_params.pop("candidate", None)
    chosen = choosing.one_of(here, "candidate", _("Candidate"), names)
    _decide(here, rows[chosen], asked)


def stability(here: Frame, asked: Conditions, plan: int) -> None:
    """How far the weight of reach and each province's demand can move before others are chosen."""
    _ = here.translate
    ranged = here.ask("next_batch_weight_range", **asked, plan=plan)
    text.finding(_("How far the weight of reach can move"))
    st.markdown(text.literal(ranged.frame["conclusion"].iloc[0]))
    moved = here.ask("next_batch_sensitivity", **asked)
    changing = moved.frame[moved.frame["changes"]]
    if changing.empty:
        text.finding(_("No province's output, a tenth more or less, changes the plan"))
    else:
        names = dict.fromkeys(sentences.province(here, code) for code in changing["province_code"])
        text.finding(
            _("A tenth more or less output changes the plan in {provinces}").format(
                provinces=text.listed(list(names), here)
            )
        )
    table(
        here,
        moved,
        ["province", "demand_change", "changes", "leaves_codes", "enters_codes", "shortfall_yuan"],
        title=_("How far demand can move"),
    )

"""What the liaison desk's pages say: their numbers, findings, what is unsettled, the board of requests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis import liaison, reference
from analysis.formatting import MISSING, count, is_missing, number, percent
from analysis.glossary import enum_label
from analysis.settings import today
from pages.components import choosing, links, text
from pages.components.frame import Frame
from pages.components.table import LISTED
from pages.components.text import Headline

_CARDS = 5  # of a column of the board; the list has all
_NAMED = 6  # vacancies in a sentence; the list below it has all
_STATES = ("received", "responded", "reopened", "resolved")
_ICONS = {"overdue": ":material/error:", "due_soon": ":material/schedule:"}


def of_directory(here: Frame, directory: pd.DataFrame) -> list[Headline]:
    """For each duty how many places have an officer; and how many responsibilities are unsettled."""
    _ = here.translate
    names = {
        "city": _("Cities with an officer"),
        "headquarters": _("Headquarters with an officer"),
        "province": _("Provinces with an officer"),
    }
    numbers = [
        Headline(names[duty], text.of(found.served, found.places))
        for duty, found in ((duty, liaison.served(directory, duty)) for duty in names)
    ]
    unsettled = liaison.unsettled(directory)
    vacant = unsettled["vacant"].astype(bool)
    waiting = Headline(
        _("Vacancies that matter"),
        count((vacant & unsettled["waiting"]).sum()),
        against=_("{count} more without business, {overlaps} overlaps").format(
            count=count((vacant & ~unsettled["waiting"]).sum()), overlaps=count((~vacant).sum())
        ),
    )
    return [*numbers, waiting]


def directory_finding(here: Frame, directory: pd.DataFrame) -> str:
    """Where nobody is responsible though we have output there."""
    _ = here.translate
    found = liaison.unsettled(directory)
    vacant = found[found["vacant"].astype(bool) & found["waiting"]]
    if vacant.empty:
        return _("Every place has its liaison officer")
    places = text.listed([_place(here, row) for row in vacant.head(_NAMED).to_dict("records")], here)
    if len(vacant) > _NAMED:
        words = _("Nobody is responsible for {places} and {count} more places")
        return words.format(places=places, count=count(len(vacant) - _NAMED))
    return _("Nobody is responsible for {places}").format(places=places)


def unsettled(here: Frame, directory: pd.DataFrame) -> None:
    """Each vacancy and each overlap with its place; headquarters that never had anybody in one line.

    So are those nothing is lost by.
    """
    _ = here.translate
    found = liaison.unsettled(directory)
    if found.empty:
        return
    text.finding(_("Vacant or told twice"))
    unassigned = (
        (found["duty"] == "headquarters") & found["vacant"].astype(bool) & found["vacant_since"].isna()
    )
    for row in found[found["waiting"] & ~unassigned].to_dict("records"):
        place = _place(here, row)
        if not row["vacant"]:
            words = _("{place}: {officers} at one time")
        elif is_missing(row["vacant_since"]):
            words = _("{place}: nobody yet")
        else:
            words = _("{place}: nobody since {day}")
        told = words.format(
            place=place,
            officers=text.listed(row["officers"], here),
            day=text.day(row["vacant_since"], here),
        )
        icon = ":material/person_off:" if row["vacant"] else ":material/group:"
        st.markdown(f"{icon} {text.literal(told)}")
    if unassigned.any():
        names = text.listed(found.loc[unassigned, "enterprise"].tolist(), here)
        told = _("Headquarters of key units, nobody yet: {names}").format(names=names)
        st.markdown(f":material/person_off: {text.literal(told)}")
    idle = found[~found["waiting"]]
    if len(idle):
        places = text.listed([_place(here, row) for row in idle.to_dict("records")], here)
        st.caption(text.literal(_("Vacant, without business of ours: {places}").format(places=places)))


def _place(here: Frame, row: Mapping[Any, Any]) -> str:
    if row["duty"] == "province":
        return reference.province_name(row["province_code"], here.language)
    if row["duty"] == "headquarters":
        return str(row["enterprise"])
    return reference.city_name(row["city_code"], here.language)


def of_requests(here: Frame, owners: pd.DataFrame, ranged: pd.DataFrame) -> list[Headline]:
    """Open and overdue of all; of a range of months how many were resolved, on time, how fast, how well.

    Takes `service_performance` by owner of all months, and in one row of the range (none without requests).
    """
    _ = here.translate
    whole = ranged.iloc[0] if len(ranged) else pd.Series({"requests": 0}).reindex(ranged.columns)
    return [
        Headline(
            _("Open requests"),
            count(owners["open"].sum()),
            against=_("{overdue} of them overdue").format(overdue=count(owners["overdue"].sum())),
        ),
        Headline(
            _("Resolved"),
            percent(whole["resolved_rate"]),
            against=_("of {requests}; {responded} responded to").format(
                requests=count(whole["requests"]), responded=percent(whole["responded_rate"])
            ),
        ),
        Headline(
            _("Resolved on time"),
            percent(whole["on_time_rate"]),
            against=_("of those resolved or overdue"),
        ),
        Headline(
            _("Median working days"),
            number(whole["median_working_days"], 1),
            against=_("satisfaction {satisfaction} of 5").format(
                satisfaction=MISSING
                if is_missing(whole["satisfaction"])
                else f"{float(whole['satisfaction']):.1f}"
            ),
        ),
    ]


def requests_finding(here: Frame, requests: pd.DataFrame) -> str:
    """What of the listed requests is overdue, and which waits longest; what is overdue stands first there."""
    _ = here.translate
    overdue = requests[requests["overdue"].astype(bool)]
    if overdue.empty:
        unresolved = (requests["state"] != "resolved").sum()
        return _("{open} requests are open, none overdue").format(open=count(unresolved))
    worst = overdue.iloc[0]
    if len(overdue) == LISTED:  # the list was cut off within them
        words = _("More than {count} requests are overdue, {request} by {days} working days")
    else:
        words = _("{count} requests are overdue, {request} by {days} working days")
    return words.format(
        count=count(len(overdue)), request=worst["request_id"], days=count(-int(worst["days_left"]))
    )


def grouping(here: Frame) -> str:
    """By what the rates are shown."""
    return choosing.switch(
        here,
        "by",
        here.translate("By"),
        ["province", "unit", "category", "owner", "month"],
        show=lambda by: enum_label("grouping", by, here.language),
    )


def named(here: Frame, name: str, label: str, performance: pd.DataFrame, nothing: str) -> str:
    """One of the groups that requests have, as a filter; ALL where none is chosen."""
    options = [str(code) for code in performance["group_code"].dropna()]
    return choosing.one_of(
        here, name, label, [choosing.ALL, *options], show=lambda code: code if code else nothing
    )


def of_enumeration(here: Frame, name: str, label: str, column: str, codes: list[str], nothing: str) -> str:
    """One of an enumeration's codes, as a filter; ALL where none is chosen."""
    return choosing.one_of(
        here,
        name,
        label,
        [choosing.ALL, *codes],
        show=lambda code: enum_label(column, code, here.language) if code else nothing,
    )


def board(here: Frame, requests: pd.DataFrame) -> None:
    """Requests side by side by state, those with least time left on top; a click opens one."""
    _ = here.translate
    for column, state in zip(st.columns(len(_STATES), gap="small"), _STATES, strict=True):
        own = requests[requests["state"] == state]
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{enum_label('state', state, here.language)}**")
            for row in own.head(_CARDS).to_dict("records"):
                _card(here, row)
            if len(own) > _CARDS:
                cut_off = len(requests) == LISTED and state == requests["state"].iloc[-1]
                words = _("more in the list") if cut_off else _("{count} more in the list")
                st.caption(words.format(count=count(len(own) - _CARDS)))


def _card(here: Frame, row: Mapping[Any, Any]) -> None:
    province = reference.province_name(row["province_code"], here.language)
    urgency = "overdue" if row["overdue"] else "due_soon" if row["due_soon"] else ""
    st.button(
        text.literal(row["request_id"]),
        key=f"card_{row['request_id']}",
        icon=_ICONS.get(urgency),
        type="tertiary",
        on_click=links.open_request(here),
        args=(pd.Series(row),),
    )
    words = text.literal(f"{row['enterprise']} · {province} · {row['category']} · {clock(here, row)}")
    st.markdown(f":small[{words}]")


def clock(here: Frame, row: Mapping[Any, Any] | pd.Series) -> str:
    """How a request's clock stands: overdue by, days left, or the days it took."""
    _ = here.translate
    if is_missing(row["working_days"]):
        return MISSING
    if row["state"] == "resolved":
        return _("took {days} working days").format(days=int(row["working_days"]))
    left = int(row["days_left"])
    if left < 0:
        return _("overdue by {days} working days").format(days=-left)
    return _("{days} working days left").format(days=left)


def of_contacts(here: Frame, summary: pd.Series) -> list[Headline]:
    """Enterprises met, against all and against the backbone; never met; engagements and problems raised."""
    _ = here.translate
    return [
        Headline(
            _("Enterprises contacted"),
            text.of(summary["contacted_count"], summary["enterprise_count"]),
            percent(summary["contacted_share"]),
        ),
        Headline(
            _("Backbone contacted"),
            text.of(summary["backbone_contacted_count"], summary["backbone_count"]),
            percent(summary["backbone_contacted_share"]),
        ),
        Headline(
            _("Never contacted"),
            count(summary["never_count"]),
            against=_("{count} of them backbone").format(count=count(summary["backbone_never_count"])),
        ),
        Headline(
            _("Engagements"),
            count(summary["engagement_count"]),
            against=_("{count} problems raised").format(count=count(summary["problem_count"])),
        ),
    ]


def contacts_finding(here: Frame, summary: pd.Series, months: int) -> str:
    """How much of the backbone was met."""
    _ = here.translate
    if is_missing(summary["backbone_contacted_share"]):
        return _("No enterprise has output in other provinces")
    return _("{share} of the backbone were contacted in {months} months, {never} never").format(
        share=percent(summary["backbone_contacted_share"]),
        months=count(months),
        never=count(summary["backbone_never_count"]),
    )


def of_agreements(here: Frame, agreements: pd.DataFrame) -> list[Headline]:
    """Of each kind, in how many provinces one stands."""
    _ = here.translate
    whole = agreements["province_code"].nunique()
    return [
        Headline(
            enum_label("mechanism", row["mechanism"], here.language),
            text.of(row["standing"], whole),
            against=_("{count} about to expire").format(count=count(row["expiring"])),
        )
        for row in liaison.agreed(agreements).to_dict("records")
    ]


def agreements_finding(here: Frame, agreements: pd.DataFrame) -> str:
    """What expires next, and where most output has no agreement at all."""
    _ = here.translate
    states = agreements.groupby("province_code", sort=False)["agreement_state"]
    bare = [str(code) for code, own in states if not own.isin(["in_force", "expiring"]).any()]
    parts = []
    expiring = agreements[agreements["agreement_state"] == "expiring"]
    if len(expiring):
        first = expiring.sort_values("expires_date", kind="stable").iloc[0]
        parts.append(
            _("{count} agreements expire soon, the first with {province} on {day}").format(
                count=count(len(expiring)),
                province=reference.province_name(first["province_code"], here.language),
                day=text.day(first["expires_date"], here),
            )
        )
    if bare:
        province = reference.province_name(bare[0], here.language)
        parts.append(_("{province} has most output without any").format(province=province))
    return _("; ").join(parts) or _("An agreement stands with every province")


def expiries(here: Frame, agreements: pd.DataFrame) -> None:
    """The agreements that end soon, the next first, each with its province and last day."""
    _ = here.translate
    expiring = agreements[agreements["agreement_state"] == "expiring"]
    for row in expiring.sort_values("expires_date", kind="stable").to_dict("records"):
        told = _("{province} · {kind}: until {day}, {days} days left").format(
            province=reference.province_name(row["province_code"], here.language),
            kind=enum_label("mechanism", row["mechanism"], here.language),
            day=text.day(row["expires_date"], here),
            days=count(row["days_left"]),
        )
        st.markdown(f":material/event_upcoming: {text.literal(told)}")


def request(here: Frame, number: str) -> pd.Series | None:
    """How a request's clock stands and who has it; its row, None where there is no such request."""
    _ = here.translate
    links.without("request", _("All requests"))
    found = here.ask("service_requests", request=number).frame
    if found.empty:
        st.info(text.literal(_("There is no request {number}.").format(number=number)))
        return None
    row = found.iloc[0]
    text.finding(f"{number} · {row['enterprise']} · {row['category']}")
    text.headlines(
        here,
        [
            Headline(_("State"), enum_label("state", row["state"], here.language)),
            Headline(
                _("Working days"), text.of(row["working_days"], row["limit_days"]), against=clock(here, row)
            ),
            Headline(
                _("Due"),
                text.day(row["due_date"], here),
                against=_("response due {day}").format(day=text.day(row["response_due_date"], here)),
            ),
            Headline(
                _("Owner"),
                MISSING if is_missing(row["owner"]) else str(row["owner"]),
                against=MISSING if is_missing(row["host"]) else str(row["host"]),
            ),
        ],
    )
    if not is_missing(row["content"]):
        st.markdown(text.literal(str(row["content"])))
    if row["calendar_estimated"]:
        st.caption(_("The year's holidays are not published yet: Monday to Friday count as working days."))
    return row


def held(as_of: date, months: int) -> dict[str, date]:
    """The days whose engagements are looked at: up to a day gone by, of today also what is planned."""
    first = (pd.Timestamp(as_of) - pd.DateOffset(months=months)).date()
    return {"from": first} if as_of >= today() else {"from": first, "to": as_of}

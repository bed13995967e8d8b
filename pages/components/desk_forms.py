"""What the liaison desk enters in the browser: a request and its steps, engagements, agreements, officers."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import reference
from analysis.formatting import is_missing
from analysis.glossary import PROVISIONAL, enum_label
from analysis.kinds import KINDS
from analysis.settings import BEIJING, now
from pages.components import entry, text
from pages.components.entry import Entry, Row
from pages.components.frame import Frame

_OFFERED = 300  # enterprises in a list to choose from; another is typed


def file_request(here: Frame) -> None:
    """File a request; the number offered is of this minute. An enterprise in the address is filled in."""
    _ = here.translate
    usual = {
        "request_id": now().astimezone(BEIJING).strftime("SQ-%Y%m%d-%H%M"),
        "received_at": entry.this_moment(),
        "province_code": st.query_params.get("province", ""),
    }
    code = st.query_params.get("enterprise")
    if code:
        profile = here.ask("enterprise_profile", enterprise=code).frame.iloc[0]
        usual |= _enterprise(profile)

    def taken(typed: Row) -> str:
        known = here.ask("service_requests", request=typed["request_id"]).frame
        if known.empty or not typed["request_id"]:
            return ""
        return _("There is a request {number} already; open it to tell what has happened since.").format(
            number=typed["request_id"]
        )

    asked = ["request_id", "enterprise", "enterprise_code", "province_code", "category", "content",
             "received_at", "owner"]  # fmt: skip
    form = Entry(
        "service_request",
        _("File a request"),
        ":material/add_comment:",
        asked,
        usual,
        optional=("enterprise_code", "owner"),
        objection=taken,
    )
    entry.form(here, f"request_{code or ''}", form)


def steps(here: Frame, request: pd.Series) -> None:
    """What can be told next of a request, each a form: respond, resolve, or open it again."""
    _ = here.translate
    known = {
        "request_id": str(request["request_id"]),
        "province_code": str(request["province_code"]),
        "received_at": f"{request['received_at']:%Y-%m-%d %H:%M:%S}",
        **_enterprise(request),
    }
    owner = "" if is_missing(request["owner"]) else str(request["owner"])
    moment = entry.this_moment()
    state = request["state"]
    if state == "received":
        form = Entry(
            "service_request",
            _("Respond"),
            ":material/reply:",
            ["responded_at", "owner"],
            {"responded_at": moment, "owner": owner},
            known,
        )
        entry.form(here, f"respond_{request['request_id']}", form)
    if state == "resolved":
        form = Entry(
            "service_request", _("Open again"), ":material/restart_alt:", [], {}, {**known, "resolved_at": ""}
        )
        entry.form(here, f"reopen_{request['request_id']}", form)
    else:
        form = Entry(
            "service_request",
            _("Resolve"),
            ":material/task_alt:",
            ["resolved_at", "result", "satisfaction"],
            {"resolved_at": moment},
            known,
        )
        entry.form(here, f"resolve_{request['request_id']}", form)


def add_engagement(here: Frame) -> None:
    """Add an engagement, held or planned."""
    columns = [column.name for column in KINDS["engagement"].template_columns]
    label = here.translate("Add an engagement")
    entry.form(
        here,
        "engagement",
        Entry("engagement", label, ":material/group_add:", columns, {"held_date": entry.this_day()}),
    )


def add_agreement(here: Frame) -> None:
    """Add an agreement."""
    columns = [column.name for column in KINDS["agreement"].template_columns]
    label = here.translate("Add an agreement")
    usual = {"province_code": st.query_params.get("province", ""), "signed_date": entry.this_day()}
    entry.form(
        here,
        f"agreement_{usual['province_code']}",
        Entry("agreement", label, ":material/note_add:", columns, usual),
    )


def extend_agreement(here: Frame, agreements: pd.DataFrame) -> None:
    """Give an agreement that was ever signed another last day, or none."""
    _ = here.translate
    signed = agreements[agreements["signed_date"].notna()]
    if signed.empty or not here.viewer.edits:
        return
    told = {str(number): row for number, row in enumerate(signed.to_dict("records"))}

    def show(number: str) -> str:
        row = told[number]
        kind = enum_label("mechanism", row["mechanism"], here.language)
        return " · ".join(
            [
                reference.province_name(row["province_code"], here.language),
                kind,
                text.day(row["signed_date"], here),
            ]
        )

    with st.expander(_("Extend an agreement"), icon=":material/event_repeat:"):
        chosen = told[st.selectbox(_("Agreement"), list(told), format_func=show, key="agreement_extended")]
        words = {code: word for word, code in KINDS["agreement"].column("mechanism").values.items()}
        known = {
            "province_code": chosen["province_code"],
            "mechanism": words[chosen["mechanism"]],
            "signed_date": chosen["signed_date"].isoformat(),
        }
        until = chosen["expires_date"]
        usual = {"expires_date": "" if is_missing(until) else until.isoformat()}
        entry.fields(
            here,
            f"extend_{chosen['province_code']}_{chosen['mechanism']}_{known['signed_date']}",
            Entry("agreement", "", "", ["expires_date"], usual, known),
        )


def change_officer(here: Frame, duty: str) -> None:
    """Name who is responsible for a city, headquarters or province from a day on.

    Who was so ends on the day before.
    """
    _ = here.translate
    kind, place = {
        "city": ("city_liaison", "city_code"),
        "headquarters": ("city_liaison", "enterprise"),
        "province": ("region_liaison", "province_code"),
    }[duty]
    asked = [place, "officer", "post", "phone", "since"]
    asked += ["liaison_region", "local_authority"] if duty == "province" else []

    def rows(typed: Row) -> list[Row]:
        if not (typed[place] and typed["since"]):
            return [typed]
        since = date.fromisoformat(typed["since"])
        held = here.ask("liaison_directory", as_of=since, duty=duty).frame
        about = _headquarters(here, typed[place]) if duty == "headquarters" else {place: typed[place]}
        known = "enterprise_code" if "enterprise_code" in about else place
        before = held[held[known] == about[known]]
        # The region of whoever is followed, unless another is given.
        region = _region(before) if duty == "province" else {}
        return [*_ended(before, {**about, **region}, since), {**region, **typed, **about}]

    form = Entry(
        kind,
        _("Change an officer"),
        ":material/person_add:",
        asked,
        {"since": entry.this_day()},
        optional=("post", "phone", "liaison_region", "local_authority"),
        offered={"enterprise": _largest(here)} if duty == "headquarters" else {},
        rows=rows,
    )
    entry.form(here, f"officer_{duty}", form)


def _ended(held: pd.DataFrame, about: Row, since: date) -> list[Row]:
    """The rows that end, on the day before, what others hold on a day; one who began that day is replaced.

    Of a headquarters they tell all: its earlier rows may name a city, these do not, and only rows alike in
    that fill in each other.
    """
    before = held[~held["vacant"].astype(bool)]
    told = ("officer", "post", "phone") if "enterprise" in about else ("officer",)
    return [
        {
            **about,
            **{name: str(row[name]) for name in told if not is_missing(row[name])},
            "since": row["since"].isoformat(),
            "until": (since - timedelta(days=1)).isoformat(),
        }
        for row in before.to_dict("records")
        if row["since"] < since
    ]


def _largest(here: Frame) -> dict[str, str]:
    """The enterprises with most output elsewhere, by code, with name and city."""
    found = here.ask("enterprises", limit=_OFFERED).frame
    return {
        str(row["enterprise_code"]): text.listed(
            [str(row[name]) for name in ("enterprise", "city") if not is_missing(row[name])], here
        )
        for row in found.to_dict("records")
    }


def _headquarters(here: Frame, chosen: str) -> Row:
    """What a row says of an enterprise chosen by its code, or typed by its name or code."""
    found = here.ask("enterprises", q=chosen).frame
    exact = found[(found["enterprise_code"] == chosen.upper()) | (found["enterprise"] == chosen)]
    return _enterprise(exact.iloc[0]) if len(exact) == 1 else {"enterprise": chosen}


def _region(held: pd.DataFrame) -> Row:
    """The liaison region a province is told to be in; nothing where none is."""
    regions = held["liaison_region"].dropna()
    return {"liaison_region": str(regions.iloc[0])} if len(regions) else {}


def _enterprise(row: pd.Series) -> Row:
    """How a row of a file names an enterprise; one without a code of its own is known by its name."""
    code = str(row["enterprise_code"])
    named = {"enterprise": str(row["enterprise"])}
    return named if code.startswith(PROVISIONAL) else {**named, "enterprise_code": code}

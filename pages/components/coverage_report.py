"""The coverage report's buttons: the files `python -m analysis report coverage` writes, made when clicked."""

from datetime import date
from functools import partial

import streamlit as st

from analysis.problems import Refused
from analysis.questions import Answer
from analysis.reports.coverage_report import (
    FORMATS,
    MIME,
    check_dates,
    coverage_report,
    report_file,
    report_file_name,
)
from pages.components import text
from pages.components.frame import Frame

_ICONS = {"docx": ":material/description:", "xlsx": ":material/table:", "csv": ":material/csv:"}


def downloads(here: Frame, coverage: Answer, other: date | None = None) -> None:
    """The report of the day of `coverage`, told against another day if that is an earlier one.

    Otherwise against the end of the quarter before. Where there can be no report, it is said why.
    """
    _ = here.translate
    since = other if other is not None and other < coverage.as_of else None
    try:
        check_dates(here.ask, coverage.as_of, since)
    except Refused as refusal:
        st.caption(text.literal(refusal.message(here.language)))
        return

    def content(format: str) -> bytes:
        assert here.release is not None, "a page that asked has a release"
        report = coverage_report(
            here.ask,
            home_province=here.release.meta.home_province,
            as_of=coverage.as_of,
            since=since,
            map_approval_number=here.settings.map_approval_number,
            language=here.language,
        )
        return report_file(report, format)

    with st.container(horizontal=True, vertical_alignment="center"):
        for format in FORMATS:
            st.download_button(
                _("Report {format}").format(format=format.upper()),
                partial(content, format),
                file_name=report_file_name(coverage, format, here.language),
                mime=MIME[format],
                key=f"coverage_report_{format}",
                icon=_ICONS[format],
                on_click="ignore",
            )
        st.caption(
            _("Summary, map, gaps with reasons, roster, changes since the last report, proposal."),
            width="content",
        )

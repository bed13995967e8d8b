"""What the coverage report says, section by section, from the answers to questions and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis import reference
from analysis.formatting import is_missing
from analysis.glossary import label
from analysis.language import N_, between, paragraph
from analysis.questions import Answer
from analysis.reports.coverage_report.answers import Answers, Ask, ask_all, check_dates, last_report
from analysis.reports.coverage_report.model import (
    Block,
    Definitions,
    Figure,
    Numbered,
    Paragraph,
    Picture,
    Report,
    Section,
)
from analysis.reports.coverage_report.writer import Writer
from analysis.reports.definitions import GENERAL, definition_of
from analysis.settings import today

_LARGEST_NAMED = 3
_SUBMISSIONS_LISTED = 15
_STATUSES = {
    "stationed": N_("Stationed: {provinces}."),
    "reached": N_("Within reach: {provinces}."),
    "gap": N_("Gaps: {provinces}."),
    "idle": N_("No business: {provinces}."),
}
_DEFINED = (
    ("coverage", "status"),
    ("coverage", "demand_yuan"),
    ("coverage_summary", "provinces_with_business"),
    ("coverage_summary", "share_stationed"),
    ("coverage_summary", "share_covered"),
    ("coverage", "yoy"),
    ("coverage", "enterprise_count"),
    ("coverage", "uncovered_since"),
    ("key_units", "reach_codes"),
)
_GENERAL = (
    *GENERAL[:2],  # the third is about files that hold every yuan
    N_("Money is rounded to two decimals of its unit; the workbook has it exact to the yuan."),
)
_RECORDS = frozenset({"enterprise", "output", "project", "key_unit"})


def coverage_report(
    ask: Ask,
    *,
    home_province: str,
    as_of: date | None = None,
    since: date | None = None,
    map_approval_number: str = "",
    language: str,
) -> Report:
    """The report as of a date (today if missing) and what changed since the last one, in one language.

    `ask` answers questions of one release in that language. Without `since` the last report is taken to be
    the one at the end of the quarter before. Refused("report_before_roster") before the first designation,
    Refused("report_since_not_before") where the last report is not earlier.
    """
    as_of = as_of or today()
    since = since or last_report(as_of)
    check_dates(ask, as_of, since)
    answers = ask_all(ask, as_of, since)
    return _Content(Writer(language), answers, home_province, map_approval_number).report()


@dataclass(frozen=True)
class _Content:
    """The sections, each a method, over the same answers."""

    write: Writer
    answers: Answers
    home_province: str
    map_approval_number: str

    def report(self) -> Report:
        write, translate = self.write, self.write.translate
        province = reference.province_full_name(self.home_province, write.language)
        marks = [translate(N_("Internal · draft"))]
        if self.answers.coverage.demo:
            marks.append(translate(N_("Demo data")))
        return Report(
            title=write.paragraph(
                N_("Liaison coverage of {province} builders"),
                province=province,
            ),
            dated=write.paragraph(N_("(as of {date})"), date=self._answered("as_of")),
            marks=tuple(marks),
            sections=(
                self._section(N_("Summary"), self._summary()),
                self._section(N_("Coverage in pictures"), [self._picture()], new_page=True),
                self._section(N_("Status of all provinces"), self._provinces()),
                self._section(N_("Gaps and why they are gaps"), self._gaps()),
                self._section(N_("Changes since the last report"), self._changes_lead()),
                self._section(N_("Changes of the roster"), self._roster_changes(), level=2),
                self._section(N_("Changes of coverage"), self._coverage_changes(), level=2),
                self._section(N_("Proposal for the next batch"), self._proposal()),
                self._section(N_("Definitions"), self._definitions()),
                self._section(N_("Sources"), self._sources()),
            ),
            annexes=(self._section(N_("Roster of key units"), self._roster()),),
            language=write.language,
            answers=self.answers,
        )

    def _section(
        self, heading: str, blocks: Sequence[Block], level: int = 1, *, new_page: bool = False
    ) -> Section:
        return Section(self.write.translate(heading), tuple(blocks), level, new_page)

    def _answered(self, name: str, answer: Answer | None = None) -> Figure:
        """A figure of an answer itself, of coverage on the report's day unless another is named."""
        return self.write.figure(answer or self.answers.summary, name, None)

    def _of_summary(self, *names: str) -> dict[str, Figure]:
        return {name: self.write.figure(self.answers.summary, name) for name in names}

    def _summary(self) -> list[Block]:
        say, summary = self.write.paragraph, self._of_summary
        counts = summary(
            "key_unit_count", "batch_count", "provinces_total", "provinces_stationed", "provinces_reached",
            "provinces_gap", "provinces_idle", "provinces_with_business", "provinces_covered_with_business",
        )  # fmt: skip
        said = [
            say(
                N_(
                    "On {date} there were {key_unit_count} key units, designated in {batch_count} batches."
                    " Of the {provinces_total} provinces outside our own, {provinces_stationed} have a unit"
                    " stationed in them, {provinces_reached} are within reach of one, {provinces_gap} are"
                    " gaps, and in {provinces_idle} we have no business. Of the {provinces_with_business}"
                    " where we have business, {provinces_covered_with_business} are covered."
                ),
                date=self._answered("as_of"),
                **counts,
            ),
            self._weighed(),
            *self._largest_gaps(),
            self._compared(),
            *self._proposed(),
        ]
        return list(said)

    def _weighed(self) -> Paragraph:
        if is_missing(self.answers.summary.frame["demand_yuan"].iloc[0]):
            return self.write.paragraph(
                N_("No output of four quarters is reported up to this day, so shares of it cannot be told.")
            )
        return self.write.paragraph(
            N_(
                "Over the four quarters to the end of quarter {quarter} of {year}, output outside the"
                " province was {demand_yuan}: {share_stationed} of it in provinces with a unit,"
                " {share_covered} in provinces with a unit or within reach of one, {share_uncovered} in"
                " provinces that nobody serves."
            ),
            **self._of_summary(
                "year", "quarter", "demand_yuan", "share_stationed", "share_covered", "share_uncovered"
            ),
        )

    def _largest_gaps(self) -> list[Paragraph]:
        coverage = self.answers.coverage
        rows = [row for row in self._gap_rows() if not is_missing(coverage.frame["demand_yuan"].iloc[row])]
        if not rows:
            return []
        return [
            self.write.paragraph(
                N_("The gaps with the largest output are {provinces}; their output was {amounts}."),
                provinces=self.write.each(coverage, "province", rows[:_LARGEST_NAMED]),
                amounts=self.write.each(coverage, "demand_yuan", rows[:_LARGEST_NAMED]),
            )
        ]

    def _compared(self) -> Paragraph:
        write, now, before = self.write, self.answers.summary, self.answers.before
        figures = {
            "since": self._answered("as_of", before),
            "covered_before": write.figure(before, "provinces_covered"),
            "covered": write.figure(now, "provinces_covered"),
        }
        if any(is_missing(answer.frame["share_covered"].iloc[0]) for answer in (now, before)):
            return write.paragraph(
                N_(
                    "At the last report, as of {since}, {covered_before} provinces were covered; now they are"
                    " {covered}."
                ),
                **figures,
            )
        return write.paragraph(
            N_(
                "At the last report, as of {since}, {covered_before} provinces were covered, with"
                " {share_before} of output; now they are {covered}, with {share}."
            ),
            **figures,
            share_before=write.figure(before, "share_covered"),
            share=write.figure(now, "share_covered"),
        )

    def _proposed(self) -> list[Paragraph]:
        proposal, rows = self.answers.proposal, self._first_plan()
        if not rows:
            return []
        return [
            self.write.paragraph(
                N_("For the next batch {seats} seats are proposed: in {provinces}."),
                seats=self.write.figure(self.answers.plans, "seats"),
                provinces=self.write.each(proposal, "province", rows),
            )
        ]

    def _picture(self) -> Picture:
        translate = self.write.translate
        caption = translate(N_("Illustration, no basis for drawing borders."))
        if self.map_approval_number:
            approval = translate(N_("Map approval no. {number}.")).format(number=self.map_approval_number)
            caption = paragraph((caption, approval), self.write.language)
        return Picture(
            self.answers.coverage,
            self.home_province,
            translate(N_("Map of coverage")),
            translate(N_("Grid of provinces")),
            caption,
        )

    def _provinces(self) -> list[Block]:
        coverage = self.answers.coverage
        said: list[Block] = []
        for status, message in _STATUSES.items():
            rows = self._rows(coverage, "status", status)
            if rows:
                said.append(
                    self.write.paragraph(message, provinces=self.write.each(coverage, "province", rows))
                )
        columns = {
            "province": 14, "status": 17, "demand_yuan": 19, "demand_share": 15, "yoy": 19,
            "enterprise_count": 14, "project_count": 13, "stationed_units": 13, "reaching_units": 13,
        }  # fmt: skip
        return [*said, self.write.table(N_("Coverage of all provinces"), coverage, columns)]

    def _gap_rows(self) -> list[int]:
        return self._rows(self.answers.coverage, "status", "gap")

    def _gaps(self) -> list[Block]:
        coverage, rows = self.answers.coverage, self._gap_rows()
        if not rows:
            return [self.write.paragraph(N_("No province where we have business is without a key unit."))]
        figure = self.write.figure
        reasons = [
            Paragraph((figure(coverage, "why", row),), lead=figure(coverage, "province", row)) for row in rows
        ]
        return [
            self.write.paragraph(
                N_("There are {gaps} gaps, listed by our output over the last four quarters."),
                gaps=self.write.figure(self.answers.summary, "provinces_gap"),
            ),
            Numbered(tuple(reasons)),
        ]

    def _roster(self) -> list[Block]:
        units = self.answers.units
        if units.frame.empty:
            return [self.write.paragraph(N_("There is no active key unit."))]
        columns = {
            "batch": 8, "province": 12, "city": 14, "enterprise": 52, "office": 34, "since": 24,
            "reach_codes": 42, "staff": 12, "has_office": 12, "demand_yuan": 22, "document": 28,
        }  # fmt: skip
        return [self.write.table(N_("Key units on the roster"), units, columns)]

    def _changes_lead(self) -> list[Block]:
        return [
            self.write.paragraph(
                N_("From {since}, the day of the last report, to {date}:"),
                since=self._answered("as_of", self.answers.before),
                date=self._answered("as_of"),
            )
        ]

    def _roster_changes(self) -> list[Block]:
        changes = self.answers.roster_changes
        if changes.frame.empty:
            return [self.write.paragraph(N_("Nothing changed on the roster."))]
        columns = {
            "date": 22, "event": 12, "enterprise": 46, "province": 14, "batch": 10, "reason": 12,
            "document": 36,
        }  # fmt: skip
        return [
            self.write.paragraph(N_("Entries: {count}."), count=self._answered("rows", changes)),
            self.write.table(N_("Changes of the roster"), changes, columns),
        ]

    def _coverage_changes(self) -> list[Block]:
        changes = self.answers.coverage_changes
        rows = [row for row, change in enumerate(changes.frame["change"]) if change != "none"]
        if not rows:
            return [self.write.paragraph(N_("No province changed its coverage."))]
        columns = {
            "province": 14, "change": 18, "status_before": 18, "status_after": 18, "why": 90,
        }  # fmt: skip
        return [self.write.table(N_("Changes of coverage"), changes, columns, rows)]

    def _first_plan(self) -> list[int]:
        return self._rows(self.answers.proposal, "plan", 1)

    def _proposal(self) -> list[Block]:
        write, proposal, plans = self.write, self.answers.proposal, self.answers.plans
        rows = self._first_plan()
        if not rows:
            return [write.paragraph(N_("There is no candidate for a further seat."))]
        said: list[Block] = [
            write.paragraph(
                N_(
                    "With {seats} more seats, and what is only within reach counted at {reach_weight}, output"
                    " covered grows from {covered_before_yuan} to {covered_yuan}, which is {covered_share} of"
                    " all."
                ),
                reach_weight=self._answered("reach_weight", plans),
                **{
                    name: write.figure(plans, name)
                    for name in ("seats", "covered_before_yuan", "covered_yuan", "covered_share")
                },
            ),
        ]
        if len(plans.frame) > 1:
            said.append(
                write.paragraph(
                    N_(
                        "Of the {plans} plans that are as good, the first is told here; the workbook has all."
                    ),
                    plans=self._answered("rows", plans),
                )
            )
        columns = {
            "seat": 10, "province": 15, "enterprise": 52, "gain_yuan": 28, "gain_share": 24, "score": 20,
        }  # fmt: skip
        reasons = [
            Paragraph(
                (
                    write.figure(proposal, "reason", row),
                    between(write.language),
                    write.figure(proposal, "runner_up", row),
                ),
                lead=write.figure(proposal, "province", row),
            )
            for row in rows
        ]
        return [
            *said,
            write.table(N_("Proposed seats"), proposal, columns, rows),
            Numbered(tuple(reasons)),
            *self._curve(),
            Paragraph((write.figure(plans, "proof"),)),
        ]

    def _curve(self) -> list[Block]:
        curve = self.answers.curve
        if curve.frame.empty:
            return []
        columns = {"seats": 20, "covered_yuan": 34, "covered_share": 30, "provinces_covered": 30}
        return [self.write.table(N_("Coverage by number of further seats"), curve, columns)]

    def _definitions(self) -> list[Block]:
        translate, language = self.write.translate, self.write.language
        terms = tuple(
            (label(name, language, question=question), translate(definition_of(name, question)))
            for question, name in _DEFINED
        )
        return [Definitions(terms, tuple(map(translate, _GENERAL)))]

    def _sources(self) -> list[Block]:
        submissions = self.answers.submissions
        said: list[Block] = [
            self.write.paragraph(
                N_(
                    "All figures are of release {release}, made from {submissions} submissions. The same"
                    " question asked of it with the same dates gets the same figures."
                ),
                release=self._answered("release_id"),
                submissions=self._answered("rows", submissions),
            )
        ]
        rows = self._counting(submissions)[:_SUBMISSIONS_LISTED]
        if rows:
            columns = {"submission_id": 14, "received_at": 26, "file": 76, "kinds": 44, "rows": 18}
            title = N_("The latest submissions this report rests on")
            said.append(self.write.table(title, submissions, columns, rows))
        return said

    @staticmethod
    def _counting(submissions: Answer) -> list[int]:
        """The submissions that hold records of a kind the report rests on and were not withdrawn."""
        told = zip(submissions.frame["kinds"], submissions.frame["withdrawn_by"], strict=True)
        return [
            row
            for row, (kinds, withdrawn_by) in enumerate(told)
            if _RECORDS & set(kinds) and is_missing(withdrawn_by)
        ]

    @staticmethod
    def _rows(answer: Answer, column: str, value: object) -> list[int]:
        return [row for row, found in enumerate(answer.frame[column]) if found == value]

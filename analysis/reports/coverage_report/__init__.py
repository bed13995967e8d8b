"""The coverage report: one model of what it says, three kinds of files.

CSV is the table of all provinces, the same bytes as the question `coverage`; XLSX has a sheet for every part;
DOCX is the report to hand on, in official layout.
"""

from analysis.reports.coverage_report.answers import check_dates, last_report
from analysis.reports.coverage_report.content import coverage_report
from analysis.reports.coverage_report.files import FORMATS, MIME, report_file, report_file_name
from analysis.reports.coverage_report.model import Report

__all__ = [
    "FORMATS",
    "MIME",
    "Report",
    "check_dates",
    "coverage_report",
    "last_report",
    "report_file",
    "report_file_name",
]

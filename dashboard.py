"""The dashboard: names the pages and draws the frame around them; nothing else."""

from analysis.language import N_
from pages.components import frame

frame.show(
    {
        "": [
            ("overview", N_("Overview"), ":material/space_dashboard:"),
            ("province", N_("Province"), ":material/location_on:"),
            ("enterprise", N_("Enterprise"), ":material/domain:"),
            ("key_units", N_("Key units"), ":material/apartment:"),
            ("coverage", N_("Coverage"), ":material/grid_view:"),
            ("next_batch", N_("Next batch"), ":material/add_location_alt:"),
        ],
        N_("Course of output"): [
            ("trends", N_("Trends"), ":material/show_chart:"),
            ("outlook", N_("Outlook"), ":material/query_stats:"),
            ("benchmarks", N_("Published figures"), ":material/compare_arrows:"),
        ],
        N_("Liaison desk"): [
            ("service", N_("Service requests"), ":material/support_agent:"),
            ("liaison", N_("Liaison officers"), ":material/contacts:"),
            ("engagements", N_("Engagements"), ":material/groups:"),
            ("agreements", N_("Agreements"), ":material/handshake:"),
        ],
        N_("Data"): [
            ("quality", N_("Data quality"), ":material/fact_check:"),
            ("data_intake", N_("Data intake"), ":material/upload:"),
        ],
    },
    beside=[
        ("key_unit", N_("Key unit"), ":material/badge:"),
        ("provenance", N_("Source of a figure"), ":material/account_tree:"),
        ("submission", N_("Submission"), ":material/move_to_inbox:"),
    ],
)

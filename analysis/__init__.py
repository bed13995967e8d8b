"""What we know: intake, ledger and releases, questions, models and reports. Never imports Streamlit."""

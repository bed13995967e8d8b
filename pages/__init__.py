"""One file, one question a reader has. No SQL and no arithmetic worth testing: both live in `analysis`."""

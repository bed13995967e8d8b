"""The rules a file, a row or a request can break: code, severity, statement and remedy.

Statements and remedies are message ids; `{value}`, `{header}` and named details are filled in by `problems`.
Severities: *error* (the row cannot be taken), *question* (taken, listed for the reporter), *note*.
"""

from dataclasses import dataclass

from analysis.language import N_


@dataclass(frozen=True)
class Rule:
    """`statement` says what is wrong, `remedy` what to do about it."""

    severity: str
    statement: str
    remedy: str = ""


RULES: dict[str, Rule] = {
    # What a request can break
    "unknown_province": Rule(
        "error", N_("“{value}” is not a province-level unit of China."), N_("Use its name or six-digit code.")
    ),
    "settings_unreadable": Rule("error", N_("{file} cannot be read: {reason}."), N_("Correct the file.")),
    "setting_unknown": Rule(
        "error",
        N_("{file}: “{name} = {value}” is not a setting of this name and type."),
        N_("See docs/data-guide.md for the settings."),
    ),
    "setting_out_of_range": Rule(
        "error",
        N_("{file}: “{value}” cannot be the value of {name}."),
        N_("See docs/data-guide.md for the settings."),
    ),
    "unknown_role": Rule(
        "error",
        N_("{file}: “{value}” is not a role {name} can have."),
        N_("The roles are: {known}."),
    ),
    "gateway_secret_missing": Rule(
        "error",
        N_("The settings have a gateway name who looks, but there is no secret by which it is known."),
        N_(
            "Start the dashboard with {name} in its environment, at least {length} characters, and have the"
            " gateway send it."
        ),
    ),
    "may_not_edit": Rule(
        "error",
        N_("You may read here, but neither enter nor withdraw anything."),
        N_("Those may whom the settings name as liaison station."),
    ),
    "aliases_unreadable": Rule(
        "error",
        N_("{file} in the home, the remembered headers, cannot be read."),
        N_("Save it as CSV UTF-8 with its columns, or delete it to forget them."),
    ),
    "sheet_full": Rule(
        "error",
        N_("A worksheet holds {limit} rows; this table needs {rows}."),
        N_("Take it as CSV, or narrow the filters."),
    ),
    # What a home, its ledger and its releases can refuse
    "home_missing": Rule(
        "error", N_("There is no data in {home}."), N_("Make it with “init”, or name another with --home.")
    ),
    "home_not_writable": Rule(
        "error",
        N_("{home} cannot be written (system error {reason})."),
        N_("Check the directory's owner and rights."),
    ),
    "ledger_busy": Rule(
        "error", N_("Another import is writing to {home}."), N_("Try again when it has finished.")
    ),
    "unknown_submission": Rule(
        "error", N_("There is no submission {value}."), N_("“ask submissions” lists them.")
    ),
    "withdrawal_stands": Rule(
        "error",
        N_("Submission {value} is itself a withdrawal."),
        N_("To take one back, import the withdrawn file again."),
    ),
    "already_withdrawn": Rule("error", N_("Submission {value} was already withdrawn by submission {by}.")),
    "unknown_release": Rule("error", N_("There is no release {value}."), N_("“releases” lists them.")),
    "no_release_left": Rule(
        "error",
        N_("There is no release {value}, nor any other in {home}."),
        N_("Where the ledger is there, one is built when none is named; otherwise restore a backup."),
    ),
    "release_damaged": Rule(
        "error",
        N_("The file of release {value} is damaged."),
        N_(
            "Where the ledger is there, it was set aside: try again, and the release is built anew."
            " Otherwise restore the file from a backup."
        ),
    ),
    "release_of_other_version": Rule(
        "error",
        N_("Release {value} was built by another version of this software."),
        N_("Build a new one from the ledger: import anything, or restore the version."),
    ),
    "release_check_failed": Rule(
        "error",
        N_("The new release was not put in place: its check “{check}” found {example}."),
        N_("The previous release is still shown. Please report this with the file."),
    ),
    "home_exists": Rule(
        "error", N_("There is a home in {home} already."), N_("Name another directory for the demo.")
    ),
    "disk_full": Rule("error", N_("The disk is full; nothing was changed."), N_("Make room and try again.")),
    "kept_not_shown": Rule(
        "error",
        N_("The disk is full: submission {value} is kept, but the release that would show it was not built."),
        N_("Make room and send the file again, or whatever comes next; it is shown then."),
    ),
    "storage_failed": Rule(
        "error",
        N_("The data could not be read or written: {reason}."),
        N_("Check the disk and the rights of the home; restore the file from a backup if it is damaged."),
    ),
    "file_missing": Rule("error", N_("There is no file {file}."), N_("Check the name and the directory.")),
    "file_forbidden": Rule(
        "error",
        N_("{file} must not be read or written by whoever runs this."),
        N_("Check its owner and rights."),
    ),
    "file_is_directory": Rule("error", N_("{file} is a directory, not a file."), N_("Name a file.")),
    "file_not_accessible": Rule(
        "error",
        N_("{file} cannot be read or written (system error {reason})."),
        N_("Check the name, the rights and the disk."),
    ),
    "output_file_needed": Rule(
        "error", N_("A file of this kind cannot be shown on a terminal."), N_("Name a file with -o.")
    ),
    # What a question can refuse
    "question_too_slow": Rule(
        "error", N_("The question took longer than {seconds} seconds."), N_("Narrow the filters.")
    ),
    "unknown_question": Rule("error", N_("There is no question “{value}”."), N_("“questions” lists them.")),
    "unknown_parameter": Rule(
        "error", N_("The question “{question}” has no parameter “{value}”."), N_("It has: {known}.")
    ),
    "unknown_city": Rule(
        "error", N_("“{value}” is not a city of the home province."), N_("Known are: {known}.")
    ),
    "unknown_enterprise": Rule(
        "error",
        N_("No enterprise has the code or exact name “{value}”."),
        N_("Search by part of the name on the page “Enterprise”, or by “ask enterprises --q”."),
    ),
    "unknown_region": Rule(
        "error", N_("“{value}” is not a region figures are known for."), N_("Known are: {known}.")
    ),
    "unknown_choice": Rule("error", N_("“{value}” is not a choice for {name}."), N_("Choose from: {known}.")),
    "unknown_period": Rule(
        "error", N_("Nothing was reported for {value}."), N_("Reported quarters: {known}.")
    ),
    "malformed_number": Rule(
        "error", N_("“{value}” is not a number for {name}."), N_("Give a whole number.")
    ),
    "malformed_date": Rule("error", N_("“{value}” is not a date for {name}."), N_("Write it as 2026-09-30.")),
    # Files that cannot be read at all
    "file_empty": Rule("error", N_("{file} is empty."), N_("Choose the file you meant.")),
    "file_too_large": Rule(
        "error",
        N_("{file} is larger than {limit} MB."),
        N_("Split it, or remove pictures and unused sheets."),
    ),
    "file_type_unknown": Rule(
        "error",
        N_("{file} is not a workbook, a CSV file or a Word document."),
        N_("Save it as xlsx, xls, csv or docx."),
    ),
    "file_is_web_page": Rule(
        "error",
        N_("{file} is a web page with another ending."),
        N_("Open it in a spreadsheet program and save it as xlsx."),
    ),
    "file_damaged": Rule(
        "error",
        N_("{file} is damaged or incomplete."),
        N_("Copy or download it again, or open it and save it anew."),
    ),
    "file_has_password": Rule("error", N_("{file} is protected by a password."), N_("Save it without one.")),
    "file_has_macros": Rule("error", N_("{file} contains macros."), N_("Save it as xlsx without macros.")),
    "file_has_entities": Rule(
        "error", N_("{file} defines XML entities, which no spreadsheet needs."), N_("Save it anew as xlsx.")
    ),
    "file_too_many_parts": Rule(
        "error", N_("{file} consists of more than {limit} parts."), N_("Copy its tables into a new workbook.")
    ),
    "file_not_computed": Rule(
        "error",
        N_("{file} has {count} formulas whose results are not stored in it, such as {cells}."),
        N_("Open it in a spreadsheet program, save it and send it again."),
    ),
    "file_expands_too_far": Rule(
        "error", N_("{file} expands to more than {limit} MB."), N_("Copy its tables into a new workbook.")
    ),
    "file_cell_far_off": Rule(
        "error",
        N_("{file} has a cell far away from its table ({sheet}, {cell})."),
        N_("Delete the empty rows and columns around the table and save it."),
    ),
    "file_cell_too_long": Rule(
        "error", N_("{file} has a cell of more than {limit} characters."), N_("Shorten it.")
    ),
    "file_too_large_to_read": Rule(
        "error",
        N_("{file} could not be read within the limits of time and memory."),
        N_("Split it, or copy its tables into a new workbook."),
    ),
    "file_encoding_unknown": Rule(
        "error",
        N_("{file} is text in an encoding other than UTF-8, UTF-16 or GB18030."),
        N_("Save it as CSV UTF-8 or as xlsx."),
    ),
    "file_without_table": Rule(
        "error", N_("{file} contains no table."), N_("Choose the file with the table.")
    ),
    "file_not_recognised": Rule(
        "error",
        N_("No table in {file} looks like one of: {kinds}."),
        N_("Use the template's headers, or say which kind it is and which column is which."),
    ),
    "file_has_errors": Rule(
        "error",
        N_("{file} has {count} errors; nothing was imported."),
        N_("Correct them, or import only the rows without errors."),
    ),
    "file_without_rows": Rule(
        "error", N_("{file} has no row that can be imported."), N_("Correct the rows listed as errors.")
    ),
    "unknown_kind": Rule("error", N_("“{value}” is not a kind of table."), N_("Choose from: {kinds}.")),
    "unknown_unit": Rule("error", N_("“{value}” is not a unit of money."), N_("Choose from: {units}.")),
    "unknown_column": Rule(
        "error", N_("“{value}” is not a column of {kind}."), N_("Choose from: {columns}.")
    ),
    # Tables and their headers
    "sheet_not_read": Rule(
        "note", N_("The sheet “{value}” looks like none of the known tables and was not read."), ""
    ),
    "sheet_hidden": Rule(
        "question",
        N_("The sheet “{value}” is hidden; its rows were read."),
        N_("Delete the sheet if it is not meant to be sent."),
    ),
    "cells_with_errors": Rule(
        "question",
        N_("{value} cells of the file hold a formula's error and were read as empty."),
        N_("Correct the formulas, or write the values."),
    ),
    "columns_unread": Rule("note", N_("These columns were not read: {value}."), ""),
    "columns_missing": Rule(
        "error",
        N_("This table, read as {kind}, lacks: {value}."),
        N_("Add the columns, or say which of its columns they are."),
    ),
    "places_across": Rule(
        "error",
        N_("The header names places side by side, which is not read: {value}."),
        N_(
            "Write a row for each enterprise and place, the place in a column of its own, as the template has"
            " it; or say on the page that these columns shall not be read."
        ),
    ),
    "said_nowhere": Rule(
        "error",
        N_("{column} stands neither in a column nor in the title."),
        N_("Add it, or say it when importing: on the page above the table, or by --set {column}=…"),
    ),
    "said_by_title": Rule("note", N_("{column} is not in the table; its title says {value}."), ""),
    "said_by_reader": Rule("note", N_("{column} is not in the table; {value} was given when importing."), ""),
    "said_unreadable": Rule(
        "error", N_("“{value}” cannot be read as {column}."), N_("Write it as in a cell of that column.")
    ),
    "set_malformed": Rule(
        "error", N_("“{value}” does not say a column and its value."), N_("Write COLUMN=VALUE.")
    ),
    "column_absent": Rule(
        "question",
        N_(
            "The table has no column {column}; what is known from earlier files stays, otherwise it is empty."
        ),
        N_("Add it if it is known."),
    ),
    "column_derived": Rule(
        "note", N_("{column} is not in the table; for {value} rows it follows from {source}."), ""
    ),
    "column_derived_in_part": Rule(
        "question",
        N_("{column} is not in the table, and for {value} rows nothing else tells it: there it is empty."),
        N_("Add it if it is known."),
    ),
    "header_read_as": Rule(
        "question",
        N_("The header “{value}” was read as “{read_as}”."),
        N_("Confirm it, or correct the mapping."),
    ),
    "header_twice": Rule(
        "error",
        N_("“{header}” and “{other}” are both read as the same column."),
        N_("Remove one, or say which one counts."),
    ),
    "second_header": Rule(
        "error",
        N_(
            "Another table begins here, with its own header, unit or period;"
            " the rows from here on were not read."
        ),
        N_("Put each table on a sheet of its own."),
    ),
    "row_header_again": Rule("note", N_("The header is repeated here; the row was skipped."), ""),
    "row_heading": Rule("note", N_("The row holds nothing but “{value}” and was taken as a heading."), ""),
    "row_part": Rule(
        "question",
        N_("The row “{value}” is part of another and was not read."),
        N_("If it stands for itself, take the words “of which” out of it."),
    ),
    "row_after_notes": Rule(
        "error",
        N_("The row of “{value}” stands below a note and was not read."),
        N_("Move the note below the table, or take the row out if it does not belong there."),
    ),
    "period_from_title": Rule("note", N_("The period {value} was taken from the title above the table."), ""),
    "more_of_the_same": Rule("note", N_("The same happens in {value} more places (rule {rule})."), ""),
    # Cells
    "value_missing": Rule("error", N_("{column} is empty."), N_("Fill it in.")),
    "read_as_nothing": Rule("note", N_("“{value}” was read as empty."), ""),
    "text_too_long": Rule("error", N_("The text is longer than {limit} characters."), N_("Shorten it.")),
    "choice_unknown": Rule("error", N_("“{value}” is none of the choices."), N_("Choose from: {choices}.")),
    "integer_unreadable": Rule("error", N_("“{value}” is not a whole number."), N_("Write digits only.")),
    "integer_negative": Rule("error", N_("{value} is negative."), N_("Correct the figure.")),
    "number_unreadable": Rule("error", N_("“{value}” is not a number."), N_("Write digits only.")),
    "batch_unreadable": Rule("error", N_("“{value}” is not a batch."), N_("Write 1 for the first batch.")),
    # Money
    "unit_missing": Rule(
        "error",
        N_("“{header}” has no unit of money in {count} rows, and none is guessed."),
        N_("Write it in the header, such as (万元), or say it when importing."),
    ),
    "unit_of_line_differs": Rule(
        "question",
        N_(
            "The line above the table says {value}, the header “{header}” says {unit};"
            " the header's was taken."
        ),
        N_("Confirm it, or correct one of them."),
    ),
    "unit_in_cell_differs": Rule(
        "question",
        N_("“{value}” names another unit than its column and was read as {yuan} yuan."),
        N_("Confirm the amount."),
    ),
    "amount_unreadable": Rule("error", N_("“{value}” is not an amount."), N_("Write one number.")),
    "amount_several": Rule(
        "error", N_("“{value}” holds several amounts or units."), N_("Write one number with one unit.")
    ),
    "amount_is_rate": Rule(
        "error",
        N_("“{value}” is a rate or a price per unit, not an amount."),
        N_("Write the amount, or leave it empty."),
    ),
    "amount_bound": Rule(
        "error", N_("“{value}” is a limit, not an amount."), N_("Write the amount, or leave it empty.")
    ),
    "amount_foreign": Rule(
        "error",
        N_("“{value}” is in a foreign currency."),
        N_("Write the amount in yuan of the contract's day."),
    ),
    "amount_of_other": Rule(
        "error",
        N_("“{value}” is a total investment, a part or an estimate, not this amount."),
        N_("Write the amount itself, or leave it empty and say the scope."),
    ),
    "amount_conflict": Rule(
        "error",
        N_("In “{value}” the words and the digits say different amounts."),
        N_("Correct one of them."),
    ),
    "amount_merged": Rule(
        "error",
        N_("The amount “{value}” is merged over several rows."),
        N_("Say each row's own amount, or leave the others empty."),
    ),
    "amount_negative": Rule("error", N_("{value} is negative."), N_("Correct the amount.")),
    "amount_too_large": Rule(
        "error", N_("{value} is beyond any amount that can be."), N_("Check the number and the unit.")
    ),
    "amount_approximate": Rule(
        "question",
        N_("“{value}” is approximate and was read as {yuan} yuan."),
        N_("Write the exact amount if it is known."),
    ),
    "amount_converted": Rule(
        "question",
        N_("“{value}” was read by its amount in yuan, {yuan}."),
        N_("Confirm the amount."),
    ),
    "amount_is_total": Rule(
        "question",
        N_("“{value}” may be a sum over several contracts or bidders; it was read as {yuan} yuan."),
        N_("Confirm it, or correct the scope of the amount."),
    ),
    "amount_in_words": Rule("note", N_("“{value}” was read as {yuan} yuan."), ""),
    "amount_with_parts": Rule(
        "note", N_("“{value}” names parts that add up; it was read as {yuan} yuan."), ""
    ),
    "amount_with_footnote": Rule("note", N_("The footnote mark of “{value}” was left out: {yuan} yuan."), ""),
    "amount_small": Rule(
        "question",
        N_("“{value}” is unusually small for an amount ({yuan} yuan); it may be a rate or in another unit."),
        N_("Confirm the amount and its unit."),
    ),
    # Dates and periods
    "date_unreadable": Rule("error", N_("“{value}” is not a date."), N_("Write it as 2026-09-30.")),
    "date_relative": Rule(
        "error", N_("“{value}” does not say which day."), N_("Write the date as 2026-09-30.")
    ),
    "date_without_year": Rule(
        "error", N_("“{value}” is a date without a year."), N_("Write it as 2026-09-30.")
    ),
    "date_year_only": Rule("error", N_("“{value}” is a year, not a date."), N_("Write it as 2026-09-30.")),
    "date_month_unclear": Rule(
        "error",
        N_("“{value}” may be January or October: a spreadsheet drops the last zero."),
        N_("Write it as 2026-10-01."),
    ),
    "date_order_unclear": Rule(
        "error",
        N_("“{value}” does not say which number is the year, month or day."),
        N_("Write it as 2026-09-30."),
    ),
    "date_impossible": Rule("error", N_("“{value}” is no day of the calendar."), N_("Correct the date.")),
    "date_month_only": Rule("note", N_("“{value}” names a month; it was read as {read}."), ""),
    "date_order": Rule(
        "question", N_("The project ends ({value}) before it begins ({start})."), N_("Check both.")
    ),
    "date_future": Rule("error", N_("{value} has not come yet."), N_("Correct the date.")),
    "year_unreadable": Rule("error", N_("“{value}” is not a year."), N_("Write it as 2026.")),
    "quarter_unreadable": Rule("error", N_("“{value}” is not a quarter."), N_("Write 1, 2, 3 or 4.")),
    "period_unreadable": Rule("error", N_("“{value}” is not a period."), N_("Write it as 2026Q3 or 2026.")),
    "period_not_quarter": Rule(
        "error", N_("“{value}” does not end with a quarter."), N_("Only quarters and years are kept.")
    ),
    "period_without_year": Rule("error", N_("“{value}” has no year."), N_("Write it as 2026Q3.")),
    "period_against_basis": Rule(
        "error",
        N_("“{value}” is cumulative, but the row says a single quarter."),
        N_("Correct the period or the basis."),
    ),
    "period_future": Rule("error", N_("{value} has not ended yet."), N_("Correct the period.")),
    # Places
    "province_unknown": Rule(
        "error",
        N_("“{value}” is not a province-level unit of China; names like it: {near}."),
        N_("Use its name or six-digit code."),
    ),
    "province_from_city": Rule("note", N_("“{value}” names the city {city}; its province was taken."), ""),
    "province_from_corps": Rule("note", N_("“{value}” was counted in Xinjiang."), ""),
    "city_unknown": Rule(
        "error",
        N_("“{value}” is not a city of the home province; names like it: {near}."),
        N_("Use its name or six-digit code."),
    ),
    "city_not_home": Rule("error", N_("“{value}” is not in the home province."), N_("Confirm the place.")),
    "city_abolished": Rule("note", N_("“{value}” was merged; the city it belongs to now was taken."), ""),
    "place_several": Rule(
        "question",
        N_("The project lies in several provinces (“{value}”) and counts in none."),
        N_("Confirm, or split it into one row a province."),
    ),
    "place_unknown": Rule(
        "question", N_("Where the project lies is not known."), N_("Write the province if it is known.")
    ),
    "place_overseas": Rule("note", N_("The project lies overseas and counts in no province."), ""),
    "station_at_home": Rule(
        "error", N_("A key unit is stationed in another province, not at home."), N_("Correct the province.")
    ),
    # The liaison desk
    "none_of_columns": Rule("error", N_("The row says none of: {columns}."), N_("Fill in one of them.")),
    "date_assumed": Rule(
        "question",
        N_("{column} of {count} rows is not said; {value}, the day of reading, was taken."),
        N_("Add the column, or the date above the table."),
    ),
    "ends_before_it_begins": Rule(
        "error", N_("It ends ({value}) before it begins ({start})."), N_("Correct one of the dates.")
    ),
    "responded_before_received": Rule(
        "error",
        N_("The response ({value}) is before the receipt ({received})."),
        N_("Correct one of the times."),
    ),
    "resolved_before_responded": Rule(
        "error",
        N_("It was resolved ({value}) before it was received or responded to ({before})."),
        N_("Correct one of the times."),
    ),
    "satisfaction_out_of_range": Rule(
        "error", N_("Satisfaction is a whole number from 1 to 5, not {value}."), N_("Correct it.")
    ),
    "enterprise_unknown": Rule(
        "question",
        N_("“{value}” is no enterprise known here."),
        N_("Compare the name or code, or send the enterprise with the register."),
    ),
    "responsibility_overlaps": Rule(
        "question",
        N_("“{value}” and {other} (since {since}) are responsible for the same at one time."),
        N_("If one has taken over from the other, give the last day of the former."),
    ),
    "region_at_home": Rule(
        "error", N_("This sheet is of other provinces, not of our own."), N_("Correct the province.")
    ),
    # Codes and names
    "code_lost_digits": Rule(
        "error",
        N_("“{value}” was stored as a number and has lost digits, which cannot be restored."),
        N_("Format the column as text and enter the code again."),
    ),
    "code_malformed": Rule(
        "error",
        N_("“{value}” has {length} characters and is no code of an enterprise."),
        N_("Use the unified social credit code (18 characters)."),
    ),
    "code_wrong_character": Rule(
        "error",
        N_("“{value}” contains {characters}, which no such code has; perhaps {suggestion}."),
        N_("Compare it with the licence."),
    ),
    "code_check_wrong": Rule(
        "question",
        N_("“{value}” was taken, but its check character is wrong."),
        N_("Compare it with the licence."),
    ),
    "code_of_older_type": Rule(
        "note", N_("“{value}” is an older type of code (organisation code or registration number)."), ""
    ),
    "code_from_name": Rule(
        "note", N_("“{value}” has no code here; the known one of that name was taken."), ""
    ),
    "enterprise_code_missing": Rule(
        "question",
        N_("“{value}” has no code; it was taken under its name."),
        N_("Add its unified social credit code."),
    ),
    "project_code_missing": Rule(
        "question", N_("“{value}” has no project code; it was taken under its name."), N_("Add the code.")
    ),
    "identifier_tail_zeros": Rule(
        "question",
        N_("“{value}” ends in zeros, as numbers do that lost digits."),
        N_("Compare it with the source."),
    ),
    "enterprise_is_place": Rule(
        "error",
        N_("“{value}” is a place or a group, not an enterprise; its figures may be a sum."),
        N_("Delete the row if it is a subtotal, or write the enterprise's name."),
    ),
    "enterprises_several": Rule(
        "error",
        N_("“{value}” names several enterprises."),
        N_("Write one row an enterprise, each with its own share."),
    ),
    "enterprise_name_odd": Rule(
        "question", N_("“{value}” contains what does not belong in a name."), N_("Check the name.")
    ),
    "enterprise_not_home": Rule(
        "error",
        N_("The enterprise is registered in another province (“{value}”)."),
        N_("Only enterprises registered in the home province are listed; leave the row out."),
    ),
    "enterprise_home_unknown": Rule(
        "error",
        N_("Where the enterprise is registered is not known (“{value}”)."),
        N_("Find out; only enterprises registered in the home province are listed."),
    ),
    # Rows compared with others
    "rows_combined": Rule("note", N_("{value} rows that differ only in {columns} were taken as one."), ""),
    "duplicate_differs": Rule(
        "error",
        N_("The same key stands in these rows with different values: {rows}."),
        N_("Keep the right one."),
    ),
    "duplicate_same": Rule("note", N_("The row repeats row {rows}; it counts once."), ""),
    "ytd_fall": Rule(
        "question",
        N_("The cumulative {value} yuan is below that of {period} ({before})."),
        N_("Confirm the revision, or correct it."),
    ),
    "scale_slip": Rule(
        "question",
        N_("{value} yuan is some {direction} of what is usual here ({usual}): perhaps another unit."),
        N_("Check the unit."),
    ),
    "part_above_whole": Rule(
        "question", N_("The part ({value}) is above the whole ({whole})."), N_("Check both figures.")
    ),
    "sum_off": Rule(
        "question",
        N_("The subtotal says {said} yuan, its rows add up to {sum}."),
        N_("Check the rows and the subtotal."),
    ),
    # What is asked of a whole release
    "ratio_contradicted": Rule(
        "question",
        N_("The ratio {value} is not what its parts make: {part} of {whole} is {ratio}."),
        N_("Check the ratio and both figures, and their calibers."),
    ),
    "quarters_missing": Rule(
        "note",
        N_("{quarters} quarters were not reported, {value} to {last}; this report spans them."),
        N_("Hand them in if they are known."),
    ),
    "enterprise_without_city": Rule(
        "question",
        N_("The home city of “{value}” is not known: it is in no city's figures."),
        N_("Send the enterprise with the register."),
    ),
    "name_under_two_codes": Rule(
        "question",
        N_("“{value}” also reports under {codes}: one enterprise, or two of one name?"),
        N_("Compare the codes; if one is wrong, withdraw its file and send it again under the right code."),
    ),
    "unknown_problem": Rule(
        "error", N_("There is no problem {value}."), N_("The page “Data quality” lists them with their ids.")
    ),
    # What the benchmark needs
    "bench_needs_package": Rule(
        "error",
        N_("The benchmark compares with packages that are not installed: {package}."),
        N_("Install them: pip install -r requirements-dev.txt"),
    ),
    # What a proposal for the next batch can refuse
    "reach_weight_out_of_range": Rule(
        "error", N_("The weight of reach is a number from 0 to 1, not “{value}”."), N_("0.5 is usual.")
    ),
    "seats_too_few": Rule(
        "error",
        N_("{value} seats are too few: {needed} are fixed."),
        N_("Ask for more seats, or fix fewer of them."),
    ),
    "seats_exceed_candidates": Rule(
        "error",
        N_("{value} seats cannot be filled: there are candidates for {possible}."),
        N_("Ask for fewer seats, lower the minimum output, or forbid less."),
    ),
    "fixed_seat_needs_province": Rule(
        "error", N_("A fixed seat needs a province; {value} has none."), N_("Name the province.")
    ),
    "fixed_seats_conflict": Rule(
        "error",
        N_("The fixed seats cannot all be filled: an enterprise holds one seat in all."),
        N_("Fix fewer of them."),
    ),
    "seat_not_eligible": Rule(
        "error",
        N_("{value} cannot take the fixed seat in {province}: it is no candidate there."),
        N_(
            "A candidate has output there in the last reported quarter and the minimum over the last four,"
            " holds no unit, and is not forbidden."
        ),
    ),
    "province_has_no_candidate": Rule(
        "error", N_("There is no candidate for the fixed seat in {value}."), N_("Lower the minimum output.")
    ),
    "not_records": Rule(
        "error",
        N_("The rows of “{question}” are no records to import."),
        N_("“ask batch_events --format records” writes such a workbook."),
    ),
    "unknown_plan": Rule(
        "error", N_("There is no plan {value}: {count} are equally good."), N_("Choose one of those.")
    ),
    "unknown_key_unit": Rule(
        "error", N_("There is no active key unit {value}."), N_("“ask key_units” lists them.")
    ),
    # What the history of the roster rules out
    "unit_already_active": Rule(
        "error",
        N_("{value} is designated in {province} on {date}, where its seat is since {since} (see {other})."),
        N_("If something about the unit changes, enter it as adjusted; if a row is wrong, correct it."),
    ),
    "second_station": Rule(
        "error",
        N_(
            "{value} is designated in {province} on {date} while its seat is in {there} since {since} (see"
            " {other}): an enterprise holds one seat in all."
        ),
        N_("Enter its withdrawal there first, or the move as adjusted with the new province."),
    ),
    "stations_on_one_day": Rule(
        "error",
        N_("{value} is given a seat in {province} and in {there} on one day, {date} (see {other})."),
        N_("Leave the one that is right."),
    ),
    "adjusted_without_unit": Rule(
        "error",
        N_("{value} has no seat that could be adjusted on {date} (before it: {other})."),
        N_("Enter its designation first, with the date it took effect."),
    ),
    "withdrawn_without_unit": Rule(
        "error",
        N_("{value} has no seat in {province} that could be withdrawn on {date} (before it: {other})."),
        N_("Check province and date; enter the designation first if it is missing."),
    ),
    "rules_out_later": Rule(
        "error",
        N_(
            "If {value} had this event in {province} on {date}, what is recorded in {there} on {since} (see"
            " {other}) could not have happened."
        ),
        N_("Check the date; if the later record is wrong, withdraw its submission first."),
    ),
    "rests_on_refused": Rule(
        "error",
        N_("What {value} did on {date} follows an event that cannot be taken (see {other})."),
        N_("Put that one right; this row is then read after it."),
    ),
    "roster_impossible": Rule(
        "error",
        N_("With {file} the roster would tell what cannot have happened: {rows}."),
        N_("Correct the rows, or withdraw the submission that is wrong, then import the file again."),
    ),
    "withdrawal_breaks_roster": Rule(
        "error",
        N_("Later events of the roster rest on submission {value}: {rows}."),
        N_("Withdraw the submissions of those rows first, the latest first."),
    ),
    "no_such_key_unit": Rule(
        "error",
        N_("There has never been a key unit {value}."),
        N_("“ask key_units” lists those of a date with their ids."),
    ),
    "dates_reversed": Rule(
        "error", N_("The range begins on {first}, after it ends on {last}."), N_("Exchange the two dates.")
    ),
    "not_a_destination": Rule(
        "error", N_("{value} is not one of the provinces outside home."), N_("Use a six-digit code.")
    ),
    "criterion_weight": Rule(
        "error",
        N_("“{name} = {value}” is not a weight of a criterion."),
        N_("Weights are whole numbers from 0, not all 0."),
    ),
    # What a report can refuse
    "report_before_roster": Rule(
        "error",
        N_("A report as of {as_of} cannot be made: the roster begins on {first}."),
        N_("Give that day or a later one."),
    ),
    "report_since_not_before": Rule(
        "error",
        N_("The last report, {since}, must be earlier than this one, {as_of}."),
        N_("Give an earlier day with --since, or none."),
    ),
}

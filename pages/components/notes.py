"""What stands in the closed notes: definitions, sources and caveats, each said once (message ids)."""

from analysis.language import N_

OUTPUT = N_(
    "Output is year to date, by destination province, as the enterprises reported it. Work abroad is not part"
    " of it."
)
MISSING = N_(
    "A province without a report is grey: missing is not zero. Growth is left out on a base of zero or below."
)
SINGLE_QUARTER = N_(
    "A single quarter is this year to date minus the previous one of the year. A hatched bar spans several"
    " quarters, because reports were missing; nothing is spread or filled."
)
FOUR_QUARTERS = N_(
    "Four quarters: the year to date, last year's whole year, less last year's same quarter to date."
    " Where one of these reports is missing there is no figure; parts then add up to what is known."
)
COMPARED = N_(
    "Like for like compares the enterprises that handed in every report the figure is made of, in both"
    " years. A single quarter is compared with a year before only where both span the same number of"
    " quarters; with the quarter before only where both are one quarter, not adjusted for the season."
)
CONTRIBUTION = N_(
    "Contribution: the change of one divided by last year's total, in percentage points; all of them add"
    " up to the total's growth. Who reported in only one of the two years contributes whole. A province"
    " may be of several strategies, so theirs do not add up."
)
CONCENTRATION = N_(
    "Concentration: the share of the largest five, and the Herfindahl–Hirschman index, the sum of squared"
    " shares in per cent: 10,000 if one has all."
)
MOVEMENTS = N_(
    "Entered and left: with output now and none a year before, and the reverse, where the other year was"
    " reported. Where it was not, nothing is known, and it says so."
)
KIND_OF_WORK = N_(
    "Output is not reported by kind of work. It is told by the enterprise's main qualification, the first"
    " on the register; of projects, by kind of work, the contracts signed are told, each enterprise's own"
    " share."
)
OUTWARD_RATIO = N_(
    "Outward ratio: output in other provinces divided by gross output, both year to date, recalculated from"
    " the sums."
)
COVERED = N_(
    "Stationed: an active key unit sits in the province. Reached: one that sits elsewhere serves it, as it"
    " declared or, where it declared nothing, as a land neighbour (Hainan and Guangdong each other)."
)
UNCOVERED = N_(
    "Gap: nobody serves the province, though we have output there in the last four reported quarters or a"
    " project under way. Idle: none of these."
)
DEMAND = N_(
    "Four-quarter output: of all our enterprises in the province, up to the latest reported quarter. The"
    " shares of covered and uncovered add up to 100%."
)
REGIONS = N_(
    "Regions: the provinces the national strategies name, and those of the liaison desk's officers on the"
    " date. Of a province that belongs only in part all output is counted: it is known by province."
)
COVERAGE_HISTORY = N_(
    "Each quarter stands for its last day, the latest one for the date looked at, with the roster of that"
    " day and the output of the quarters that had ended by then."
)
ROSTER = N_(
    "A key unit is an enterprise's stationed office in a province, as the roster stands on the date chosen;"
    " withdrawn units are left out. An enterprise holds one seat in all."
)
ROSTER_TIMES = N_(
    "The roster has two times: the day an event takes effect, and the submission that told of it. What was"
    " known earlier is in an earlier release; each event names its document, file, sheet and row."
)
CRITERIA = N_(
    "Criteria are those of the notice, judged as for candidates of the next batch; what is not known has no"
    " points and neither lifts nor lowers a score."
)
BATCH = N_(
    "The best plans: existing units stay, and the seats are put where Σ demand × level is greatest (a unit in"
    " the province counts 1, reach from outside the weight), then where the candidates are most suitable. It"
    " is solved exactly; plans that equal each other in both are ties and are all shown, up to 20."
)
CANDIDATE = N_(
    "A candidate has output in the province in the last reported quarter and at least the minimum over the"
    " last four, and holds no seat: an enterprise holds one in all. Where last year's reports are missing,"
    " its year to date is what it has at least."
)
SCORE = N_(
    "The score is the mean of the criteria by weight. What is not known is left out and its weight falls to"
    " the others: missing is not zero. Conduct is not in the records yet; willingness is where a unit was"
    " given up for want of it."
)
RECONSIDER = N_(
    "To reconsider is a prompt for a review (the notice: the list changes with market, projects and will). It"
    " removes nobody: only an event of the roster does, with its document. What is not known speaks against"
    " nobody."
)
RECONSIDER_MARKET = N_(
    "Output fallen: the enterprise's own output at its station over the last four reported quarters, on the"
    " four before. Projects gone: none of its projects under way at its station for a time, where it had"
    " some. Reach nobody uses: a declared province without output of ours in the last four reported quarters,"
    " without a project under way and without a request."
)
RECONSIDER_WILL = N_(
    "Requests unanswered: those it hosts (it was the unit serving the province when they came in) that are"
    " open beyond their time. No activity: it hosted no engagement and resolved no request, though both are"
    " on record throughout that time."
)
CALIBERS = N_(
    "Two calibers beside each other, never mixed: ours is what enterprises reported to the housing"
    " department. The nation's and our province's as published are the statistics bureau's: general and"
    " specialist contractors, latest vintage."
)
OWN_SHARE = N_(
    "Of a joint project only the enterprise's own share is added up; a candidate is not a project yet."
)
REPORTS = N_(
    "Source: the enterprises' quarterly reports. Every figure can be traced on the enterprise's page to file,"
    " sheet and row."
)
INTAKE = N_(
    "Money needs a unit in cell, header or table; where there is none, say it above: it is never guessed."
    " Errors keep a row out; questions are taken and listed for whoever reported."
)
REVISIONS = N_(
    "A corrected file supersedes what it corrects by key; the old value stays readable on the enterprise's"
    " page. The same file once more changes nothing."
)
PROVENANCE = N_(
    "Every figure is made of rows of files. A sum leads to its enterprises, an enterprise to its rows: file,"
    " sheet and row number, the submission they came in with, when and from whom. A row of the same key that"
    " came later took its place; both are listed."
)
SUBMISSION = N_(
    "What a submission changed is told by the records as they stood before it and with it, all earlier"
    " submissions and withdrawals counted. A record repeated with the same values changed nothing. A"
    " withdrawal is told by the records of what it withdrew."
)
RECONCILED = N_(
    "Our sum over destinations, our own province left out, beside what was reported as completed in other"
    " provinces, of the province and its cities; each caliber by itself. The reasons are what could explain a"
    " difference, not an account of it."
)
DOUBTS = N_(
    "Questions are found in all records together after each import, and when a file is read: cumulative"
    " figures that fall, figures some ten thousand times their neighbours, parts above their whole, sums off"
    " their total, ratios their parts contradict, enterprises without a city, one name under two codes,"
    " projects without a province. Nothing is repaired in silence."
)
ANSWERS = N_(
    "An answer is a submission of one row and can be taken back; so can a sheet of many answers, imported as"
    " a workbook. A later file that corrects the row closes the question by itself."
)
TIMELINESS = N_(
    "Expected are the enterprises that reported the quarter or one of the four before. A report is late if"
    " its first rows came after the day due: the quarter's end and the days in the settings. Revised is what"
    " changed later."
)
LOADED = N_(
    "Loaded as history: nobody reported the quarter before the next one had ended, or it had been due before"
    " the first report of all came. Such reports are neither late nor on time."
)
RELEASES = N_(
    "A release is what everybody sees. Going back shows an earlier one; to take a submission out for good,"
    " withdraw it on the server."
)
PUBLISHED = N_(
    "Published figures keep their caliber, basis, scope, vintage and source; a line holds one of each. Growth"
    " derived from published levels and published growth are two figures, for the base may have been revised"
    " in between."
)
DISAGREEMENTS = N_(
    "Nothing is corrected: what disagrees is listed with what it is held against. Differences no larger than"
    " the decimals printed are none. Stocks and ratios are never differenced."
)
OUTLOOK = N_(
    "Four methods and the combination of the last three (geometric mean) foretell the year: last year's"
    " share of the year; last year's remaining quarters grown by this year's growth so far, weighted by"
    " how much of a year it is; the same grown by the latest quarter and last year alike; and seasonal"
    " exponential smoothing with a damped trend. The combination speaks unless one of them was at least"
    " 30% nearer at the same quarter of at least five earlier years."
)
OUTLOOK_INTERVAL = N_(
    "The interval is as wide as the errors of what would have been chosen at the same quarter of up to"
    " ten earlier years, so that 80% of outcomes fall within it if the year is like those. A forecast"
    " takes at least four such years, that is six whole years of reports before; with fewer there is"
    " none."
)
OUTLOOK_LIMITS = N_(
    "A forecast knows the figures only: not orders, holidays or policy, and a break such as that of"
    " early 2020 only once it is in the figures. Earlier years are taken as they stand now, revisions"
    " included; what was first reported may have differed. Nothing after the chosen quarter is used."
)
DIRECTORY = N_(
    "One officer is named for each city, for headquarters, and for each other province and its authority,"
    " from a day on (annexes 1 and 2 of the notice). A place is vacant from the day after the last officer's"
    " last; told twice where two officers are responsible at one time. Headquarters are those that ever had"
    " an officer and those of key units."
)
PHONES = N_("Telephone numbers are whole only for those whom the settings name.")
CLOCK = N_(
    "Working days are those after the day received, up to and including the day resolved or the date looked"
    " at, by the State Council's holiday calendar with its days made up for. Limits by category are in the"
    " settings."
)
TELLINGS = N_(
    "Nothing told is overwritten: a later row of the same number tells what has happened since, and each"
    " names its file, sheet and row."
)
RATES = N_(
    "Responded and resolved are of all requests received in the range; on time is of those that are resolved"
    " or whose time is over; median and satisfaction are of the resolved. Nothing to count by is not zero."
)
HOSTS = N_(
    "The hosting key unit is the one stationed in the province on the day received, else one that reached it."
)
CONTACTS = N_(
    "Of enterprises with output in other provinces over four quarters: contacted are those that took part in,"
    " or hosted, an engagement within the months chosen."
)
BACKBONE = N_(
    "The backbone are the fewest, largest enterprises that together make up the share of output in other"
    " provinces that the settings say."
)
FOLLOW_UPS = N_(
    "Requests that an enterprise there filed within 30 days after an engagement count as its follow-up."
)
AGREEMENTS = N_(
    "Of several agreements of a kind the latest signed that stands counts, else the one that expired last."
    " Requests are those received there in the twelve months before the date. A last day is the last on which"
    " it is in force."
)

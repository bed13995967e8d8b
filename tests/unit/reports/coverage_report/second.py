"""A second, plain way to write what a report should say, with nothing of analysis.reports."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.glossary import ENUMS, TERMS
from analysis.questions import Answer, ask
from analysis.reference import provinces
from analysis.warehouse import Release

MISSING = "—"


class Second:
    """Answers asked anew and written plainly, in one language."""

    def __init__(self, release: Release, language: str) -> None:
        self.release, self.language = release, language
        self.answers: dict[str, Answer] = {}
        names = provinces()
        name = "province_en" if language == "en" else "province"
        self.provinces = dict(zip(names["province_code"], names[name], strict=True))

    def answer(self, question: str, parameters: dict[str, object]) -> Answer:
        key = f"{question} {sorted(parameters.items(), key=str)}"
        if key not in self.answers:
            self.answers[key] = ask(self.release, question, language=self.language, **parameters)
        return self.answers[key]

    def words(self, question: str, parameters: dict[str, object], row: int | None, column: str) -> str:
        """A figure as a sentence has it."""
        return self._written(question, parameters, row, column, in_table=False)

    def cell(self, question: str, parameters: dict[str, object], row: int, column: str) -> str:
        """A figure as a table has it."""
        return self._written(question, parameters, row, column, in_table=True)

    def heading(self, question: str, column: str) -> str:
        """A column's heading, with the unit where it is money."""
        zh, en, form = TERMS.get(f"{question}.{column}") or TERMS[column]
        unit = ("（亿元）", " (CNY bn)") if form == "yuan" else ("", "")
        return zh + unit[0] if self.language == "zh" else en + unit[1]

    def _written(
        self, question: str, parameters: dict[str, object], row: int | None, column: str, in_table: bool
    ) -> str:
        answer = self.answer(question, parameters)
        if row is None:
            return self._of_answer(answer, column)
        record = answer.frame.iloc[row]
        value = record[column]
        if str(value) in ("None", "nan", "<NA>", "NaT"):
            return MISSING
        if column == "province" and self.language == "en":
            return self.provinces[record["province_code"]]
        term = TERMS.get(f"{question}.{column}") or TERMS[column]
        return self.written(column, value, term.form, in_table)

    def _of_answer(self, answer: Answer, name: str) -> str:
        if name == "rows":
            return str(len(answer.frame))
        if name == "as_of":
            return self.day(answer.as_of)
        if name == "release_id":
            return answer.release_id
        return str(answer.parameters[name])

    def written(self, column: str, value: object, form: str, in_table: bool) -> str:
        chinese = self.language == "zh"
        if form == "yuan":
            if in_table:
                return grouped(Decimal(int(value)) / (10**8 if chinese else 10**9), 2 if chinese else 3)
            return f"{grouped(Decimal(int(value)) / 10**8, 2)} 亿元" if chinese else english_yuan(int(value))
        if form == "ratio":
            return grouped(Decimal(str(value)) * 100, 1) + "%"
        if form == "yoy":
            return growth(Decimal(str(value)) * 100)
        if form == "decimal":
            return grouped(Decimal(str(value)), 1)
        if form in ("count", "integer", "year", "quarter"):
            return f"{int(value):,}" if form == "count" else str(int(value))
        if form in ("date", "datetime"):
            day = value.date() if hasattr(value, "date") else value
            return day.isoformat() if in_table else self.day(day)
        if form == "bool":
            return ("是" if value else "否") if chinese else ("yes" if value else "no")
        comma = "、" if chinese else ", "
        if form == "list":
            singular = column.removesuffix("s")
            return comma.join(
                self.provinces[code] if column.endswith("codes") else ENUMS[singular][code][not chinese]
                for code in value
            )
        if form == "code" and column in ENUMS:
            return ENUMS[column][value][not chinese]
        return str(value)

    def day(self, value: date) -> str:
        if self.language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return value.isoformat()


def english_yuan(value: int) -> str:
    if abs(value) < 10**9:
        return f"CNY {grouped(Decimal(value) / 10**6, 0)} m"
    return f"CNY {grouped(Decimal(value) / 10**9, 2)} bn"


def grouped(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(10) ** -places, ROUND_HALF_UP):,}"


def growth(per_cent: Decimal) -> str:
    rounded = per_cent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if rounded == 0:
        return "0.0%"
    return f"{'▲ +' if rounded > 0 else '▼ '}{rounded:,}%"

"""Rows into workbooks: the sheets and headers of the intake's own template, the same bytes every time."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from analysis.kinds import KINDS
from analysis.reference import province_name
from data.demo.enterprises import Enterprise
from data.demo.liaison import Agreement, Engagement, Responsibility, local_authority, named
from data.demo.output import OutputRow
from data.demo.projects import ProjectRow
from data.demo.requests import RequestRow
from data.demo.roster import RosterEvent

Value = str | int | float | date | None
# The values of a row by the names of the kind's columns; a column that is not named stays empty.
Record = Mapping[str, Value]

# The date inside the files; a file's own date must not change its bytes.
CREATED = datetime(2021, 3, 1)
WIDTHS = {"统一社会信用代码": 22, "企业名称": 32, "项目名称": 34, "项目编号": 14, "派驻机构": 24, "文号": 22}


def write_workbook(path: Path, sheets: dict[str, Iterable[Record]]) -> None:
    """One sheet a kind, in the order given, with the headers of the template."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        workbook.set_properties({"title": "示例数据", "comments": "全部内容均为虚构", "created": CREATED})
        bold = workbook.add_format({"bold": True, "bottom": 1})
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for kind, records in sheets.items():
            columns = KINDS[kind].template_columns
            places = {column.name: index for index, column in enumerate(columns)}
            headers = [column.header for column in columns]
            sheet = workbook.add_worksheet(KINDS[kind].sheet)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, headers, bold)
            for index, header in enumerate(headers):
                sheet.set_column(index, index, WIDTHS.get(header, max(10, 2 * len(header))))
            for number, record in enumerate(records, start=1):
                for name, value in record.items():
                    if isinstance(value, str):
                        sheet.write_string(number, places[name], value)
                    elif isinstance(value, datetime):
                        sheet.write_datetime(number, places[name], value, moment)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, places[name], value)
                    elif value is not None:
                        sheet.write_number(number, places[name], value)


def enterprise_record(row: Enterprise) -> Record:
    """A row of the sheet 企业."""
    return {
        "enterprise_code": row.code,
        "enterprise": row.name,
        "city_code": f"{row.city}市",
        "qualification": row.qualification,
        "grade": row.grade,
        "ownership": row.ownership,
        "founded_date": date.fromisoformat(row.founded_date),
        "enterprise_type": row.enterprise_type,
    }


def output_record(row: OutputRow) -> Record:
    """A row of the sheet 产值."""
    year, quarter = row.period
    return {
        "enterprise_code": row.enterprise.code,
        "enterprise": row.enterprise.name,
        "year": year,
        "quarter": quarter,
        "province_code": province_name(row.province_code, "zh"),
        "output_ytd_yuan": row.output_ytd,
        "contract_ytd_yuan": row.contract_ytd,
        "employees": row.employees,
    }


def project_record(row: ProjectRow) -> Record:
    """A row of the sheet 项目."""
    return {
        "project_code": row.code,
        "project": row.name,
        "enterprise_code": row.enterprise.code,
        "enterprise": row.enterprise.name,
        "province_code": row.place,
        "city": row.city or None,
        "category": row.category,
        "contract_yuan": row.contract,
        "signed_date": row.signed,
        "own_share_yuan": row.own_share,
        "amount_scope": row.amount_scope,
        "role": row.role,
        "stage": row.stage,
        "start_date": row.start,
        "planned_end_date": row.planned_end,
        "actual_end_date": row.actual_end,
        "status": row.status,
    }


def roster_record(row: RosterEvent) -> Record:
    """A row of the sheet 重点单位."""
    return {
        "enterprise_code": row.enterprise.code,
        "enterprise": row.enterprise.name,
        "office": row.office,
        "station_province_code": province_name(row.province_code, "zh"),
        "station_city": row.city,
        "batch": row.batch,
        "event": row.event,
        "effective_date": date.fromisoformat(row.date),
        "document": row.document,
        "reason": row.reason or None,
        "reach_codes": "、".join(province_name(code, "zh") for code in row.reach) or None,
        "has_office": row.has_office,
        "staff": row.staff,
        "contact": row.contact,
        "phone": row.phone,
    }


def responsibility_record(row: Responsibility) -> Record:
    """A row of the sheet 省外分工, or of 省内分工 where it is of no region."""
    told: dict[str, Value] = {
        "officer": row.officer,
        "post": row.post,
        "phone": row.phone,
        "since": row.since,
        "until": row.until,
    }
    if not row.region:
        return {"city_code": "、".join(row.places), "enterprise": row.enterprise or None, **told}
    authorities = [local_authority(code) for code in row.places]
    return {
        "liaison_region": row.region,
        "province_code": named(row.places),
        "local_authority": authorities[0] if len(authorities) == 1 else None,
        **told,
    }


def request_record(row: RequestRow) -> Record:
    """A row of the sheet 服务诉求."""
    return {
        "request_id": row.number,
        "enterprise_code": row.enterprise.code,
        "enterprise": row.enterprise.name,
        "province_code": province_name(row.province_code, "zh"),
        "category": row.category,
        "content": row.content,
        "received_at": row.received,
        "responded_at": row.responded,
        "resolved_at": row.resolved,
        "owner": row.owner,
        "result": row.result or None,
        "satisfaction": row.satisfaction,
    }


def engagement_record(row: Engagement) -> Record:
    """A row of the sheet 联络活动."""
    return {
        "held_date": row.held,
        "form": row.form,
        "province_code": province_name(row.province_code, "zh"),
        "place_city": row.city or None,
        "host": row.host or None,
        "participants": "、".join(row.participants),
        "theme": row.theme,
        "problem_count": row.problems,
        "minutes": row.minutes or None,
    }


def agreement_record(row: Agreement) -> Record:
    """A row of the sheet 协作机制."""
    return {
        "province_code": province_name(row.province_code, "zh"),
        "mechanism": row.mechanism,
        "document": row.document,
        "signed_date": row.signed,
        "expires_date": row.expires,
        "local_authority": local_authority(row.province_code),
    }


def target_record(year: int, indicator: str, scope: str, value: float, unit: str) -> Record:
    """A row of the sheet 目标."""
    return {"year": year, "indicator": indicator, "scope_code": scope, "value": value, "unit": unit}

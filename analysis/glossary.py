"""Where the two vocabularies meet: the names in code, and the official Chinese and English words on screen.

`TERMS` names columns and measures, `ENUMS` the codes of enumerations. A name that means something narrower in
one question has a term of its own under "question.column". Sentences are not here: they are message ids.
"""

from typing import NamedTuple


class Term(NamedTuple):
    """The words for a name, and the form its values take (which decides how they are written)."""

    zh: str
    en: str
    form: str


FORMS = (
    "yuan", "ratio", "yoy", "pp", "decimal", "count", "integer", "code", "text", "date", "datetime", "year",
    "quarter", "bool", "list",
)  # fmt: skip

UNITS: dict[str, tuple[str, str]] = {
    "元": ("元", "CNY"),
    "万元": ("万元", "CNY 10,000"),
    "亿元": ("亿元", "CNY 100 million"),
    "%": ("%", "%"),
    "百分点": ("百分点", "pp"),
}

NATION_CODE = "000000"
NATION = ("全国", "China")

# Before a name that stands for an enterprise or a project whose code is not known.
PROVISIONAL = "名:"

TERMS: dict[str, Term] = {
    # Places, enterprises, periods
    "province_code": Term("省份代码", "Province code", "code"),
    "province": Term("省份", "Province", "text"),
    "city_code": Term("市代码", "City code", "code"),
    "city": Term("注册市", "Home city", "text"),
    "key_units.city": Term("驻地城市", "Station city", "text"),
    "project_city": Term("施工城市", "Project city", "text"),
    "home_city_code": Term("企业注册市代码", "Home city code", "code"),
    "home_city": Term("企业注册市", "Home city", "text"),
    "enterprise_code": Term("统一社会信用代码", "Unified social credit code", "code"),
    "enterprise": Term("企业名称", "Enterprise", "text"),
    "qualification": Term("资质类别", "Qualification", "text"),
    "grade": Term("资质等级", "Grade", "text"),
    "ownership": Term("企业性质", "Ownership", "text"),
    "founded_date": Term("成立日期", "Founded", "date"),
    "enterprise_type": Term("企业类型", "Enterprise type", "code"),
    "registered": Term("已登记", "On the register", "bool"),
    "year": Term("年份", "Year", "year"),
    "quarter": Term("季度", "Quarter", "quarter"),
    "period": Term("时期", "Period", "code"),
    # Output
    "output_ytd_yuan": Term("累计产值", "Output, year to date", "yuan"),
    "output_yuan": Term("当季产值", "Output, single quarter", "yuan"),
    "prior_ytd_yuan": Term("上年同期累计产值", "Output, year to date, a year before", "yuan"),
    "out_of_province_ytd_yuan": Term("省外产值（累计）", "Out-of-province output, year to date", "yuan"),
    "out_of_province_yuan": Term("省外产值（当季）", "Out-of-province output, single quarter", "yuan"),
    "gross_output_ytd_yuan": Term("建筑业总产值（累计）", "Gross output, year to date", "yuan"),
    "contract_ytd_yuan": Term("累计新签合同额", "New contracts, year to date", "yuan"),
    "outward_ratio": Term("外向度", "Outward ratio", "ratio"),
    "outward_ratio_prior": Term("上年同期外向度", "Outward ratio a year before", "ratio"),
    "outward_ratio_change_pp": Term("外向度变化", "Change in outward ratio", "pp"),
    "yoy": Term("同比", "Year on year", "yoy"),
    "like_for_like_yoy": Term("可比口径同比", "Year on year, like for like", "yoy"),
    "share": Term("占比", "Share", "ratio"),
    "rank": Term("位次", "Rank", "integer"),
    "rank_change": Term("位次变化", "Change in rank", "integer"),
    "spans_quarters": Term("跨季度数", "Quarters spanned", "integer"),
    "spanning_enterprises": Term("跨季度企业数", "Enterprises spanning quarters", "count"),
    "enterprise_count": Term("企业数", "Enterprises", "count"),
    "project_count": Term("在建项目数", "Projects under way", "count"),
    "province_count": Term("省份数", "Provinces", "count"),
    "employees": Term("期末从业人数", "Employees at period end", "count"),
    # Overview and completeness
    "target_yuan": Term("年度目标", "Target for the year", "yuan"),
    "target_share": Term("目标完成率", "Target attained", "ratio"),
    "provinces_with_output": Term("有产值省份数", "Provinces with output", "count"),
    "provinces_above_first": Term("超过第一档的省份数", "Provinces above the first threshold", "count"),
    "provinces_above_second": Term("超过第二档的省份数", "Provinces above the second threshold", "count"),
    "first_threshold_yuan": Term("第一档", "First threshold", "yuan"),
    "second_threshold_yuan": Term("第二档", "Second threshold", "yuan"),
    "expected_enterprises": Term("应报企业数", "Enterprises expected to report", "count"),
    "reported_enterprises": Term("已报企业数", "Enterprises that reported", "count"),
    "open_questions": Term("待核实问题数", "Open questions", "count"),
    "latest_received_at": Term("最近收到时间", "Latest received", "datetime"),
    "expected": Term("应报", "Expected", "count"),
    "reported": Term("已报", "Reported", "count"),
    "missing": Term("未报", "Missing", "count"),
    "revised": Term("已修订", "Revised", "count"),
    "last_year": Term("最近上报年份", "Last reported year", "year"),
    "last_quarter": Term("最近上报季度", "Last reported quarter", "quarter"),
    "last_ytd_yuan": Term("最近上报累计产值", "Output last reported, year to date", "yuan"),
    # Projects
    "project_code": Term("项目编号", "Project code", "code"),
    "project": Term("项目名称", "Project", "text"),
    "category": Term("工程类别", "Category", "text"),
    "contract_yuan": Term("合同额", "Contract value", "yuan"),
    "own_share_yuan": Term("本企业份额", "Own share", "yuan"),
    "amount_scope": Term("金额口径", "Scope of amount", "code"),
    "role": Term("承接角色", "Role", "code"),
    "stage": Term("阶段", "Stage", "code"),
    "signed_date": Term("签订日期", "Signed", "date"),
    "start_date": Term("开工日期", "Start", "date"),
    "planned_end_date": Term("计划竣工日期", "Planned completion", "date"),
    "actual_end_date": Term("实际竣工日期", "Completed on", "date"),
    "status": Term("状态", "Status", "code"),
    "coverage.status": Term("覆盖状态", "Coverage", "code"),
    "place": Term("地点", "Place", "code"),
    "province_text": Term("施工省份（原文）", "Province as written", "text"),
    "reason": Term("原因", "Reason", "code"),
    # Key units and coverage
    "unit_id": Term("重点单位编号", "Key unit id", "code"),
    "key_unit": Term("联络服务重点单位", "Key unit", "text"),
    "office": Term("派驻机构", "Office", "text"),
    "batch": Term("批次", "Batch", "integer"),
    "since": Term("起始日期", "Since", "date"),
    "reach_codes": Term("辐射省份", "Reach", "list"),
    "reach_declared": Term("辐射范围已申报", "Reach declared", "bool"),
    "staff": Term("常驻人数", "Resident staff", "count"),
    "has_office": Term("固定办公场所", "Fixed office", "bool"),
    "document": Term("文号", "Document", "text"),
    "demand_yuan": Term("近四季产值", "Output of the last four quarters", "yuan"),
    "reach_demand_yuan": Term("辐射省份近四季产值", "Four-quarter output within reach", "yuan"),
    "own_demand_yuan": Term("本企业在驻地近四季产值", "Own four-quarter output at the station", "yuan"),
    "demand_share": Term("近四季产值占比", "Share of four-quarter output", "ratio"),
    "coverage": Term("覆盖", "Coverage", "code"),
    "stationed_units": Term("驻点单位数", "Units stationed", "count"),
    "reaching_units": Term("辐射单位数", "Units reaching", "count"),
    "stationed_by": Term("驻点单位", "Stationed by", "text"),
    "reached_by": Term("辐射单位", "Reached by", "text"),
    "uncovered_since": Term("空白起始日期", "Uncovered since", "date"),
    "why": Term("说明", "Why", "text"),
    "date": Term("日期", "Date", "date"),
    "status_before": Term("期初覆盖状态", "Coverage before", "code"),
    "status_after": Term("期末覆盖状态", "Coverage after", "code"),
    "change": Term("变化", "Change", "code"),
    "demand_before_yuan": Term("期初近四季产值", "Four-quarter output before", "yuan"),
    "demand_after_yuan": Term("期末近四季产值", "Four-quarter output after", "yuan"),
    "demand_change_yuan": Term("近四季产值增减", "Change in four-quarter output", "yuan"),
    "came": Term("新增服务单位", "Units that came", "text"),
    "left": Term("不再服务单位", "Units that left", "text"),
    "demand_year": Term("产值截至年份", "Output up to year", "year"),
    "demand_quarter": Term("产值截至季度", "Output up to quarter", "quarter"),
    "strategy": Term("国家战略", "National strategy", "code"),
    "coverage_by_region.region": Term("区域", "Region", "text"),
    "coverage_by_region.region_code": Term("区域代码", "Region code", "code"),
    "region_kind": Term("区域类别", "Kind of region", "code"),
    "province_codes": Term("所含省份", "Provinces of the region", "list"),
    "partial_codes": Term("部分纳入省份", "Provinces belonging in part", "list"),
    "gap_codes": Term("空白省份", "Gaps", "list"),
    "provinces_total": Term("省份总数", "Provinces", "count"),
    "provinces_with_business": Term("有业务省份数", "Provinces with business", "count"),
    "provinces_stationed": Term("驻点覆盖省份数", "Provinces stationed", "count"),
    "provinces_reached": Term("辐射覆盖省份数", "Provinces reached", "count"),
    "provinces_covered": Term("已覆盖省份数", "Provinces covered", "count"),
    "provinces_covered_with_business": Term("有业务且已覆盖省份数", "Covered, with business", "count"),
    "provinces_gap": Term("空白省份数", "Gap provinces", "count"),
    "provinces_idle": Term("暂无业务省份数", "Idle provinces", "count"),
    "share_stationed": Term("驻点覆盖占比", "Share stationed", "ratio"),
    "share_covered": Term("覆盖占比", "Share covered", "ratio"),
    "share_uncovered": Term("未覆盖占比", "Share uncovered", "ratio"),
    "key_unit_count": Term("重点单位数", "Key units", "count"),
    "batch_count": Term("批次数", "Batches", "count"),
    # Benchmarks and targets
    "region_code": Term("地区代码", "Region code", "code"),
    "region": Term("地区", "Region", "text"),
    "basis": Term("基础", "Basis", "code"),
    "scope": Term("范围", "Scope", "text"),
    "scope_code": Term("范围代码", "Scope code", "code"),
    "indicator": Term("指标", "Indicator", "text"),
    "value": Term("数值", "Value", "decimal"),
    "unit": Term("单位", "Unit", "text"),
    "caliber": Term("口径", "Caliber", "code"),
    "vintage": Term("版本", "Vintage", "text"),
    "nature": Term("性质", "Nature", "code"),
    "discrete_value": Term("当季数值", "Single-quarter value", "decimal"),
    "derived": Term("推算", "Derived", "bool"),
    "derived_yoy": Term("同比（推算）", "Year on year (derived)", "yoy"),
    "published_yoy": Term("同比（发布）", "Year on year (published)", "yoy"),
    "flag": Term("标记", "Flag", "code"),
    "source": Term("来源", "Source", "text"),
    "actual_value": Term("实际值", "Actual", "decimal"),
    "attained": Term("完成率", "Attained", "ratio"),
    # Records
    "submission_id": Term("提交编号", "Submission", "integer"),
    "kind": Term("类别", "Kind", "code"),
    "kinds": Term("类别", "Kinds", "list"),
    "file": Term("文件", "File", "text"),
    "sheet": Term("工作表", "Sheet", "text"),
    "source_row": Term("行号", "Row", "integer"),
    "field": Term("字段", "Field", "code"),
    "header": Term("表头", "Header", "text"),
    "problems.value": Term("原值", "Value", "text"),
    "rule": Term("规则", "Rule", "code"),
    "severity": Term("程度", "Severity", "code"),
    "message": Term("说明", "Message", "text"),
    "received_at": Term("收到时间", "Received", "datetime"),
    "by": Term("提交人", "By", "text"),
    "note": Term("备注", "Note", "text"),
    "demo": Term("示例数据", "Demo data", "bool"),
    "rows": Term("行数", "Rows", "count"),
    "question_count": Term("待核实问题数", "Questions", "count"),
    "withdraws": Term("撤回的提交", "Withdraws", "integer"),
    "withdrawn_by": Term("被撤回于", "Withdrawn by", "integer"),
    "sha256": Term("文件校验值", "SHA-256", "code"),
    "superseded": Term("已被取代", "Superseded", "bool"),
    "row": Term("原始记录", "Record", "text"),
    "q": Term("搜索", "Search", "text"),
    "from": Term("自", "From", "date"),
    "to": Term("至", "To", "date"),
    "limit": Term("行数上限", "At most rows", "count"),
    "release_id": Term("数据版本", "Release", "code"),
    "release": Term("数据版本", "Release", "code"),
    "made_at": Term("生成时间", "Made", "datetime"),
    "current": Term("当前", "Current", "bool"),
    "as_of": Term("数据截至", "As of", "date"),
    "measure": Term("指标", "Measure", "code"),
    "before": Term("变更前", "Before", "decimal"),
    "after": Term("变更后", "After", "decimal"),
    "rows_added": Term("新增行数", "Rows added", "count"),
    "rows_revised": Term("修订行数", "Rows revised", "count"),
    "rows_removed": Term("移除行数", "Rows removed", "count"),
}

_COVERAGE = {
    "stationed": ("驻点覆盖", "Stationed"),
    "reached": ("辐射覆盖", "Reached"),
    "gap": ("空白", "Gap"),
    "idle": ("暂无业务", "Idle"),
}
_PROJECT_STATUS = {
    "under_way": ("在建", "Under way"),
    "completed": ("竣工", "Completed"),
    "suspended": ("停工", "Suspended"),
}

ENUMS: dict[str, dict[str, tuple[str, str]]] = {
    "coverage": _COVERAGE,
    "status_before": _COVERAGE,
    "status_after": _COVERAGE,
    "change": {
        "lost": ("覆盖减弱", "Lost"),
        "gained": ("覆盖增强", "Gained"),
        "business_began": ("新增业务", "Business began"),
        "business_ended": ("业务结束", "Business ended"),
        "service": ("服务单位变化", "Other units serve it"),
        "none": ("无变化", "None"),
    },
    "region_kind": {
        "strategy": ("国家战略区域", "National strategy"),
    },
    "project_status": _PROJECT_STATUS,
    "status": {**_COVERAGE, **_PROJECT_STATUS},
    "kind": {
        "enterprise": ("企业", "Enterprise"),
        "output": ("产值", "Output"),
        "project": ("项目", "Project"),
        "key_unit": ("重点单位", "Key unit"),
        "benchmark": ("对标", "Benchmark"),
        "target": ("目标", "Target"),
        "city_liaison": ("省内分工", "Liaison within the province"),
        "region_liaison": ("省外分工", "Liaison by region"),
        "service_request": ("服务诉求", "Service request"),
        "engagement": ("联络活动", "Engagement"),
        "agreement": ("协作机制", "Agreement"),
    },
    "form": {
        "round_table": ("圆桌会议", "Round table"),
        "visit": ("走访", "Visit"),
        "field_study": ("蹲点调研", "Field study"),
        "assistance": ("帮包", "Assistance"),
        "other": ("其他", "Other"),
    },
    "mechanism": {
        "market_access": ("市场对等开放", "Equal market access"),
        "award_recognition": ("奖项资格互认", "Mutual recognition of awards and qualifications"),
        "information_sharing": ("信息资源共享", "Shared information"),
        "cooperation": ("合作互利共赢", "Cooperation"),
    },
    "amount_scope": {
        "own": ("本企业", "Own"),
        "joint_total": ("联合体合计", "Consortium total"),
        "total_investment": ("总投资", "Total investment"),
        "none": ("无", "None"),
    },
    "role": {
        "sole": ("独立", "Sole"),
        "lead": ("牵头", "Lead"),
        "member": ("成员", "Member"),
        "subcontractor": ("分包", "Subcontractor"),
    },
    "stage": {
        "candidate": ("候选", "Candidate"),
        "won": ("中标", "Won"),
        "contract": ("合同", "Contract"),
        "under_way": ("在建", "Under way"),
        "completed": ("竣工", "Completed"),
    },
    "place": {
        "one": ("一省", "One province"),
        "several": ("跨省", "Several provinces"),
        "unknown": ("不明", "Unknown"),
        "overseas": ("境外", "Overseas"),
    },
    "event": {
        "designated": ("确定", "Designated"),
        "adjusted": ("调整", "Adjusted"),
        "withdrawn": ("退出", "Withdrawn"),
    },
    "reason": {
        "market": ("市场", "Market"),
        "project": ("项目", "Project"),
        "willingness": ("意愿", "Willingness"),
        "other": ("其他", "Other"),
        "several": ("跨省项目", "In several provinces"),
        "unknown": ("省份不明", "Province unknown"),
        "overseas": ("境外项目", "Overseas"),
    },
    "enterprise_type": {
        "construction": ("施工", "Construction"),
        "design": ("设计", "Design"),
        "equipment": ("设备", "Equipment"),
        "materials": ("材料", "Materials"),
    },
    "basis": {
        "ytd": ("累计", "Year to date"),
        "quarter": ("当期", "Single quarter"),
        "annual": ("年度", "Annual"),
        "point": ("时点", "Point in time"),
    },
    "caliber": {
        "statistics": ("统计局", "Statistics bureau"),
        "housing": ("住建部门", "Housing department"),
    },
    "nature": {
        "flow": ("流量", "Flow"),
        "stock": ("存量", "Stock"),
        "ratio": ("比率", "Ratio"),
        "average": ("平均", "Average"),
        "stock_flow": ("存量加流量", "Stock and flow"),
    },
    "flag": {
        "spans_quarters": ("跨多个季度", "Spans several quarters"),
        "revised": ("后有修订", "Revised later"),
        "falls": ("累计值下降", "Year-to-date value falls"),
    },
    "severity": {
        "error": ("错误", "Error"),
        "question": ("待核实", "Question"),
        "note": ("提示", "Note"),
    },
    "measure": {
        "output_ytd_yuan": ("累计产值", "Output, year to date"),
        "contract_ytd_yuan": ("累计新签合同额", "New contracts, year to date"),
        "own_share_yuan": ("本企业份额", "Own share"),
        "rows": ("行数", "Rows"),
    },
}


# How the statistics bureau writes what pages compare with: two indicators, and its widest scope.
WHOLE_INDUSTRY = "总承包和专业承包"
INDICATORS: dict[str, str] = {"gross_output": "建筑业总产值", "out_of_province_output": "在外省完成的产值"}


def term(name: str, question: str = "") -> Term:
    """The term of a column, as this question means it where it means it differently; KeyError if none."""
    return TERMS.get(f"{question}.{name}") or TERMS[name]


def label(name: str, language: str, unit: str | None = None, question: str = "") -> str:
    """The heading of a column, with its unit in brackets where one is given, as in “累计产值（亿元）”."""
    words = term(name, question)
    if unit is None:
        return words.zh if language == "zh" else words.en
    zh, en = UNITS.get(unit, (unit, unit))
    return f"{words.zh}（{zh}）" if language == "zh" else f"{words.en} ({en})"


def enum_label(column: str, code: str | None, language: str) -> str:
    """The words for a code of an enumeration; the code itself where it has none, "" for null."""
    if code is None:
        return ""
    zh_en = ENUMS.get(column, {}).get(code)
    return code if zh_en is None else zh_en[0 if language == "zh" else 1]

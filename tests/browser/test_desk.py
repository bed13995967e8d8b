"""The liaison desk in a browser: a request is filed, responded to and resolved, and the rates move."""

from playwright.sync_api import expect

from analysis.glossary import enum_label
from analysis.kinds import KINDS
from analysis.language import translator
from analysis.questions import ask
from analysis.warehouse import open_release
from tests.unit.intake.test_liaison_kinds import annex

zh = translator("zh")
HEADERS = {column.name: column.header for column in KINDS["service_request"].columns}


def test_a_request_goes_its_way_over_a_holiday_and_the_rates_move(visit_own, demo_copy):
    enterprise = ask(open_release(demo_copy), "output_by_enterprise", limit=1).frame.iloc[0]["enterprise"]
    colleague = visit_own()
    colleague.open("/service")
    before = colleague.headlines()

    visitor = visit_own()
    page = visitor.open("/service")
    page.get_by_text(zh("File a request"), exact=True).click()
    page.get_by_role("textbox", name=f"{HEADERS['request_id']} *", exact=True).fill("R-1")
    page.get_by_role("textbox", name=f"{HEADERS['enterprise']} *", exact=True).fill(enterprise)
    visitor.choose(f"{HEADERS['province_code']} *", "江苏")
    page.get_by_role("textbox", name=HEADERS["category"], exact=True).fill("政策咨询")
    page.get_by_role("textbox", name=HEADERS["content"], exact=True).fill("外地备案如何办理")
    visitor.type_moment(f"{HEADERS['received_at']} *", "2026-09-28 10:00")
    page.get_by_role("textbox", name=zh("Entered by"), exact=True).fill("李")
    visitor.press(zh("Submit"))
    entered = zh("Entered as submission {number}. Everybody now sees release {release}.")
    release = open_release(demo_copy)
    expect(
        page.get_by_text(entered.format(number=release.meta.submission_id, release=release.id))
    ).to_be_visible()
    assert ask(release, "service_requests", request="R-1").frame["state"].tolist() == ["received"]

    page = visitor.open("/service?request=R-1")
    page.get_by_text(zh("Respond"), exact=True).click()
    visitor.type_moment(HEADERS["responded_at"], "2026-09-29 09:00")
    page.get_by_role("textbox", name=zh("Entered by"), exact=True).first.fill("李")
    page.get_by_role("button", name=zh("Submit")).first.click()
    visitor.settle()
    expect(page.get_by_test_id("stMetric").first).to_contain_text(enum_label("state", "responded", "zh"))

    page.get_by_text(zh("Resolve"), exact=True).click()
    visitor.type_moment(HEADERS["resolved_at"], "2026-10-09 16:00")
    page.get_by_role("textbox", name=HEADERS["result"], exact=True).fill("已告知办法")
    page.get_by_role("textbox", name=HEADERS["satisfaction"], exact=True).fill("5")
    visitor.press(zh("Submit"))
    # 29 and 30 September, 8 and 9 October: the holiday from the 1st to the 7th does not count.
    expect(page.get_by_test_id("stMetric").nth(1)).to_contain_text("4 / 15")

    colleague.open("/service")
    after = colleague.headlines()
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert after[2] != before[2]
    page.get_by_role("button", name=zh("Undo")).click()
    visitor.settle()
    expect(page.get_by_test_id("stMetric").first).to_contain_text(enum_label("state", "responded", "zh"))


def test_the_annexes_as_word_documents_fill_what_was_vacant(visit_own, demo_copy, tmp_path):
    people = ("联络员", "职务", "联系电话")
    annexes = {
        "附件1 省内联系市地和企业总部分工（2026年11月1日）": [
            ("序号", "联系市地", "企业总部", *people),
            ("1", "菏泽市", "", "王示例", "科长", "000-0000-0001"),
            ("2", "", "示例建工集团有限公司", "赵示例", "科员", "000-0000-0003"),
        ],
        "附件2 省外分区域联系分工（2026年11月1日）": [
            ("序号", "区域", "省份", *people),
            ("1", "西北", "新疆维吾尔自治区", "李示例", "科长", "000-0000-0002"),
            ("2", "东北", "吉林省、黑龙江省", "李示例", "科长", "000-0000-0002"),
        ],
    }
    visitor = visit_own()
    visitor.open("/liaison?duty=city")
    before = visitor.headlines()
    assert [number.split()[-3:] for number in before[:3]] == [
        ["15", "/", "16"],
        ["11", "/", "24"],
        ["27", "/", "33"],
    ]
    for title, rows in annexes.items():
        file = tmp_path / f"{title[:3]}.docx"
        file.write_bytes(annex(title, rows))
        page = visitor.open("/data_intake")
        visitor.upload(file)
        page.get_by_role("button", name=zh("Import"), exact=True).click()
        visitor.settle()
        expect(page.get_by_test_id("stAlert").first).to_contain_text(open_release(demo_copy).id)
    visitor.open("/liaison?duty=city")
    assert [number.split()[-3:] for number in visitor.headlines()[:3]] == [
        ["16", "/", "16"],
        ["12", "/", "25"],
        ["30", "/", "33"],
    ]
    held = ask(open_release(demo_copy), "liaison_directory", province="650000").frame
    assert held["officer"].tolist() == ["李示例"]

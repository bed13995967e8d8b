"""Units to reconsider, where a reader meets them: the roster's page, a unit's file, the overview."""

from analysis.questions import ask
from analysis.warehouse import open_release


def _gravest(home, **chosen):
    return ask(open_release(home), "units_to_reconsider", **chosen).frame


def test_the_rosters_page_lists_them_with_reasons_and_ways_on(visit, demo_home):
    found = _gravest(demo_home)
    page = visit(demo_home, "key_units")
    assert not page.exception
    units = found["unit_id"].nunique()
    assert any(f"提请复核重点单位 {units} 家" in header.value for header in page.header)
    assert any("仅提示复核，不自动调整名单" in caption.value for caption in page.caption)
    listed = next(table.value for table in page.dataframe if "rule" in table.value.columns)
    assert listed["why"].tolist() == found["why"].tolist()
    assert (
        listed["rule"]
        .isin(["产值下降", "无在建项目", "诉求超时未办", "长期无活动", "辐射省份无人使用"])
        .all()
    )
    first = found.iloc[0]
    assert any(first["enterprise"] in text.value for text in page.markdown)


def test_the_roster_of_a_batch_and_a_day_lists_its_own(visit, demo_home):
    found = _gravest(demo_home, as_of="2025-09-30", batch=2)
    page = visit(demo_home, "key_units", as_of="2025-09-30", batch="2")
    listed = next(table.value for table in page.dataframe if "rule" in table.value.columns)
    assert listed["why"].tolist() == found["why"].tolist()
    assert set(listed["batch"]) == {2}


def test_english_says_it_in_english(visit, demo_home):
    page = visit(demo_home, "key_units", lang="en")
    assert not page.exception
    listed = next(table.value for table in page.dataframe if "rule" in table.value.columns)
    assert "Projects gone" in listed["rule"].tolist()
    assert any("never a removal" in caption.value for caption in page.caption)


def test_before_there_was_a_roster_nothing_is_to_be_reconsidered(visit, demo_home):
    page = visit(demo_home, "key_units", as_of="2021-03-09")
    assert not page.exception
    assert any("暂无提请复核的重点单位" in header.value for header in page.header)


def test_an_empty_home_has_none(visit, empty_home):
    page = visit(empty_home, "key_units")
    assert not page.exception
    assert not [table for table in page.dataframe if "rule" in table.value.columns]


def test_a_units_file_says_what_speaks_for_reconsidering_it(visit, demo_home):
    first = _gravest(demo_home).iloc[0]
    page = visit(demo_home, "key_unit", unit=first["unit_id"])
    assert not page.exception
    assert any("**提请复核的情形**" in text.value for text in page.markdown)


def test_a_units_file_says_that_nothing_does_and_one_that_left_says_nothing(visit, demo_home):
    units = ask(open_release(demo_home), "key_units").frame["unit_id"]
    fine = next(unit for unit in units if unit not in set(_gravest(demo_home)["unit_id"]))
    words = "从数据看，该单位暂无提请复核的情形。"
    assert any(text.value == words for text in visit(demo_home, "key_unit", unit=fine).markdown)
    left = visit(demo_home, "key_unit", unit="91379900DEMA0011XF-210000")
    assert not left.exception
    assert not {words, "**提请复核的情形**"} & {text.value for text in left.markdown}


def test_the_overview_names_the_gravest_and_leads_to_the_list(visit, demo_home):
    found = _gravest(demo_home)
    page = visit(demo_home)
    words = f"{found['unit_id'].nunique()} 家重点单位提请复核，首先是驻{found['province'].iloc[0]}的"
    assert any(words in text.value for text in page.markdown)

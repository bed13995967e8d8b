"""The operator's settings: what cannot be is refused, since every figure depends on it."""

from pathlib import Path

import pytest

from analysis.problems import Refused
from analysis.settings import CRITERIA, CriterionWeights, load_settings


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('home_province = "999999"', "setting_out_of_range"),
        ('home_province = "370100"', "setting_out_of_range"),
        ("upload_limit_mb = -1", "setting_out_of_range"),
        ("upload_limit_mb = true", "setting_unknown"),
        ("reach_weight = 1.5", "setting_out_of_range"),
        ("output_thresholds_yuan = [300, 100]", "setting_out_of_range"),
        ('output_thresholds_yuan = ["a"]', "setting_out_of_range"),
        ("reach_weight = true", "setting_unknown"),
        ("reconsider_output_fall = 0", "setting_out_of_range"),
        ("reconsider_output_fall = 1.2", "setting_out_of_range"),
        ("reconsider_project_months = -1", "setting_out_of_range"),
        ("reconsider_quiet_months = 0", "setting_out_of_range"),
        ("reconsider_late_requests = 0", "setting_out_of_range"),
        ("reconsider_reach_months = 121", "setting_out_of_range"),
        ("reconsider_reach_months = 1.5", "setting_unknown"),
        ("batch_seats = -1", "setting_out_of_range"),
        ("criterion_weights = 3", "setting_unknown"),
        ("criterion_weights = {colour = 3}", "setting_unknown"),
        ("criterion_weights = {record = -3}", "criterion_weight"),
        ("criterion_weights = {record = 1.5}", "criterion_weight"),
        (f"criterion_weights = {{{', '.join(f'{name} = 0' for name in CRITERIA)}}}", "criterion_weight"),
        ("homeprovince = 1", "setting_unknown"),
        ("service_resolution_days = -1", "setting_out_of_range"),
        ('service_limits = "x"', "setting_unknown"),
        ('[service_limits]\n"x" = [5, 1]', "setting_out_of_range"),
        ('[service_limits]\n"x" = 5', "setting_out_of_range"),
        ("backbone_share = 0", "setting_out_of_range"),
        ("viewers = 3", "setting_unknown"),
        ('[viewers]\nidentities = "none"', "setting_unknown"),
        ('[viewers]\nidentity = "everybody"', "setting_out_of_range"),
        ('[viewers]\nheader = "X Remote"', "setting_out_of_range"),
        ("[viewers]\nheader = 3", "setting_out_of_range"),
        ('[viewers]\nclaim = ""', "setting_out_of_range"),
        ('[viewers]\nnames = ["wang"]', "setting_out_of_range"),
        ('[viewers.names]\nwang = "owner"', "unknown_role"),
        ("[viewers.names]\nwang = true", "unknown_role"),
        ("x = [", "settings_unreadable"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, line: str, rule: str) -> None:
    (tmp_path / "settings.toml").write_text(line, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_settings(tmp_path)
    assert refused.value.rule == rule


def test_settings_of_another_province(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('home_province = "320000"\nreach_weight = 1\n', encoding="utf-8")
    assert load_settings(tmp_path).home_province == "320000"


def test_weights_that_are_not_named_keep_their_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[criterion_weights]\nrecord = 1\nyears = 0\n", encoding="utf-8")
    assert load_settings(tmp_path).criterion_weights == CriterionWeights(record=1, years=0)


def test_a_category_of_requests_may_have_its_own_limits(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[service_limits]\n"拖欠" = [1, 30]\n', encoding="utf-8")
    assert load_settings(tmp_path).service_limits == {"拖欠": [1, 30]}


def test_who_looks_is_named_with_a_role(tmp_path: Path) -> None:
    written = '[viewers]\nidentity = "header"\n[viewers.names]\nwang = "liaison"\n"张三" = "leader"\n'
    (tmp_path / "settings.toml").write_text(written, encoding="utf-8")
    viewers = load_settings(tmp_path).viewers
    assert (viewers.identity, viewers.header) == ("header", "X-Remote-User")
    assert viewers.names == {"wang": "liaison", "张三": "leader"}

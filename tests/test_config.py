"""The environment becomes settings, or one line that names the wrong variable."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from service import config


def test_an_empty_environment_gives_the_limits_of_the_contract() -> None:
    settings = config.load({})
    assert settings.max_json_bytes == 2_000_000
    assert settings.max_file_bytes == 5_000_000
    assert settings.max_rows == 5_000
    assert settings.max_paragraph == 20_000
    assert settings.templates is None and settings.catalogue is None


def test_every_setting_has_a_meaning() -> None:
    for field in fields(config.Settings):
        assert field.metadata["meaning"], field.name


def test_a_number_is_read_and_blanks_around_it_do_not_matter() -> None:
    assert config.load({"VANBAN_MAX_ROWS": " 100 "}).max_rows == 100


def test_a_blank_variable_is_as_good_as_none() -> None:
    assert config.load({"VANBAN_MAX_ROWS": " "}).max_rows == 5_000


def test_a_variable_without_the_prefix_is_not_ours() -> None:
    assert config.load({"MAX_ROWS": "7"}).max_rows == 5_000


@pytest.mark.parametrize("value", ["many", "1.5", "1e3", "0x10"])
def test_what_is_no_whole_number_is_named_in_one_line(value: str) -> None:
    with pytest.raises(config.WrongSetting) as caught:
        config.load({"VANBAN_MAX_ROWS": value})
    assert "VANBAN_MAX_ROWS" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"), [("MAX_ROWS", "0"), ("MAX_JSON_BYTES", "-1"), ("MAX_PARAGRAPH", "99")]
)
def test_a_number_below_its_least_value_is_refused(name: str, value: str) -> None:
    with pytest.raises(config.WrongSetting, match=f"VANBAN_{name}.*below"):
        config.load({f"VANBAN_{name}": value})


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(config.WrongSetting, match="VANBAN_TEMPLATES"):
        config.load({"VANBAN_TEMPLATES": str(tmp_path / "nowhere")})


def test_the_own_templates_of_an_office_are_looked_for_first(tmp_path: Path) -> None:
    own = config.load({"VANBAN_TEMPLATES": str(tmp_path)})
    ours = config.load({})
    assert own.template_folders == (tmp_path, *ours.template_folders)
    assert all(folder.is_dir() for folder in ours.template_folders)


def test_the_samples_are_where_the_settings_say() -> None:
    assert (config.load({}).samples / "commendation-decision.json").is_file()


def test_settings_cannot_be_changed_after_they_are_read() -> None:
    with pytest.raises(AttributeError):
        config.load({}).max_rows = 1  # type: ignore[misc]

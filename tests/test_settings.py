"""settings.json: what it holds, and that it survives."""

import codecs
import json
import os

import pytest

import workbook as wb
from workbook import settings
from workbook.words import problems as say

TEXTS = ("emergency", "crisis_line", "therapist_contact", "trusted_person", "therapist_label", "storage")
DECLARED = {*TEXTS, "followed", "own_words"}
UNSET = {**dict.fromkeys(TEXTS, ""), "followed": [], "own_words": []}
DAMAGED = [
    b"",
    b"{",
    b"\0" * 40,
    b"[]",
    b'{"followed": "calm"}',
    b'{"followed": [3]}',
    b'{"crisis_line": 7}',
    b'{"storage": "sometimes"}',
    b'{"crisis_line": "\xff"}',
]


def file_of(data):
    return data / "settings.json"


def put(data, blob):
    data.mkdir(mode=0o700)
    file_of(data).write_bytes(blob)


def kept(data):
    return sorted(data.glob("settings.json.kept-*"))


def test_settings_never_made_are_empty_and_nothing_is_written(data):
    assert settings.read() == UNSET
    assert not data.exists()


def test_the_file_holds_the_declared_settings_and_nothing_else(data):
    settings.save(followed=["calm", "worried"], crisis_line="the number on the fridge")
    held = json.loads(file_of(data).read_bytes())
    assert held == {**UNSET, "followed": ["calm", "worried"], "crisis_line": "the number on the fridge"}
    assert set(held) == DECLARED


def test_what_does_not_belong_there_does_not_stay(data):
    put(data, b'{"followed": ["calm"], "note": "words that are not a setting"}')
    assert set(settings.read()) == DECLARED
    settings.save(storage="saved")
    assert set(json.loads(file_of(data).read_bytes())) == DECLARED
    assert settings.read()["followed"] == ["calm"]


def test_a_change_leaves_the_other_settings_alone(data):
    settings.save(followed=["calm"], storage="drafts", trusted_person="the neighbour")
    settings.save(storage="nothing")
    assert settings.read() == {**UNSET, "followed": ["calm"], "storage": "nothing", "trusted_person": "the neighbour"}


def test_settings_come_back_as_typed(data):
    said = 'after "six", ask\nfor \u4f60\u597d \U0001f642 \u200f\u05e9\u05dc\u05d5\u05dd'
    settings.save(therapist_contact=said, own_words=["=1+1", "007"])
    assert settings.read()["therapist_contact"] == said
    assert settings.read()["own_words"] == ["=1+1", "007"]


def test_half_an_emoji_in_a_word_does_not_keep_settings_from_being_saved(data):
    settings.save(own_words=["glow\ud83d"])
    assert settings.read()["own_words"] == ["glow\ufffd"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_settings(data, mask):
    before = os.umask(mask)
    try:
        settings.save(storage="drafts")
    finally:
        os.umask(before)
    assert [data.stat().st_mode & 0o777, file_of(data).stat().st_mode & 0o777] == [0o700, 0o600]


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
def test_settings_others_could_read_are_private_after_the_next_change(data):
    put(data, b"{}")
    file_of(data).chmod(0o644)
    settings.save(storage="drafts")
    assert file_of(data).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("blob", DAMAGED)
def test_damaged_settings_read_as_empty_and_are_left_alone(data, blob):
    put(data, blob)
    before = file_of(data).stat().st_mtime_ns
    assert settings.read() == UNSET
    assert (file_of(data).read_bytes(), file_of(data).stat().st_mtime_ns) == (blob, before)
    assert [path.name for path in data.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("blob", DAMAGED[1:])
def test_damaged_settings_are_kept_byte_for_byte_before_new_ones_are_written(data, blob):
    put(data, blob)
    notes = settings.save(followed=["calm"])
    assert [path.read_bytes() for path in kept(data)] == [blob]
    assert notes == [say.SETTINGS_DAMAGED.format(kept=kept(data)[0].name)]
    assert settings.read() == {**UNSET, "followed": ["calm"]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_settings_saved_by_another_editor_are_not_lost(data, encoding):
    put(data, json.dumps({"crisis_line": "the number on the fridge"}).encode(encoding))
    assert file_of(data).read_bytes().startswith((codecs.BOM_UTF8, codecs.BOM_UTF16))
    settings.save(followed=["calm"])
    assert settings.read() == {**UNSET, "crisis_line": "the number on the fridge", "followed": ["calm"]}


@pytest.mark.parametrize("change", [{"storage": "sometimes"}, {"followed": "calm"}, {"note": "no setting"}])
def test_nothing_is_written_that_could_not_be_read_back(data, change):
    settings.save(followed=["calm"])
    before = file_of(data).read_bytes()
    with pytest.raises(ValueError):
        settings.save(**change)
    assert file_of(data).read_bytes() == before


def test_saving_what_is_there_already_writes_nothing(data):
    settings.save(storage="drafts")
    before = file_of(data).stat()
    assert settings.save(storage="drafts") == []
    after = file_of(data).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_choosing_to_keep_nothing_is_itself_kept(data):
    settings.save(storage="nothing")
    assert settings.read()["storage"] == "nothing"


def test_saving_an_entry_from_code_makes_no_settings(data):
    wb.save("feelings", {"feeling": "calm", "rating": 4})
    assert not file_of(data).exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_settings_that_are_a_link_stay_a_link(data, tmp_path):
    data.mkdir(mode=0o700)
    file_of(data).symlink_to(tmp_path / "elsewhere.json")
    settings.save(followed=["calm"])
    assert file_of(data).is_symlink()
    assert json.loads((tmp_path / "elsewhere.json").read_bytes())["followed"] == ["calm"]

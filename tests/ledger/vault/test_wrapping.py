"""The wrapping key and the file it is kept in."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.vault import VaultLocked, VaultMissing, VaultUnavailable, WrappingKey, wrapping_key_path
from ledger.vault.sealed import Altered


def test_the_environment_names_the_file_first() -> None:
    """DUTYBOOK_WRAPPING_KEY_FILE outranks the configuration folder."""
    environment = {"DUTYBOOK_WRAPPING_KEY_FILE": "/safe/key", "XDG_CONFIG_HOME": "/config"}

    assert wrapping_key_path(environment) == Path("/safe/key")


def test_the_configuration_folder_comes_next() -> None:
    """Without the variable, or with an empty one, the key lies in the configuration folder."""
    environment = {"DUTYBOOK_WRAPPING_KEY_FILE": "", "XDG_CONFIG_HOME": "/config"}

    assert wrapping_key_path(environment) == Path("/config/dutybook/wrapping.key")


@pytest.mark.parametrize("environment", [{}, {"XDG_CONFIG_HOME": ""}, {"XDG_CONFIG_HOME": "here"}])
def test_without_a_usable_folder_the_home_is_used(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unset, empty or relative XDG_CONFIG_HOME means ~/.config."""
    monkeypatch.setenv("HOME", "/home/leader")

    assert wrapping_key_path(environment) == Path("/home/leader/.config/dutybook/wrapping.key")


def test_a_new_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    """The file is made with mode 0600 in a folder of mode 0700, whatever the umask."""
    path = tmp_path / "dutybook" / "wrapping.key"
    before = os.umask(0)
    try:
        WrappingKey.read_or_create(path)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_key_that_exists_is_never_replaced(tmp_path: Path) -> None:
    """Asking twice gives the same key."""
    path = tmp_path / "wrapping.key"

    assert WrappingKey.read_or_create(path).id == WrappingKey.read_or_create(path).id


def test_a_key_read_back_unwraps_what_the_first_wrapped(tmp_path: Path) -> None:
    """The file holds the whole key."""
    path = tmp_path / "wrapping.key"
    wrapped = WrappingKey.read_or_create(path).wrap(b"k" * 32, "some", "context")

    assert WrappingKey.read(path).unwrap(wrapped, "some", "context") == b"k" * 32


def test_a_wrapped_key_does_not_unwrap_elsewhere(wrapping_key: WrappingKey) -> None:
    """Another context, or another wrapping key, unwraps nothing."""
    wrapped = wrapping_key.wrap(b"k" * 32, "subject", "purpose")

    with pytest.raises(Altered):
        wrapping_key.unwrap(wrapped, "other", "purpose")
    with pytest.raises(Altered):
        WrappingKey.generate().unwrap(wrapped, "subject", "purpose")


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    """However many processes make the file at once, all of them hold the key it keeps."""
    path = tmp_path / "wrapping.key"
    program = (
        "import sys; from pathlib import Path; from ledger.vault import WrappingKey\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(WrappingKey.read_or_create(Path(sys.argv[1])).id)"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for maker in makers:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "ready\n"
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    ids = {maker.communicate()[0].strip() for maker in makers}

    assert ids == {WrappingKey.read(path).id}
    assert list(tmp_path.iterdir()) == [path]


def test_an_absent_key_is_named(tmp_path: Path) -> None:
    """The sentence names the file that is looked for and the variable that can say otherwise."""
    with pytest.raises(VaultMissing, match=r"absent.*DUTYBOOK_WRAPPING_KEY_FILE.*\.$") as missing:
        WrappingKey.read(tmp_path / "wrapping.key")

    assert str(tmp_path / "wrapping.key") in str(missing.value)
    assert str(tmp_path / "wrapping.key") in missing.value.zh


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"dutybook-wrapping-key.v1.short\n", b"x" * 100, b"\0" * 32]
)
def test_a_file_without_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """Bytes that are no wrapping key are refused without being shown."""
    path = tmp_path / "wrapping.key"
    path.write_bytes(content)

    with pytest.raises(VaultLocked, match=r"holds no wrapping key"):
        WrappingKey.read(path)


def test_a_folder_in_the_place_of_the_key_is_refused(tmp_path: Path) -> None:
    """What cannot be read at all is said in one sentence as well."""
    with pytest.raises(VaultLocked, match=r"cannot be read"):
        WrappingKey.read(tmp_path)


def test_a_key_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    """Where the folder cannot be made, nothing is made and one sentence says so."""
    (tmp_path / "config").write_text("a file where a folder should be")

    with pytest.raises(VaultUnavailable, match=r"cannot be created"):
        WrappingKey.read_or_create(tmp_path / "config" / "wrapping.key")


def test_the_secret_does_not_show(tmp_path: Path) -> None:
    """Neither the repr nor the id of a key holds any part of what its file keeps."""
    path = tmp_path / "wrapping.key"
    key = WrappingKey.read_or_create(path)
    secret = path.read_text().strip().removeprefix("dutybook-wrapping-key.v1.")

    assert secret not in repr(key)
    assert key.id in repr(key)
    assert len(key.id) == 16


def test_a_key_of_another_length_is_refused() -> None:
    """Only 256-bit keys are wrapping keys."""
    with pytest.raises(ValueError, match="32 bytes"):
        WrappingKey(b"short")

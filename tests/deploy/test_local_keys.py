"""The secrets of a local run: made once, kept, and for their owner only."""

from pathlib import Path

from pydantic import SecretStr

from deploy.issuer import create_issuer
from deploy.local.keys import kept_keys, write_private
from shared.settings import key_bytes


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = kept_keys(tmp_path / "keys")
    assert kept_keys(tmp_path / "keys") == first
    assert len({first.master_key, first.index_key, first.database_password}) == 3


def test_only_their_owner_reads_them(tmp_path: Path) -> None:
    keys = kept_keys(tmp_path / "keys")
    create_issuer("http://127.0.0.1:8000/issuer", "sius", "local", folder=keys.folder)
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    files = sorted(keys.folder.iterdir())
    assert [file.name for file in files] == ["database-password", "index-key", "issuer-key.pem", "master-key"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_the_keys_are_such_as_the_services_take(tmp_path: Path) -> None:
    keys = kept_keys(tmp_path)
    assert len(key_bytes(SecretStr(keys.master_key))) == len(key_bytes(SecretStr(keys.index_key))) == 32


def test_a_half_written_secret_of_a_killed_start_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "token.new").write_text("half")
    write_private(tmp_path / "token", "whole")
    assert (tmp_path / "token").read_text() == "whole"
    assert [file.name for file in tmp_path.iterdir()] == ["token"]

"""Personal fields and their keys: what is personal enters a ledger sealed, or not at all.

Each data subject has one random key for each purpose. The keys lie in a key store beside the
ledger, wrapped by a key that lies outside both, so that destroying a key erases what was sealed
under it while no stored byte of the ledger changes.

    vault = Vault.open(path, create=True)
    sealed = vault.seal("13800138000", event_type="call.offered", field="caller", subject=..., ...)
    vault.settle()      # before the event that holds `sealed` is appended
"""

from ledger.vault.errors import (
    KeyUnusable,
    NotText,
    Unsealable,
    VaultError,
    VaultLocked,
    VaultMissing,
    VaultUnavailable,
)
from ledger.vault.sealed import is_sealed
from ledger.vault.vault import KeyVault, NoVault, Vault, key_store_path
from ledger.vault.wrapping import WrappingKey, wrapping_key_path

__all__ = [
    "KeyUnusable",
    "KeyVault",
    "NoVault",
    "NotText",
    "Unsealable",
    "Vault",
    "VaultError",
    "VaultLocked",
    "VaultMissing",
    "VaultUnavailable",
    "WrappingKey",
    "is_sealed",
    "key_store_path",
    "wrapping_key_path",
]

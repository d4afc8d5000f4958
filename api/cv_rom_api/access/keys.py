"""API keys as text: `cvrom_PREFIX_SECRET`. The prefix names a key, the secret is shown once.

The secret is 256 random bits, which nobody can guess or look up in a table: unlike a password it needs no salt and
no slow hash, so that a key can be checked with each request. SHA-256 is what is stored.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest

_PREFIX_BYTES = 5
_SECRET_BYTES = 32
_KEY = re.compile(r"(cvrom_[0-9a-f]{10})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class NewKey:
    """A key that was just made; `text` is for its owner alone and is not kept."""

    prefix: str
    text: str = field(repr=False)

    @property
    def hash(self) -> str:
        """What is kept of it."""
        return hash_of(self.text)


def new_key() -> NewKey:
    """A key that nobody can guess."""
    prefix = f"cvrom_{secrets.token_hex(_PREFIX_BYTES)}"
    return NewKey(prefix, f"{prefix}_{secrets.token_urlsafe(_SECRET_BYTES)}")


def new_session_token() -> str:
    """What a browser keeps instead of the key, as hard to guess."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def prefix_of(text: str) -> str | None:
    """The prefix of what looks like a key, else None."""
    match = _KEY.fullmatch(text)
    return None if match is None else match[1]


def hash_of(text: str) -> str:
    """SHA-256 of a key or of a session's token."""
    return sha256(text.encode()).hexdigest()


def matches(text: str, key_hash: str) -> bool:
    """Whether a key is the one with this hash; takes as long whether it is or not."""
    return compare_digest(hash_of(text), key_hash)

"""The chip's side of both ways in: basic access control and PACE with generic mapping."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from devices.travel_document import Can, MrzKey, Password, PasswordKind, bac, pace, tlv
from devices.travel_document.agreement import Half
from devices.travel_document.apdu import OK, Answer, Command
from devices.travel_document.card_access import PaceVariant
from devices.travel_document.ciphers import FOR_PASSWORDS, derived_key, encrypted
from devices.travel_document.curves import Point, mapped_generator, multiple
from devices.travel_document.errors import Malformed
from devices.travel_document.messaging import SecureMessaging
from devices.travel_document.passwords import REFERENCES, pace_secret

WRONG, UNKNOWN_REFERENCE, WRONG_DATA, WRONG_ORDER = 0x6300, 0x6A88, 0x6A80, 0x6985


def status(number: int) -> Answer:
    return Answer(b"", number)


class ZoneAccess:
    """Basic access control: a challenge, then a token made with the keys of the zone."""

    def __init__(self, key: MrzKey) -> None:
        self._keys = bac.access_keys(key)
        self._challenge: bytes | None = None
        self.messaging: SecureMessaging | None = None

    def challenge(self) -> Answer:
        self._challenge = secrets.token_bytes(bac.NONCE_SIZE)
        return Answer(self._challenge, OK)

    def authenticate(self, command: Command) -> Answer:
        challenge, self._challenge = self._challenge, None
        if challenge is None:
            return status(WRONG_ORDER)
        try:
            plain = bac.unsealed(self._keys, command.data)
        except Malformed:
            return status(WRONG)
        reader, repeated, reader_key = plain[:8], plain[8:16], plain[16:]
        if repeated != challenge:
            return status(WRONG)
        own = secrets.token_bytes(bac.KEY_SIZE)
        self.messaging = bac.session(reader_key, own, challenge, reader)
        return Answer(bac.sealed(self._keys, challenge + reader + own), OK)


@dataclass(slots=True)
class _Progress:
    """How far an attempt got; every step needs what the one before left."""

    variant: PaceVariant
    password: Password = field(repr=False)
    nonce: bytes | None = field(default=None, repr=False)
    generator: Point | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    points: tuple[Point, Point] | None = field(default=None, repr=False)


class PaceAccess:
    """PACE: a sealed nonce, a mapped generator, a secret, two proofs."""

    def __init__(self, zone: MrzKey, can: Can | None, variants: tuple[PaceVariant, ...]) -> None:
        self._passwords: dict[int, Password] = {REFERENCES[PasswordKind.MRZ]: zone}
        if can is not None:
            self._passwords[REFERENCES[PasswordKind.CAN]] = can
        self._variants = variants
        self._progress: _Progress | None = None
        self.messaging: SecureMessaging | None = None

    def choose(self, command: Command) -> Answer:
        """Hear which method, password and curve the reader wants; all three must be named."""
        self._progress = None
        objects = tlv.parse(command.data)
        reference = int.from_bytes(tlv.need(objects, pace.REFERENCE), "big")
        number = int.from_bytes(tlv.need(objects, pace.PARAMETERS), "big")
        wanted = (tlv.need(objects, pace.METHOD), number)
        chosen = next((v for v in self._variants if (v.oid, v.curve.number) == wanted), None)
        if chosen is None:
            return status(WRONG_DATA)
        if reference not in self._passwords:
            return status(UNKNOWN_REFERENCE)
        self._progress = _Progress(chosen, self._passwords[reference])
        return status(OK)

    def authenticate(self, command: Command) -> Answer:
        """Go one step on; anything out of order begins anew."""
        progress, self._progress = self._progress, None
        if progress is None:
            return status(WRONG_ORDER)
        objects = tlv.parse(tlv.only(command.data, pace.DYNAMIC))
        if progress.nonce is None:
            answer = self._nonce(progress)
        elif progress.generator is None:
            answer = self._map(progress, progress.nonce, tlv.need(objects, pace.MAP))
        elif progress.points is None:
            answer = self._agree(progress, progress.generator, tlv.need(objects, pace.KEY))
        else:
            return self._prove(progress, progress.points, tlv.need(objects, pace.TOKEN))
        self._progress = progress
        return answer

    def _nonce(self, progress: _Progress) -> Answer:
        suite = progress.variant.suite
        progress.nonce = secrets.token_bytes(16)
        key = derived_key(suite, pace_secret(progress.password), FOR_PASSWORDS)
        return _said(pace.NONCE, encrypted(suite, key, progress.nonce))

    def _map(self, progress: _Progress, nonce: bytes, said: bytes) -> Answer:
        curve = progress.variant.curve
        scalar = 1 + secrets.randbelow(curve.n - 1)
        number = int.from_bytes(nonce, "big")
        progress.generator = mapped_generator(curve, number, scalar, curve.decoded(said))
        return _said(pace.MAPPED, curve.encoded(multiple(curve, scalar, curve.generator)))

    def _agree(self, progress: _Progress, generator: Point, said: bytes) -> Answer:
        curve = progress.variant.curve
        half = Half(curve, 1 + secrets.randbelow(curve.n - 1))
        point, other = half.public(generator), curve.decoded(said)
        progress.secret = half.secret(other)
        progress.points = point, other
        return _said(pace.KEYED, curve.encoded(point))

    def _prove(self, progress: _Progress, points: tuple[Point, Point], said: bytes) -> Answer:
        secret = progress.secret or b""
        own, other = points
        if not hmac.compare_digest(said, pace.token(progress.variant, secret, own)):
            return status(WRONG)
        self.messaging = SecureMessaging(progress.variant.suite, secret)
        return _said(pace.TOKENED, pace.token(progress.variant, secret, other))


def _said(tag: int, value: bytes) -> Answer:
    return Answer(tlv.encode(pace.DYNAMIC, tlv.encode(tag, value)), OK)

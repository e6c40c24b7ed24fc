"""A virtual Personalausweis: PIN, CAN and PUK with their counters, PACE, and what comes after it.

Behaves as BSI TR-03110-2 says; all cryptography is libeac's. Nothing personal is read without a
certificate (`terminal_rights`), as with the real one.
"""

from __future__ import annotations

from tests.support.card_files import CARD_ACCESS, DIRECTORY, EID_AID, ICAO_AID
from tests.support.libeac import Eac, EacError, Secret
from tests.support.persons import ERIKA, Person
from tests.support.secured_card import NOT_SUPPORTED, OK, Command, SecuredCard
from tests.support.terminal_rights import Issued, TerminalRights
from tests.support.tlv import find, parse, tlv

CAN, PUK = b"500540", b"9876543210"
NOT_FOUND, NOT_ALLOWED, WRONG_ORDER = b"\x6a\x82", b"\x69\x82", b"\x69\x85"
WRONG_SECRET, NO_TRIES_LEFT, WRONG_OFFSET = b"\x63\x00", b"\x69\x84", b"\x6b\x00"
NO_SUCH_SECRET = b"\x6a\x88"
DEACTIVATED = b"\x62\x83"
TRIES, PUK_USES = 3, 10
_CHUNK = 223
_CARD_SECURITY = 0x1D
_NAMES = {0x1C: CARD_ACCESS, 0x1E: DIRECTORY}
_FILES = {b"\x01\x1c": 0x1C, b"\x01\x1d": _CARD_SECURITY, b"\x2f\x00": 0x1E}


class PersonalCard(SecuredCard):
    """A card; `history` tells what was done with it, never a secret.

    Args:
        pin: five digits are the transport PIN.
        tries: how often the PIN may still be wrong; with 1 the CAN is asked for first, with 0
            only the PUK helps.
        deactivated: the online function is switched off.
        puk_uses: how often the PUK may still be used.
        issued: by whom, for cards that are read; without it there is only PIN management.
    """

    def __init__(
        self,
        person: Person = ERIKA,
        *,
        pin: bytes = b"123456",
        can: bytes = CAN,
        puk: bytes = PUK,
        tries: int = TRIES,
        deactivated: bool = False,
        puk_uses: int = PUK_USES,
        issued: Issued | None = None,
    ) -> None:
        super().__init__()
        self.history: list[str] = []
        self.tries, self.puk_uses, self.deactivated = tries, puk_uses, deactivated
        self.secrets = {Secret.CAN: can, Secret.PIN: pin, Secret.PUK: puk}
        self._groups = person.data_groups()
        self._issued = issued
        self.reset()

    @property
    def pin(self) -> bytes:
        return self.secrets[Secret.PIN]

    def reset(self) -> None:
        super().reset()
        self._pace: _Pace | None = None
        self._proven: Secret | None = None
        self._can_before = False
        self._file = 0
        self._rights: TerminalRights | None = None

    def command(self, command: Command) -> bytes:
        match command.ins:
            case 0xA4:
                return self._select(command)
            case 0xB0:
                return self._read(command)
            case 0x22 if command.parameters == 0xC1A4:
                return self._begin_pace(command)
            case 0x86 if self._pace is not None:
                return self._go_on_with_pace(self._pace, command)
            case 0x2C:
                return self._reset_retry_counter(command)
            case _ if self._rights is not None:
                return self._rights.command(self, command)
        return NOT_SUPPORTED

    def _select(self, command: Command) -> bytes:
        if command.p1 == 4:
            return OK if command.data in (EID_AID, ICAO_AID) else NOT_FOUND
        if command.data in (b"", b"\x3f\x00"):
            self._file = 0
            return OK
        self._file = _FILES.get(command.data, 0)
        return OK if self._file else NOT_FOUND

    def _read(self, command: Command) -> bytes:
        offset = command.parameters
        if command.p1 & 0x80:
            self._file, offset = command.p1 & 0x1F, command.p2
        content = self._content(self._file)
        if isinstance(content, int):
            return content.to_bytes(2, "big")
        if offset >= len(content):
            return WRONG_OFFSET
        return content[offset : offset + min(command.expected, _CHUNK)] + OK

    def _content(self, number: int) -> bytes | int:
        """Return the file, or the status that says why not."""
        if number in _NAMES:
            return _NAMES[number]
        rights = self._rights
        if rights is None or number == 0:
            return int.from_bytes(NOT_ALLOWED, "big")
        if number == _CARD_SECURITY:
            return rights.card_security() or int.from_bytes(NOT_ALLOWED, "big")
        if not rights.may_read(number):
            return int.from_bytes(NOT_ALLOWED, "big")
        self.history.append(f"DG{number} read")
        return self._groups.get(number, int.from_bytes(NOT_FOUND, "big"))

    def _pin_status(self) -> bytes:
        if self.deactivated:
            return DEACTIVATED
        return OK if self.tries == TRIES else bytes([0x63, 0xC0 | self.tries])

    def _begin_pace(self, command: Command) -> bytes:
        if not command.data:
            return OK  # AusweisApp takes its leave
        objects = dict(parse(command.data))
        kind = next((kind for kind in self.secrets if objects.get(0x83) == bytes([kind])), None)
        if kind is None:
            return NO_SUCH_SECRET
        self._pace = _Pace(kind, self.secrets[kind], objects.get(0x7F4C))
        return self._pin_status() if kind is Secret.PIN else OK

    def _go_on_with_pace(self, pace: _Pace, command: Command) -> bytes:
        if pace.kind is Secret.PIN and pace.step == 0:
            resumed = self.tries > 1 or self._can_before
            if self.deactivated or self.tries == 0 or not resumed:
                return WRONG_ORDER
            self.tries -= 1
        try:
            said = pace.go_on(find(command.data, 0x7C) or b"")
        except (EacError, KeyError):
            said = None
        if said is None:
            return self._refuse(pace)
        if pace.done:
            said += self._accept(pace)
        return tlv(0x7C, said) + OK

    def _refuse(self, pace: _Pace) -> bytes:
        self._pace = self._proven = None
        self.history.append(f"{pace.kind.name} wrong")
        return self._pin_status() if pace.kind is Secret.PIN else WRONG_SECRET

    def _accept(self, pace: _Pace) -> bytes:
        """Take the rights that the secret gives; return what else is to be said."""
        self._pace, self._proven = None, pace.kind
        self.history.append(f"{pace.kind.name} right")
        if pace.kind is Secret.CAN:
            self._can_before = True
        if pace.kind is Secret.PIN:
            self.tries = TRIES
        self.afterwards(lambda: self._speak(pace))
        if self._issued is None or pace.rights is None:
            return b""
        self._rights = TerminalRights(self._issued, pace.eac, pace.own_key, pace.rights)
        return tlv(0x87, self._issued.root)

    def _speak(self, pace: _Pace) -> None:
        pace.eac.speak_pace()
        self.channel = pace.eac

    def _reset_retry_counter(self, command: Command) -> bytes:
        match command.parameters, self._proven:
            case 0x0203, Secret.PIN:
                self.secrets[Secret.PIN] = command.data
                self.history.append("PIN changed")
            case 0x0303, Secret.PUK:
                if self.puk_uses == 0:
                    return NO_TRIES_LEFT
                self.puk_uses -= 1
                self.history.append("PIN unblocked")
            case _:
                return NOT_ALLOWED
        self.tries = TRIES
        return OK


class _Pace:
    """One run of PACE, the card's end.

    Args:
        rights: what the terminal asks for (CHAT), or None.
    """

    def __init__(self, kind: Secret, secret: bytes, rights: bytes | None) -> None:
        self.kind, self.rights = kind, rights
        self.step, self.done = 0, False
        self.own_key = b""
        self.eac = Eac(CARD_ACCESS)
        self.eac.know(secret, kind)

    def go_on(self, said: bytes) -> bytes | None:
        """Return what to say next; None when the other end does not know the secret."""
        objects = dict(parse(said))
        self.step += 1
        match self.step:
            case 1:
                return tlv(0x80, self.eac.encrypted_nonce())
            case 2:
                mapping = self.eac.mapping()
                self.eac.map(objects[0x81])
                return tlv(0x82, mapping)
            case 3:
                self.own_key, self._theirs = self.eac.ephemeral(), objects[0x83]
                self.eac.agree(self._theirs)
                return tlv(0x84, self.own_key)
        token = self.eac.token(self._theirs)
        self.done = self.eac.is_token(objects[0x85])
        return tlv(0x86, token) if self.done else None

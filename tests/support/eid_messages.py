"""What an eID server and AusweisApp write to each other (TR-03124-1, TR-03112-7): XML."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4
from xml.etree import ElementTree

OK = "http://www.bsi.bund.de/ecard/api/1.1/resultmajor#ok"
ERROR = "http://www.bsi.bund.de/ecard/api/1.1/resultmajor#error"
MINOR = "http://www.bsi.bund.de/ecard/api/1.1/resultminor"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TECH = 'xmlns="urn:iso:std:iso-iec:24727:tech:schema"'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


class Said:
    """A message of AusweisApp."""

    def __init__(self, text: bytes) -> None:
        self._root = ElementTree.fromstring(text)
        body = next(each for each in self._root if _local(each) == "Body")
        self.kind = _local(body[0])
        self.types = {
            value for each in self._root.iter() for name, value in each.items() if "type" in name
        }

    def all(self, name: str) -> list[str]:
        """Return the texts of all elements of this name."""
        found = (each for each in self._root.iter() if _local(each) == name)
        return [each.text or "" for each in found]

    def one(self, name: str) -> str:
        """Return the text of the first such element, or nothing."""
        return next(iter(self.all(name)), "")

    def octets(self, name: str) -> bytes:
        return bytes.fromhex(self.one(name))

    def is_a(self, kind: str) -> bool:
        return any(kind in each for each in self.types)


def token(base: str, session: str) -> str:
    """Return the TcToken: where AusweisApp goes, and where the citizen goes on."""
    parts = {
        "ServerAddress": f"{base}/paos",
        "SessionIdentifier": session,
        "RefreshAddress": f"{base}/done?session={session}",
        "CommunicationErrorAddress": f"{base}/error?session={session}",
        "Binding": "urn:liberty:paos:2006-08",
    }
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in parts.items())
    return f"{_XML}<TCTokenType>{inner}</TCTokenType>"


def envelope(body: str, answers: str) -> str:
    """Put a message around a body, as the answer to the message of this name."""
    return (
        f'{_XML}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
        '<soap:Header><sb:Correlation xmlns:sb="http://urn:liberty:sb:2003-08" '
        f'messageID="{uuid4()}" refToMessageID="{answers}"/></soap:Header>'
        f"<soap:Body>{body}</soap:Body></soap:Envelope>"
    )


def authenticate(kind: str, parts: Iterable[tuple[str, bytes | str]]) -> str:
    """Return DIDAuthenticate with these parts, octets as hexadecimal digits."""
    inner = "".join(
        f"<{name}>{value if isinstance(value, str) else value.hex()}</{name}>"
        for name, value in parts
    )
    return (
        f'<DIDAuthenticate {_TECH}><ConnectionHandle {_XSI} xsi:type="ConnectionHandle">'
        "<SlotHandle>00</SlotHandle></ConnectionHandle><DIDName>PIN</DIDName>"
        f'<AuthenticationProtocolData Protocol="urn:oid:1.3.162.15480.3.0.14.2" {_XSI} '
        f'xsi:type="{kind}">{inner}</AuthenticationProtocolData></DIDAuthenticate>'
    )


def transmit(commands: Iterable[bytes]) -> str:
    """Return commands to the card, all in one."""
    inner = "".join(
        f"<InputAPDUInfo><InputAPDU>{each.hex()}</InputAPDU></InputAPDUInfo>" for each in commands
    )
    return f"<Transmit {_TECH}><SlotHandle>00</SlotHandle>{inner}</Transmit>"


def end(minor: str = "", message: str = "") -> str:
    """Return the last message: all is well, or why not."""
    result = f"<ResultMajor>{ERROR if minor else OK}</ResultMajor>"
    if minor:
        result += f"<ResultMinor>{minor}</ResultMinor><ResultMessage>{message}</ResultMessage>"
    return (
        f'<StartPAOSResponse Profile="http://www.bsi.bund.de/ecard/api/1.1" {_TECH}>'
        f'<Result xmlns="urn:oasis:names:tc:dss:1.0:core:schema">{result}</Result>'
        "</StartPAOSResponse>"
    )


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]

"""The worked examples of ICAO Doc 9303-11, byte for byte: appendix D (BAC) and G.1 (PACE)."""

from __future__ import annotations

import asyncio

from devices.travel_document import MrzKey, bac, ciphers, files, mrz, passwords
from devices.travel_document.apdu import Command
from devices.travel_document.card_access import PaceVariant
from devices.travel_document.ciphers import AES128, TDES, derived_key
from devices.travel_document.curves import CURVES
from devices.travel_document.link import Link
from devices.travel_document.pace import open_with_pace
from tests.devices.travel_documents import ScriptedChip

APPENDIX_D = (
    ("0084000008", "4608F919887022129000"),
    (
        "0082000028"
        "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A7"
        "28",
        "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000",
    ),
    (
        "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800",
        "990290008E08FA855A5D4C50A8ED9000",
    ),
    (
        "0CB000000D9701048E08ED6705417E96BA5500",
        "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
    ),
    (
        "0CB000040D9701128E082EA28A70F3C7B53500",
        "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000",
    ),
)
APPENDIX_G1 = (
    ("0022C1A412800A04007F0007020204020283010184010D", "9000"),
    ("10860000027C0000", "7C12801095A3A016522EE98D01E76CB6B98B42C39000"),
    (
        "10860000457C43814104"
        "7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E"
        "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00",
        "7C43824104"
        "824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57"
        "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C549000",
    ),
    (
        "10860000457C43834104"
        "2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C"
        "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB3646200",
        "7C43844104"
        "9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"
        "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F0949000",
    ),
    ("008600000C7C0A8508C2B0BD78D94BA86600", "7C0A86083ABB9674BCE93C089000"),
)


def test_the_zone_of_appendix_d_gives_its_keys() -> None:
    key = MrzKey("L898902C", "690806", "940623")
    assert passwords.zone_information(key) == b"L898902C<369080619406236"
    seed = passwords.zone_seed(key)[:16]
    assert seed.hex().upper() == "239AB9CB282DAF66231DC5A4DF6BFBAE"
    assert derived_key(TDES, seed, 1).hex().upper() == "AB94FDECF2674FDFB9B391F85D7F76F2"
    assert derived_key(TDES, seed, 2).hex().upper() == "7962D9ECE03D1ACD4C76089DCE131543"


def test_the_long_document_number_of_appendix_d_goes_into_the_key_whole() -> None:
    zone = mrz.parse(
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\n"
        "STEVENSON<<PETER<JOHN<<<<<<<<<"
    )
    assert passwords.zone_information(zone.key) == b"D23145890734934071279507122"


async def _appendix_d() -> tuple[bytes, bytes]:
    link = Link(ScriptedChip(iter(APPENDIX_D)))
    drawn = iter(("781723860C06C226", "0B795240CB7049B01C19B33E32804F0B"))
    key = MrzKey("L898902C", "690806", "940623")
    await bac.open_with_zone(link, key, lambda _: bytes.fromhex(next(drawn)))
    await link.send(Command(files.SELECT, 2, 0x0C, bytes.fromhex("011E")))
    first = await link.send(Command(files.READ, 0, 0, expected=4))
    rest = await link.send(Command(files.READ, 0, 4, expected=0x12))
    return first.data, rest.data


def test_basic_access_control_is_that_of_appendix_d() -> None:
    first, rest = asyncio.run(_appendix_d())
    assert first.hex().upper() == "60145F01"
    assert rest.hex().upper() == "04303130365F36063034303030305C026175"


async def _appendix_g() -> None:
    # Of the two points that a side may send, ours has an even y; so do those of the example.
    link = Link(ScriptedChip(iter(APPENDIX_G1)))
    drawn = iter(
        (
            "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99",
            "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595",
        )
    )
    variant = PaceVariant(bytes.fromhex("04007F00070202040202"), AES128, CURVES[13])
    # The zone of the example: T22000129, 640812, 101031.
    key = MrzKey("T22000129", "640812", "101031")
    await open_with_pace(link, key, variant, lambda _: int(next(drawn), 16) - 1)
    assert link.messaging is not None


def test_pace_is_that_of_appendix_g() -> None:
    asyncio.run(_appendix_g())


def test_the_secret_of_appendix_g_gives_its_session_keys() -> None:
    secret = bytes.fromhex("28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925")
    assert derived_key(AES128, secret, ciphers.FOR_ENCRYPTION).hex().upper() == (
        "F5F0E35C0D7161EE6724EE513A0D9A7F"
    )
    assert derived_key(AES128, secret, ciphers.FOR_CHECKSUMS).hex().upper() == (
        "FE251C7858B356B24514B3BD5F4297D1"
    )

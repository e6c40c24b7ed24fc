"""The elliptic curves of travel documents and points on them: the door to `ecdsa`.

Numbers of the curves: ICAO Doc 9303-11, table 4 (standardized domain parameters). `ecdsa` is not
constant in time; every secret that it multiplies with here is used once and thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass

import ecdsa.curves
from ecdsa.ecdsa import Public_key, Signature
from ecdsa.ellipticcurve import INFINITY, CurveFp, PointJacobi

from devices.travel_document.errors import Malformed

Point = tuple[int, int]
_UNCOMPRESSED = 4


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b modulo p, with a generator of order n; `number` is that of 9303-11."""

    name: str
    oid: str
    number: int
    p: int
    a: int
    b: int
    generator: Point
    n: int

    @property
    def size(self) -> int:
        """How many bytes a coordinate has."""
        return (self.p.bit_length() + 7) // 8

    def holds(self, point: Point) -> bool:
        x, y = point
        return (
            0 <= x < self.p
            and 0 <= y < self.p
            and ((x * x + self.a) * x + self.b - y * y) % self.p == 0
        )

    def encoded(self, point: Point) -> bytes:
        return bytes([_UNCOMPRESSED]) + b"".join(each.to_bytes(self.size, "big") for each in point)

    def decoded(self, data: bytes) -> Point:
        """Return the point of an uncompressed encoding; raises Malformed if it is not on the curve.

        All these curves have cofactor 1: a point on the curve has the full order.
        """
        if len(data) != 1 + 2 * self.size or data[0] != _UNCOMPRESSED:
            raise Malformed("a point has another form")
        point = (
            int.from_bytes(data[1 : 1 + self.size], "big"),
            int.from_bytes(data[1 + self.size :], "big"),
        )
        if not self.holds(point):
            raise Malformed("a point is not on its curve")
        return point

    def with_even_y(self, x: int) -> Point:
        """Return one of the two points with this x; p must be 3 modulo 4."""
        y = pow((x * x + self.a) * x + self.b, (self.p + 1) // 4, self.p)
        return x, y if y % 2 == 0 else self.p - y


_LIBRARY = {
    8: ecdsa.curves.NIST192p,
    9: ecdsa.curves.BRAINPOOLP192r1,
    10: ecdsa.curves.NIST224p,
    11: ecdsa.curves.BRAINPOOLP224r1,
    12: ecdsa.curves.NIST256p,
    13: ecdsa.curves.BRAINPOOLP256r1,
    14: ecdsa.curves.BRAINPOOLP320r1,
    15: ecdsa.curves.NIST384p,
    16: ecdsa.curves.BRAINPOOLP384r1,
    17: ecdsa.curves.BRAINPOOLP512r1,
    18: ecdsa.curves.NIST521p,
}


def _curve(number: int) -> Curve:
    known = _LIBRARY[number]
    p = int(known.curve.p())
    return Curve(
        name=str(known.openssl_name),
        oid=".".join(map(str, known.oid)),
        number=number,
        p=p,
        a=int(known.curve.a()) % p,
        b=int(known.curve.b()) % p,
        generator=(int(known.generator.x()), int(known.generator.y())),
        n=int(known.order),
    )


CURVES = {number: _curve(number) for number in _LIBRARY}
BY_OID = {curve.oid: curve for curve in CURVES.values()}


def multiple(curve: Curve, scalar: int, point: Point) -> Point:
    """Return scalar · point; raises Malformed for the point at infinity."""
    if point == curve.generator:
        return _plain(_LIBRARY[curve.number].generator * scalar)
    return _plain(_jacobi(curve, point) * scalar)


def mapped_generator(curve: Curve, nonce: int, scalar: int, point: Point) -> Point:
    """Return nonce · G + scalar · point, the generator of generic mapping (9303-11, 4.4.3.3.1)."""
    generator = _LIBRARY[curve.number].generator
    return _plain(_jacobi(curve, point).mul_add(scalar % curve.n, generator, nonce % curve.n))


def signature_fits(curve: Curve, key: Point, digest: bytes, r: int, s: int) -> bool:
    """Check ECDSA (FIPS 186-5, 6.4.2) on a curve that the faster library does not know."""
    generator = _LIBRARY[curve.number].generator
    number = int.from_bytes(digest, "big") >> max(0, len(digest) * 8 - curve.n.bit_length())
    public = Public_key(generator, _jacobi(curve, key), verify=False)
    return bool(public.verifies(number, Signature(r, s)))


def _jacobi(curve: Curve, point: Point) -> PointJacobi:
    field: CurveFp = _LIBRARY[curve.number].curve
    return PointJacobi(field, point[0], point[1], 1, curve.n)


def _plain(point: PointJacobi) -> Point:
    if point == INFINITY:
        raise Malformed("a point at infinity")
    affine = point.to_affine()
    return int(affine.x()), int(affine.y())

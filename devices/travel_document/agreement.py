"""Agreement on a secret over an elliptic curve: the door to `cryptography` for Diffie-Hellman.

Where OpenSSL knows the curve it multiplies, several times faster than Python and constant in
time; it gives the x of a product only, and that is all that is needed: the secret is an x, and of
the two points with the same x either may be sent, because they lead to the same secret.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec

from devices.travel_document.curves import Curve, Point, multiple

_FAST: dict[str, ec.EllipticCurve] = {
    "prime256v1": ec.SECP256R1(),
    "secp384r1": ec.SECP384R1(),
    "secp521r1": ec.SECP521R1(),
    "brainpoolP256r1": ec.BrainpoolP256R1(),
    "brainpoolP384r1": ec.BrainpoolP384R1(),
    "brainpoolP512r1": ec.BrainpoolP512R1(),
}


class Half:
    """One side's secret number on a curve; draw a new one for every use."""

    __slots__ = ("_curve", "_key", "_scalar")

    def __init__(self, curve: Curve, scalar: int) -> None:
        self._curve = curve
        self._scalar = scalar
        fast = _FAST.get(curve.name)
        self._key = ec.derive_private_key(scalar, fast) if fast else None

    def public(self, generator: Point) -> Point:
        """Return a public point for this generator: the product, or its mirror image."""
        if self._key is None:
            return multiple(self._curve, self._scalar, generator)
        return self._curve.with_even_y(self._x(self._key, generator))

    def secret(self, other: Point) -> bytes:
        """Return what both sides know: the x of the product."""
        if self._key is None:
            x = multiple(self._curve, self._scalar, other)[0]
        else:
            x = self._x(self._key, other)
        return x.to_bytes(self._curve.size, "big")

    def _x(self, key: ec.EllipticCurvePrivateKey, point: Point) -> int:
        public = ec.EllipticCurvePublicNumbers(*point, key.curve).public_key()
        return int.from_bytes(key.exchange(ec.ECDH(), public), "big")

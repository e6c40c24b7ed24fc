"""Does this signature fit? The door to `cryptography` for what has two keys."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from devices.travel_document import curves
from devices.travel_document.certificates import EcKey, Method, PublicKey, RsaKey, Scheme
from devices.travel_document.errors import Malformed, Unknown

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_CURVES: dict[str, ec.EllipticCurve] = {
    "prime192v1": ec.SECP192R1(),
    "secp224r1": ec.SECP224R1(),
    "prime256v1": ec.SECP256R1(),
    "secp384r1": ec.SECP384R1(),
    "secp521r1": ec.SECP521R1(),
    "brainpoolP256r1": ec.BrainpoolP256R1(),
    "brainpoolP384r1": ec.BrainpoolP384R1(),
    "brainpoolP512r1": ec.BrainpoolP512R1(),
}


def fits(key: PublicKey, scheme: Scheme, data: bytes, signature: bytes) -> bool:
    """Return whether the owner of the key signed these data.

    Raises Unknown where key and scheme do not belong together or are not supported, Malformed
    where the key is none.
    """
    try:
        if isinstance(key, RsaKey):
            _verify_rsa(key, scheme, data, signature)
        elif scheme.method is not Method.ECDSA:
            raise Unknown("a scheme for another kind of key")
        elif key.curve.name in _CURVES:
            _verify_ec(key, scheme, data, signature)
        else:
            return _fits_rare_curve(key, scheme, data, signature)
    except InvalidSignature:
        return False
    except (UnsupportedAlgorithm, OverflowError):
        raise Unknown("a scheme") from None
    except ValueError:
        raise Malformed("a key is none") from None
    return True


def _verify_rsa(key: RsaKey, scheme: Scheme, data: bytes, signature: bytes) -> None:
    public = rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
    digest = _HASHES[scheme.digest]
    if scheme.method is Method.RSA:
        public.verify(signature, data, padding.PKCS1v15(), digest)
    elif scheme.method is Method.RSA_PSS:
        mask = padding.MGF1(_HASHES[scheme.mask_digest])
        public.verify(signature, data, padding.PSS(mask, scheme.salt_size), digest)
    else:
        raise Unknown("a scheme for another kind of key")


def _verify_ec(key: EcKey, scheme: Scheme, data: bytes, signature: bytes) -> None:
    public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[key.curve.name], key.point)
    public.verify(signature, data, ec.ECDSA(_HASHES[scheme.digest]))


def _fits_rare_curve(key: EcKey, scheme: Scheme, data: bytes, signature: bytes) -> bool:
    try:
        r, s = utils.decode_dss_signature(signature)
    except ValueError:
        return False
    digest = hashlib.new(scheme.digest, data).digest()
    return curves.signature_fits(key.curve, key.curve.decoded(key.point), digest, r, s)

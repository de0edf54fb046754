#!/usr/bin/env python3
"""Makes the keys and certificates of these tests anew, with openssl 3 and by hand. They log in nowhere.

What openssl makes is as openssl makes it; what it will not make is put together here, element by element.
"""

import base64
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def openssl(*arguments, given=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=given, check=True, capture_output=True).stdout


def element(tag, *parts):
    body = b"".join(parts)
    length = len(body)
    if length < 0x80:
        head = bytes([length])
    else:
        octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
        head = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + head + body


def sequence(*parts):
    return element(0x30, *parts)


def oid(text):
    first, second, *rest = map(int, text.split("."))
    octets = bytes([first * 40 + second])
    for arc in rest:
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(0x80 | arc & 0x7F)
        octets += bytes(reversed(groups))
    return element(0x06, octets)


def name(common):
    attribute = sequence(oid("2.5.4.3"), element(0x0C, common.encode()))
    return sequence(element(0x31, attribute)) if common else sequence()


def write(file, octets):
    (HERE / file).write_bytes(octets)


def key(file, *arguments):
    pem = openssl("genpkey", *arguments)
    write(file + ".key", openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", given=pem))
    write(file + ".spki", openssl("pkey", "-pubout", "-outform", "DER", given=pem))
    return pem


def certificate(spki, version=2, subject="odd", after="21250101000000Z", unique=b"", extensions=b"", before=None):
    algorithm = sequence(oid("1.2.840.10045.4.3.2"))
    validity = sequence(element(0x18, before or b"20240101000000Z"), element(0x18, after.encode()))
    parts = [element(0xA0, element(0x02, bytes([version])))] if version else []
    parts += [element(0x02, b"\x01"), algorithm, name(subject), validity, name(subject), spki, unique]
    if extensions:
        parts.append(element(0xA3, sequence(extensions)))
    # No signature of anything: nobody is to look.
    return sequence(sequence(*parts), algorithm, element(0x03, b"\x00", sequence(element(0x02, b"\x01") * 2)))


def main():
    ec = lambda curve: ("-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{curve}", "-pkeyopt", "ec_param_enc:named_curve")
    keys = {
        "ed25519": key("ed25519", "-algorithm", "ED25519"),
        "p256": key("p256", *ec("P-256")),
        "p256-other": key("p256-other", *ec("P-256")),
        "p384": key("p384", *ec("P-384")),
        "p521": key("p521", *ec("P-521")),
        "rsa2048": key("rsa2048", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "key.pem"

        def request(pem, *arguments):
            file.write_bytes(pem)
            arguments = ["-key", file, "-outform", "DER", "-days", "36500", "-subj", "/CN=test", *arguments]
            v3 = ["-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=clientAuth"]
            return openssl("req", "-config", "/dev/null", "-x509", *arguments, *v3)

        for kind, pem in keys.items():
            write(kind + ".der", request(pem))
        # For tls-server-end-point: by whose hash the certificate is signed.
        rsa = keys["rsa2048"]
        for digest in ("sha1", "sha384", "sha512"):
            write(f"rsa-{digest}.der", request(rsa, f"-{digest}"))
            write(f"ecdsa-{digest}.der", request(keys["p256"], f"-{digest}"))
        pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"]
        for digest in ("sha1", "sha256", "sha384", "sha512"):
            write(f"pss-{digest}.der", request(rsa, f"-{digest}", *pss))
        # As mox's pages say it: version 1 under OpenSSL 3.0.
        file.write_bytes(keys["p256"])
        plain = ["req", "-config", "/dev/null", "-x509", "-key", file, "-subj", "/", "-outform", "DER"]
        write("openssl-v1.der", openssl(*plain, "-days", "36500"))

        # A signature that TLS 1.2 allows and TLS 1.3 does not: a curve with another curve's hash.
        write("p256-sha384.sig", openssl("dgst", "-sha384", "-sign", file, given=b"a message"))

    p256 = (HERE / "p256.spki").read_bytes()
    write("v1.der", certificate(p256, version=0))
    write("v2.der", certificate(p256, version=1))
    write("expired.der", certificate(p256, after="20240102000000Z"))
    unknown = sequence(oid("1.3.6.1.4.1.99999.1"), element(0x01, b"\xff"), element(0x04, element(0x05)))
    write("critical.der", certificate(p256, extensions=unknown))
    unique = element(0x81, b"\x00\x01\x02") + element(0x82, b"\x00\x03\x04")
    write("unique.der", certificate(p256, unique=unique))
    write("empty-name.der", certificate(p256, subject=""))
    write("bad-signature.der", (HERE / "p256.der").read_bytes()[:-4] + b"\x00\x00\x00\x00")
    # What Go's x509.CreateCertificate makes of an empty template (mox uses it): no names, the zero time of year 1.
    ed25519 = (HERE / "ed25519.spki").read_bytes()
    year_1 = "00010101000000Z"
    go = certificate(ed25519, subject="", after=year_1, before=year_1.encode())
    write("go-minimal.der", go)
    text = base64.encodebytes(go).decode().replace("\n", "")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    write("go-minimal.pem", "\n".join([begin, *lines, end, ""]).encode())

    # Keys that are not taken.
    spki = lambda pem, *arguments: openssl("pkey", "-pubout", "-outform", "DER", *arguments, given=pem)
    write("compressed.spki", spki(keys["p256"], "-ec_conv_form", "compressed"))
    write("hybrid.spki", spki(keys["p256"], "-ec_conv_form", "hybrid"))
    write("explicit.spki", spki(keys["p256"], "-ec_param_enc", "explicit"))
    rsa = (HERE / "rsa2048.spki").read_bytes()
    bits = rsa[rsa.index(b"\x05\x00") + 2 :]
    write("rsa-without-null.spki", sequence(sequence(oid("1.2.840.113549.1.1.1")), bits))
    write("ed25519-null.spki", sequence(sequence(oid("1.3.101.112"), element(0x05)), element(0x03, b"\x00", ed25519[-32:])))
    write("rsa1024.spki", spki(openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")))
    write("secp256k1.spki", spki(openssl("genpkey", *ec("secp256k1"))))
    write("ed448.spki", spki(openssl("genpkey", "-algorithm", "ED448")))
    write("x25519.spki", spki(openssl("genpkey", "-algorithm", "X25519")))
    write("rsa-pss.spki", spki(openssl("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048")))

    odd(ec)


def odd(ec):
    """Keys that are not taken, with their private halves: a server goes on without them."""
    explicit = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit")
    kinds = {
        "rsa1024": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
        "rsa9216": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:9216"),
        "explicit": explicit,
        "secp256k1": ec("secp256k1"),
        "brainpool": ec("brainpoolP256r1"),
        "p224": ec("P-224"),
        "ed448": ("-algorithm", "ED448"),
        "rsa-pss": ("-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"),
    }
    for kind, arguments in kinds.items():
        made(kind, openssl("genpkey", *arguments))
    parameters = openssl("dsaparam", "2048")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "dsa.pem"
        file.write_bytes(parameters)
        made("dsa", openssl("gendsa", file))


def made(kind, pem):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "key.pem"
        file.write_bytes(pem)
        write(f"odd-{kind}.key", openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", given=pem))
        arguments = ["-key", file, "-outform", "DER", "-days", "36500", "-subj", "/CN=odd"]
        write(f"odd-{kind}.der", openssl("req", "-config", "/dev/null", "-x509", *arguments))


if __name__ == "__main__":
    main()

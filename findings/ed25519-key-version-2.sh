#!/usr/bin/env bash
# An Ed25519 private key as ring writes it (PKCS#8 with the public key in it, version 2 of RFC 5958), and the example of
#   that form in RFC 8410 section 10.3.
# Guess: "-----BEGIN PRIVATE KEY-----" of an RFC's own example is read by every library that has Ed25519.
# What happens: OpenSSL 3.0, cryptography (with OpenSSL 4.0 in it) and GnuTLS read neither; OpenSSL's own, version 1, they read. ring's
#   from_pkcs8 is the other way round: it reads both and refuses OpenSSL's. PyCryptodome reads all three.
# Versions: OpenSSL 3.0.22, cryptography 50.0.2, GnuTLS 3.7.9, ring 0.17.14, pycryptodome 3.23.0.
# Why it matters: a key for a TLS client login that is made in Rust has to be written as version 1 before a user is given it,
#   and a reader should take both versions.
. "$(dirname "$0")/support.bash"
python_packages cryptography==50.0.2 pycryptodome==3.23.0
debian_packages openssl=3.0.22-1~deb12u2 libssl3=3.0.22-1~deb12u2 gnutls-bin=3.7.9-2+deb12u7
mkdir -p ring/src
printf '[package]\nname = "ring-key"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nring = "=0.17.14"\n' >ring/Cargo.toml
cat >ring/src/main.rs <<'RUST'
use ring::{rand::SystemRandom, signature::Ed25519KeyPair};
fn main() {
    let path = std::env::args().nth(2).unwrap();
    match std::env::args().nth(1).unwrap().as_str() {
        "write" => std::fs::write(path, Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap()).unwrap(),
        _ => { Ed25519KeyPair::from_pkcs8(&std::fs::read(path).unwrap()).unwrap(); }
    }
}
RUST
cargo build --quiet --manifest-path ring/Cargo.toml --target-dir target 2>errors
openssl genpkey -algorithm ed25519 -outform DER -out OpenSSL.der
target/debug/ring-key write ring.der
base64 -d >RFC.der <<'KEY'
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
KEY
cryptography='import sys; from cryptography.hazmat.primitives.serialization import load_der_private_key as load; load(open(sys.argv[1], "rb").read(), None)'
pycryptodome='import sys; from Crypto.PublicKey import ECC; ECC.import_key(open(sys.argv[1], "rb").read())'
reads() { if "${@:2}" >log 2>&1; then printf ' %s: reads.' "$1"; else printf ' %s: refuses.' "$1"; fi; }
seen=$(for key in OpenSSL ring RFC; do
  printf '%s key:' "$key"
  reads OpenSSL openssl pkey -inform DER -in $key.der -noout
  reads cryptography python -c "$cryptography" $key.der
  reads GnuTLS certtool --key-info --inder --infile $key.der
  reads ring target/debug/ring-key read $key.der
  reads PyCryptodome python -c "$pycryptodome" $key.der
  echo
done)
expect_output "$seen" <<'EXPECTED'
OpenSSL key: OpenSSL: reads. cryptography: reads. GnuTLS: reads. ring: refuses. PyCryptodome: reads.
ring key: OpenSSL: refuses. cryptography: refuses. GnuTLS: refuses. ring: reads. PyCryptodome: reads.
RFC key: OpenSSL: refuses. cryptography: refuses. GnuTLS: refuses. ring: reads. PyCryptodome: reads.
EXPECTED

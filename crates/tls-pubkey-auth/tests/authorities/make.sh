#!/bin/sh
# Makes the certificates of this folder anew, as docs/certificates.md says, for a hundred years. They log in nowhere.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp ca.cnf "$work"

authority() { # FOLDER NAME
    mkdir -p "$work/$1/certs"
    touch "$work/$1/index.txt"
    echo 01 >"$work/$1/crlnumber"
    (cd "$work/$1" && openssl req -config ../ca.cnf -x509 -extensions authority -days 36500 -subj "/CN=$2" \
        -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem)
}
person() { # FOLDER FILE SUBJECT [ARGUMENT..]
    (
        cd "$work/$1" && file=$2 subject=$3 && shift 3
        openssl req -config ../ca.cnf -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "$subject" \
            -keyout "$file.key" -out "$file.csr"
        openssl ca -batch -notext -config ../ca.cnf -extensions person -in "$file.csr" -out "$file.pem" "$@"
        openssl x509 -in "$file.pem" -outform DER -out "$file.der"
    )
}

authority own "Example CA"
authority other "Other CA"
person own alice "/CN=Alice/emailAddress=alice@example.org" -days 36400
person own revoked "/CN=Bob/emailAddress=bob@example.org" -days 36400
person own expired "/CN=Carol/emailAddress=carol@example.org" -startdate 20250101000000Z -enddate 20250201000000Z
person other foreign "/CN=Alice/emailAddress=alice@example.org" -days 36400
(
    cd "$work/own"
    openssl ca -config ../ca.cnf -revoke revoked.pem
    openssl ca -config ../ca.cnf -gencrl -crldays 36500 -out crl.pem
)
cp "$work"/own/ca.pem "$work"/own/crl.pem "$work"/own/alice.der "$work"/own/revoked.der "$work"/own/expired.der \
    "$work"/other/foreign.der .

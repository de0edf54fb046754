#!/usr/bin/env bash
# Salted hashes for LDAP's userPassword: made by ldap3, verified by passlib; and the example of RFC 2307, "{crypt}X5/DBrWPOQQaI".
# Guess: two Python libraries for LDAP passwords understand each other, and the RFC that made the format is read by both.
# What happens: ldap3 writes "{ssha}..", RFC 2307 writes "{crypt}..", passlib's ldap_context knows capitals only and says "hash could not be
#   identified". With the scheme in capitals it verifies the same hash. The grammar's strings have no case (RFC 2307 section 5.3, RFC 5234).
# Versions: ldap3 2.9.1, passlib 1.7.4.
# Why it matters: an import of accounts compares the scheme without case, and the rest of the value with it.
. "$(dirname "$0")/support.bash"
python_packages ldap3==2.9.1 passlib==1.7.4
cat >check.py <<'PY'
import ldap3
from ldap3.utils.hashed import hashed
from passlib.apps import ldap_context
made = [hashed(kind, "pencil") for kind in (ldap3.HASHED_SALTED_MD5, ldap3.HASHED_SALTED_SHA, ldap3.HASHED_SALTED_SHA256, ldap3.HASHED_SALTED_SHA512)]
for value in made + ["{crypt}X5/DBrWPOQQaI"]:
    scheme, rest = value[1:].split("}")
    capital = "{" + scheme.upper() + "}" + rest
    verified = "" if scheme == "crypt" else f", verified: {ldap_context.verify('pencil', capital)}"
    print(f"{{{scheme}}}: {ldap_context.identify(value)}; {{{scheme.upper()}}}: {ldap_context.identify(capital)}{verified}")
PY
expect_output "$(timeout 60 python check.py 2>errors)" <<'EXPECTED'
{smd5}: None; {SMD5}: ldap_salted_md5, verified: True
{ssha}: None; {SSHA}: ldap_salted_sha1, verified: True
{ssha256}: None; {SSHA256}: ldap_salted_sha256, verified: True
{ssha512}: None; {SSHA512}: ldap_salted_sha512, verified: True
{crypt}: None; {CRYPT}: ldap_des_crypt
EXPECTED

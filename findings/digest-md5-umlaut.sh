#!/usr/bin/env bash
# DIGEST-MD5 of the account "jürgen", by a client of libgsasl and one of Cyrus SASL, with the server's `charset=utf-8`.
# Guess: with charset=utf-8 the name is hashed as UTF-8.
# What happens: libgsasl's client and Dovecot's {DIGEST-MD5} record do so. Cyrus SASL does what RFC 2831 section 2.1.2.1 says: a name that fits into
#   ISO 8859-1 is hashed in ISO 8859-1 although it travels in UTF-8. So for "jürgen" the two never meet; for "жанна" they do.
# Versions: libgsasl 2.2.0, Cyrus SASL 2.1.28, Dovecot 2.3.19.1.
# Why it matters: a {DIGEST-MD5} record that is taken over does not say which of the two it is, and a verifier of it has to try both.
. "$(dirname "$0")/support.bash"
debian_packages gsasl=2.2.0-1+deb12u2 libgsasl18=2.2.0-1+deb12u2 sasl2-bin=2.1.28+dfsg-10+deb12u1 libsasl2-2=2.1.28+dfsg-10+deb12u1 \
  libsasl2-modules=2.1.28+dfsg-10+deb12u1 dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7
export SASL_PATH="$root/usr/lib/x86_64-linux-gnu/sasl2" DOVECOT_LIBRARIES="$root/usr/lib/dovecot"
echo "ssl = no" >dovecot.conf
cat >check.py <<'PY'
import base64, ctypes, hashlib, os, re, subprocess
CHALLENGE = b'realm="r",nonce="abc",qop="auth",charset=utf-8,algorithm=md5-sess'
def libgsasl(user):
    library, context, session, out = ctypes.CDLL("libgsasl.so.18"), ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_char_p()
    library.gsasl_init(ctypes.byref(context))
    library.gsasl_client_start(context, b"DIGEST-MD5", ctypes.byref(session))
    for name, value in ((1, user.encode()), (3, b"pencil"), (5, b"imap"), (6, b"localhost")): library.gsasl_property_set(session, name, value)
    library.gsasl_step64(session, b"", ctypes.byref(out))
    library.gsasl_step64(session, base64.b64encode(CHALLENGE), ctypes.byref(out))
    return base64.b64decode(out.value)
def cyrus(user):
    def line(message): return b"S: " + base64.b64encode(message) + b"\n"
    client = subprocess.run(["sasl-sample-client", "-m", "DIGEST-MD5", "-a", user, "-u", user, "-s", "imap", "-n", "localhost"],
        input=line(b"DIGEST-MD5") + line(CHALLENGE) + b"pencil\n", capture_output=True, start_new_session=True, timeout=20)
    return base64.b64decode([l for l in client.stdout.split(b"\n") if b"C: " in l][-1].split(b"C: ")[1])
def hashed_as(user, response):
    value = lambda key: (re.search(rb'\b' + key + rb'="?([^",]*)', response) or [b"", b""])[1]
    hexadecimal = lambda text: hashlib.md5(text).hexdigest().encode()
    a2 = hexadecimal(b"AUTHENTICATE:" + value(b"digest-uri"))
    found = []
    for name, encoding in ("UTF-8", "utf-8"), ("ISO 8859-1", "latin-1"):
        try: secret = hashlib.md5(user.encode(encoding) + b":" + value(b"realm") + b":pencil").digest()
        except UnicodeEncodeError: continue
        a1 = secret + b":abc:" + value(b"cnonce") + (b":" + value(b"authzid") if value(b"authzid") else b"")
        if hexadecimal(hexadecimal(a1) + b":abc:00000001:" + value(b"cnonce") + b":auth:" + a2) == value(b"response"): found.append(name)
    return found
for user in "jürgen", "жанна":
    print(f"{user}: libgsasl hashes {hashed_as(user, libgsasl(user))}, Cyrus SASL {hashed_as(user, cyrus(user))}")
    environment = {**os.environ, "LD_LIBRARY_PATH": os.environ["DOVECOT_LIBRARIES"]}
    record = subprocess.run(["doveadm", "-c", "dovecot.conf", "pw", "-s", "DIGEST-MD5", "-u", user + "@r", "-p", "pencil"], env=environment, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{user}: Dovecot's record is of UTF-8: {record == '{DIGEST-MD5}' + hashlib.md5(f'{user}:r:pencil'.encode()).hexdigest()}")
PY
expect_output "$(timeout 60 python3 check.py)" <<'EXPECTED'
jürgen: libgsasl hashes ['UTF-8'], Cyrus SASL ['ISO 8859-1']
jürgen: Dovecot's record is of UTF-8: True
жанна: libgsasl hashes ['UTF-8'], Cyrus SASL ['UTF-8']
жанна: Dovecot's record is of UTF-8: True
EXPECTED

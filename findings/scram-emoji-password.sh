#!/usr/bin/env bash
# A password with a character that is newer than Unicode 3.2: an emoji of 2010.
# Guess: a SCRAM client prepares a password by SASLprep or does not; a new character makes no difference to a login.
# What happens: libgsasl, scramp, aiosasl, pysasl, PyMongo and MongoDB's JavaScript library refuse to log in with it, as RFC 5802 and
#   RFC 3454 say (stored strings: no unassigned code points, Unicode 3.2 for ever). libpq makes a verifier of the raw bytes instead,
#   as PostgreSQL's server does. So the account that psql opens stays shut for pg8000, which is scramp, and the same for every other pair.
# Versions: libgsasl 2.2.0, scramp 1.5.0, aiosasl 0.5.0, pysasl 1.2.0, pymongo 4.20.1, @mongodb-js/saslprep 1.6.3, libpq 18.6 (psycopg-binary 3.3.9).
# Why it matters: what becomes of such a password is to be decided when it is set. A record of it is one that half of the
#   clients can never meet, and a trial by PLAIN does not show it.
. "$(dirname "$0")/support.bash"
python_packages scramp==1.5.0 aiosasl==0.5.0 pysasl==1.2.0 pymongo==4.20.1 psycopg==3.3.9 psycopg-binary==3.3.9
npm_packages @mongodb-js/saslprep@1.6.3
debian_packages gsasl=2.2.0-1+deb12u2 libgsasl18=2.2.0-1+deb12u2
cat >check.py <<'PY'
import base64, hashlib, hmac, subprocess
import aiosasl.stringprep, pymongo.saslprep, pysasl.prep, scramp
from psycopg import pq

def run(*command): subprocess.run(command, check=True, capture_output=True)
def scramp_client(password):
    client = scramp.ScramClient(["SCRAM-SHA-256"], "user", password)
    client.set_server_first(client.get_client_first().split("n=user,")[1] + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
    client.get_client_final()
def libpq(password):  # the verifier for ALTER ROLE: StoredKey of the bytes as they are
    connection = pq.PGconn.connect(b"host=/nowhere")
    count, salt, stored, _ = connection.encrypt_password(password.encode(), b"u", b"scram-sha-256").replace(b"$", b":").split(b":")[1:]
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(count))
    key = hmac.new(salted, b"Client Key", hashlib.sha256).digest()
    assert hashlib.sha256(key).digest() == base64.b64decode(stored)
clients = {
    "libgsasl": lambda p: run("gsasl", "--mkpasswd", "-m", "SCRAM-SHA-256", "--password", p),
    "scramp": scramp_client, "aiosasl": aiosasl.stringprep.saslprep, "pysasl": pysasl.prep.saslprep, "pymongo": pymongo.saslprep.saslprep,
    "@mongodb-js/saslprep": lambda p: run("node", "-e", "require('@mongodb-js/saslprep').saslprep(process.argv[1])", p),
    "libpq": libpq,
}
for password in "clé", "clé🔑":
    for name, client in clients.items():
        try: client(password); result = "takes it"
        except AssertionError: raise
        except Exception: result = "refuses"
        print(f"{password} {name}: {result}")
PY
expect_output "$(timeout 60 python check.py 2>errors)" <<'EXPECTED'
clé libgsasl: takes it
clé scramp: takes it
clé aiosasl: takes it
clé pysasl: takes it
clé pymongo: takes it
clé @mongodb-js/saslprep: takes it
clé libpq: takes it
clé🔑 libgsasl: refuses
clé🔑 scramp: refuses
clé🔑 aiosasl: refuses
clé🔑 pysasl: refuses
clé🔑 pymongo: refuses
clé🔑 @mongodb-js/saslprep: refuses
clé🔑 libpq: takes it
EXPECTED

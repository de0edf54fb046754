#!/usr/bin/env bash
# SCRAM's server-first-message with an extension behind the iteration count, "..,i=4096,h=abcd", and one without.
# Guess: a client ignores it. RFC 5802 section 5.1: "attributes that are optional .. MUST be ignored if not understood"; XMPP
#   uses such a one for downgrade protection (XEP-0474).
# What happens: it is ignored twice by node-pg: it signs a server-first-message that it has put together from r, s and i, not
#   the one that was sent, so its proof is wrong. scramp and libpq sign what was sent.
# Versions: pg 8.23.1, scramp 1.5.0 (in pg8000 1.31.6), libpq 18.6 (psycopg-binary 3.3.9).
# Why it matters: sign the octets of the other side, never a rebuilt message; and a server that adds an attribute has to know that
#   such clients see it as "wrong password".
. "$(dirname "$0")/support.bash"
python_packages psycopg==3.3.9 psycopg-binary==3.3.9 pg8000==1.31.6 scramp==1.5.0
npm_packages pg@8.23.1
cat >client.js <<'JS'
const { Client } = require('pg')
const client = new Client({ host: '127.0.0.1', port: +process.argv[2], user: 'user', password: 'pencil', database: 'x', connectionTimeoutMillis: 5000 })
client.on('error', () => {})
client.connect().catch(() => {}).finally(() => process.exit())
JS
cat >server.py <<'PY'
import base64, hashlib, hmac, socket, struct, subprocess, threading
import pg8000.dbapi, psycopg
SALT = "W22ZaJ0SNY7soEsUEjb6gQ=="
def mac(key, text): return hmac.new(key, text, hashlib.sha256).digest()
salted = hashlib.pbkdf2_hmac("sha256", b"pencil", base64.b64decode(SALT), 4096)
stored, server_key = hashlib.sha256(mac(salted, b"Client Key")).digest(), mac(salted, b"Server Key")
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
def one_login(name, extension):
    connection = listener.accept()[0]
    reader = connection.makefile("rb")
    def request(code): return struct.pack("!I", code)
    def authentication(code, body): connection.sendall(b"R" + request(len(body) + 8) + request(code) + body)
    def read(): return reader.read(struct.unpack("!I", reader.read(4))[0] - 4)
    while read()[:4] in (request(80877103), request(80877104)): connection.sendall(b"N")  # no TLS, no GSS
    authentication(10, b"SCRAM-SHA-256\0\0")
    reader.read(1)
    bare = read().split(b",,")[1]
    first = bare.split(b",")[1] + f"x,s={SALT},i=4096{extension}".encode()
    authentication(11, first)
    reader.read(1)
    without_proof, proof = read().split(b",p=")
    signed = bare + b"," + first + b"," + without_proof
    key = bytes(a ^ b for a, b in zip(base64.b64decode(proof), mac(stored, signed)))
    print(f"{name}, {extension or 'nothing'}: the proof is {'right' if hashlib.sha256(key).digest() == stored else 'wrong'}")
    connection.close()
clients = {
    "libpq": lambda: psycopg.connect(f"host=127.0.0.1 port={port} user=user password=pencil dbname=x connect_timeout=5"),
    "scramp": lambda: pg8000.dbapi.connect("user", host="127.0.0.1", port=port, password="pencil", database="x", timeout=5),
    "node-pg": lambda: subprocess.run(["node", "client.js", str(port)], timeout=20),
}
for name, client in clients.items():
    for extension in "", ",h=abcd":
        server = threading.Thread(target=one_login, args=(name, extension))
        server.start()
        try: client()
        except Exception: pass
        server.join(20)
PY
expect_output "$(timeout 90 python server.py 2>errors)" <<'EXPECTED'
libpq, nothing: the proof is right
libpq, ,h=abcd: the proof is right
scramp, nothing: the proof is right
scramp, ,h=abcd: the proof is right
node-pg, nothing: the proof is right
node-pg, ,h=abcd: the proof is wrong
EXPECTED

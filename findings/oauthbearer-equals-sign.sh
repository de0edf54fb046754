#!/usr/bin/env bash
# OAUTHBEARER of an account with an equals sign in its address: "first=last@example.org".
# Guess: its first message is a GS2 header (RFC 7628, 5801), in which "=" is written "=3D"; a client that has the mechanism does so.
# What happens: IMAPClient and imapflow write "a=first=3Dlast@..", libcurl writes "a=first=last@..".
# Versions: libcurl 8.23.0 (pycurl 7.49.0), IMAPClient 4.1.0, imapflow 2.10.2.
# Why it matters: a server that reads the header as it is defined finds a bad saslname and refuses curl's users with the right token;
#   one that takes the octets as they are looks for an account with "=3D" in its name and refuses the others.
. "$(dirname "$0")/support.bash"
python_packages pycurl==7.49.0 IMAPClient==4.1.0
npm_packages imapflow@2.10.2
cat >flow.js <<'JS'
const { ImapFlow } = require('imapflow')
const client = new ImapFlow({ host: '127.0.0.1', port: +process.argv[2], secure: false, logger: false, auth: { user: process.argv[3], accessToken: 'token' } })
client.on('error', () => {})
client.connect().catch(() => {}).finally(() => process.exit())
JS
cat >server.py <<'PY'
import base64, socket, subprocess, threading
import imapclient, pycurl
USER = "first=last@example.org"
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
name = ""
def serve(connection):
    reader = connection.makefile("rb")
    connection.sendall(b"* OK ready\r\n")
    for line in reader:
        tag, _, rest = line.strip().partition(b" ")
        if rest.upper().startswith(b"CAPABILITY"): connection.sendall(b"* CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER\r\n")
        if rest.upper().startswith(b"AUTHENTICATE"):
            words = rest.split()
            if len(words) < 3:
                connection.sendall(b"+ \r\n")
                words.append(b"") or words.append(reader.readline())
            print(f"{name}: {base64.b64decode(words[-1]).split(bytes([1]))[0].decode()}")
            connection.sendall(tag + b" NO no\r\n")
        else: connection.sendall(tag + b" OK done\r\n")
def accept():
    while True: threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
threading.Thread(target=accept, daemon=True).start()

name = "IMAPClient"
try: imapclient.IMAPClient("127.0.0.1", port=port, ssl=False).oauthbearer_login(USER, "token")
except imapclient.exceptions.LoginError: pass
name = "imapflow"
subprocess.run(["node", "flow.js", str(port), USER], timeout=30)
name = "libcurl"
curl = pycurl.Curl()
for option, value in ((curl.URL, f"imap://127.0.0.1:{port}/"), (curl.USERNAME, USER), (curl.XOAUTH2_BEARER, "token"), (curl.TIMEOUT, 20)): curl.setopt(option, value)
try: curl.perform()
except pycurl.error: pass
PY
expect_output "$(python server.py)" <<'EXPECTED'
IMAPClient: n,a=first=3Dlast@example.org,
imapflow: n,a=first=3Dlast@example.org,
libcurl: n,a=first=last@example.org,
EXPECTED

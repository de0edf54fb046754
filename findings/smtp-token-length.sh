#!/usr/bin/env bash
# A login with a token of 3,000 characters, an ordinary length for OAuth, in a mechanism added to aiosmtpd, which is made for that.
# Guess: RFC 4954 section 4 asks for lines of 12,288 octets in an AUTH exchange, so it passes, on the AUTH line or in answer to 334.
# What happens: aiosmtpd refuses both: as an AUTH command, "500 Command line too long"; in answer to 334, "500 Error: (ValueError) ..".
#   A token of 300 characters passes both ways; smtp-server takes 3,000 both ways.
# Versions: aiosmtpd 1.4.6, smtp-server 3.21.6.
# Why it matters: the limit of a command line (512) and of a text line (1,000) are not those of an AUTH exchange; it needs a limit of its own.
. "$(dirname "$0")/support.bash"
python_packages aiosmtpd==1.4.6
npm_packages smtp-server@3.21.6
cat >server.py <<'PY'
import logging, sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
logging.disable(logging.CRITICAL)
class Handler:
    async def auth_XOAUTH2(self, server, args):
        response = args[1] if len(args) > 1 else await server.challenge_auth("")
        return AuthResult(success=bool(response))
Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]), auth_require_tls=False).start()
time.sleep(30)
PY
cat >server.js <<'JS'
const { SMTPServer } = require('smtp-server')
new SMTPServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authMethods: ['XOAUTH2'], onAuth: (a, s, done) => done(null, { user: 1 }) }).listen(+process.argv[2], '127.0.0.1')
setTimeout(process.exit, 30000)
JS
cat >client.py <<'PY'
import base64, smtplib, sys, time
def connect(port):
    for _ in range(100):
        try: return smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=10)
        except ConnectionRefusedError: time.sleep(0.1)
for name, port in ("aiosmtpd", int(sys.argv[1])), ("smtp-server", int(sys.argv[2])):
    for length in 300, 3000:
        response = base64.b64encode(b"user=tim\1auth=Bearer " + b"t" * length + b"\1\1").decode()
        client = connect(port)
        client.ehlo()
        at_once = client.docmd("AUTH", "XOAUTH2 " + response)[0]
        client = connect(port)
        client.ehlo()
        client.docmd("AUTH", "XOAUTH2")
        print(f"{name}, {length}: on the AUTH line {at_once}, after 334 {client.docmd(response)[0]}")
PY
read -r first second < <(python -c 'import socket; s = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(*(x.getsockname()[1] for x in s))')
python server.py "$first" 2>errors & node server.js "$second" &
expect_output "$(python client.py "$first" "$second")" <<'EXPECTED'
aiosmtpd, 300: on the AUTH line 235, after 334 235
aiosmtpd, 3000: on the AUTH line 500, after 334 500
smtp-server, 300: on the AUTH line 235, after 334 235
smtp-server, 3000: on the AUTH line 235, after 334 235
EXPECTED

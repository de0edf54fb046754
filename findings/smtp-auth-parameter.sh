#!/usr/bin/env bash
# The AUTH= parameter of MAIL FROM, RFC 4954 section 5, with that section's own example, after a login.
# Guess: a server that lists AUTH takes it: the RFC requires that of a server with the extension, whether it trusts the value or not.
# What happens: aiosmtpd answers 555 and the message is not sent, smtp-server takes it. So also for "AUTH=<>", which a relay adds
#   to a message whose submitter it does not know.
# Versions: aiosmtpd 1.4.6, smtp-server 3.21.6.
# Why it matters: a client may not add the parameter just because AUTH is listed, and tests against aiosmtpd do not show what servers take.
. "$(dirname "$0")/support.bash"
python_packages aiosmtpd==1.4.6
npm_packages smtp-server@3.21.6
cat >server.py <<'PY'
import logging, sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
logging.disable(logging.CRITICAL)
class Handler:
    async def handle_DATA(self, server, session, envelope): return "250 OK"
Controller(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]), auth_require_tls=False, authenticator=lambda *_: AuthResult(success=True)).start()
time.sleep(30)
PY
cat >server.js <<'JS'
const { SMTPServer } = require('smtp-server')
new SMTPServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: (a, s, done) => done(null, { user: 1 }) }).listen(+process.argv[2], '127.0.0.1')
setTimeout(process.exit, 30000)
JS
cat >client.py <<'PY'
import smtplib, sys, time
def connect(port):
    for _ in range(100):
        try: return smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=10)
        except ConnectionRefusedError: time.sleep(0.1)
for name, port in ("aiosmtpd", int(sys.argv[1])), ("smtp-server", int(sys.argv[2])):
    for parameter in "AUTH=e+3Dmc2@example.com", "AUTH=<>":
        with connect(port) as client:
            client.login("tim", "pencil")
            print(f"{name}: {parameter}: {client.docmd('MAIL', 'FROM:<e=mc2@example.com> ' + parameter)[0]}")
PY
read -r first second < <(python -c 'import socket; s = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]; print(*(x.getsockname()[1] for x in s))')
python server.py "$first" 2>errors & node server.js "$second" &
expect_output "$(python client.py "$first" "$second")" <<'EXPECTED'
aiosmtpd: AUTH=e+3Dmc2@example.com: 555
aiosmtpd: AUTH=<>: 555
smtp-server: AUTH=e+3Dmc2@example.com: 250
smtp-server: AUTH=<>: 250
EXPECTED

#!/usr/bin/env bash
# CRAM-MD5 of an account with a space in its name, "Jane Doe", right password.
# Guess: the digest has no space, so the last space ends the name (RFC 2195: "a string consisting of the user name, a space, and a digest").
# What happens: smtp-server hands its application the name "Jane" and takes "Doe" for the digest, so the right password is refused;
#   over PLAIN the same server sees "Jane Doe". pysasl's server finds the name whole.
# Versions: smtp-server 3.21.6, pysasl 1.2.0.
# Why it matters: names with spaces come with directories (LDAP, Active Directory). Split at the last space, and test with one.
. "$(dirname "$0")/support.bash"
python_packages pysasl==1.2.0
npm_packages smtp-server@3.21.6
cat >server.js <<'JS'
const { SMTPServer } = require('smtp-server')
new SMTPServer({
  disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authMethods: ['PLAIN', 'CRAM-MD5'], authOptional: true,
  onAuth(auth, session, done) {
    const right = auth.method === 'PLAIN' ? auth.password === 'pencil' : auth.validatePassword('pencil')
    console.log(`smtp-server, ${auth.method}: "${auth.username}", ${right ? 'right' : 'wrong'} password`)
    done(right ? null : new Error('no'), { user: 1 })
  }
}).listen(+process.argv[2], '127.0.0.1')
setTimeout(process.exit, 30000)
JS
cat >client.py <<'PY'
import smtplib, sys, time
for method in "PLAIN", "CRAM-MD5":
    for _ in range(100):
        try: client = smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="client.example", timeout=10); break
        except ConnectionRefusedError: time.sleep(0.1)
    client.ehlo()
    client.user, client.password = "Jane Doe", "pencil"
    try: client.auth(method, getattr(client, "auth_" + method.lower().replace("-", "_")), initial_response_ok=method == "PLAIN")
    except smtplib.SMTPAuthenticationError: pass
PY
cat >pysasl_server.py <<'PY'
import hashlib, hmac
from pysasl.identity import ClearIdentity
from pysasl.mechanism import ChallengeResponse, ServerChallenge
from pysasl.mechanism.crammd5 import CramMD5Mechanism
server = CramMD5Mechanism()
try: server.server_attempt([])
except ServerChallenge as question: challenge = question.data
digest = hmac.new(b"pencil", challenge, hashlib.md5).hexdigest()
result, _ = server.server_attempt([ChallengeResponse(challenge, f"Jane Doe {digest}".encode())])
print(f'pysasl, CRAM-MD5: "{result.authcid}", {"right" if result.verify(ClearIdentity("Jane Doe", "pencil")) else "wrong"} password')
PY
port=$(python -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
node server.js "$port" >said &
python client.py "$port"
expect_output "$(cat said; python pysasl_server.py)" <<'EXPECTED'
smtp-server, PLAIN: "Jane Doe", right password
smtp-server, CRAM-MD5: "Jane", wrong password
pysasl, CRAM-MD5: "Jane Doe", right password
EXPECTED

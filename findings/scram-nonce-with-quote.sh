#!/usr/bin/env bash
# A SCRAM nonce with a double quote in it, as RFC 5802 allows: printable ASCII without the comma.
# Guess: all clients send the nonce back as it is; Dovecot's nonces, for one, are made of the whole printable range.
# What happens: xmpp.js's SCRAM-SHA-1 takes the messages apart with a parser for DIGEST-MD5's quoted values, finds no nonce and
#   answers "r=undefined". With RFC 5802's own nonce its answer is the RFC's. scramp and aiosasl take both.
# Versions: sasl-scram-sha-1 1.4.0 (in @xmpp/client 0.14.0), scramp 1.5.0, aiosasl 0.5.0.
# Why it matters: a server that wants to be understood by all writes its nonce in letters and digits, and a client's tests need a
#   nonce with each printable character, not only the RFC's.
. "$(dirname "$0")/support.bash"
python_packages scramp==1.5.0 aiosasl==0.5.0
npm_packages sasl-scram-sha-1@1.4.0
cat >client.js <<'JS'
const Mechanism = require('sasl-scram-sha-1')
const client = new Mechanism({ genNonce: () => 'fyko' })
const user = { username: 'user', password: 'pencil' }
;(async () => {
  await client.response(user)
  await client.challenge(`r=fyko${process.argv[2]},s=QSXCR+Q6sek8bf92,i=4096`)
  process.stdout.write(await client.response(user))
})()
JS
cat >check.py <<'PY'
import asyncio, subprocess, aiosasl, scramp
def xmpp_js(tail):
    return "fyko", subprocess.run(["node", "client.js", tail], check=True, capture_output=True, text=True).stdout
def scramp_client(tail):
    client = scramp.ScramClient(["SCRAM-SHA-1"], "user", "pencil")
    nonce = client.get_client_first().split("r=")[1]
    client.set_server_first(f"r={nonce}{tail},s=QSXCR+Q6sek8bf92,i=4096")
    return nonce, client.get_client_final()
def aiosasl_client(tail):
    class Wire(aiosasl.SASLInterface):
        async def initiate(self, mechanism, payload=None):
            self.nonce = payload.decode().split("r=")[1]
            return "challenge", f"r={self.nonce}{tail},s=QSXCR+Q6sek8bf92,i=4096".encode()
        async def respond(self, payload):
            self.answer = payload.decode()
            raise aiosasl.AuthenticationFailure("enough")
        async def abort(self): pass
    async def login():
        async def credentials(): return "user", "pencil"
        mechanism, wire = aiosasl.SCRAM(credentials), Wire()
        try: await mechanism.authenticate(aiosasl.SASLStateMachine(wire), mechanism.any_supported(["SCRAM-SHA-1"]))
        except aiosasl.AuthenticationFailure: return wire.nonce, wire.answer
    return asyncio.run(login())
for name, client in ("xmpp.js", xmpp_js), ("scramp", scramp_client), ("aiosasl", aiosasl_client):
    for tail in "3rfcNHYJY1ZVvWVs7j", '3rfc"NHYJY1ZVvWVs7j':
        nonce, answer = client(tail)
        sent = answer.split(",")[1]
        print(f"{name}: {tail}: {'as sent' if sent == f'r={nonce}{tail}' else sent}")
PY
expect_output "$(timeout 60 python check.py 2>errors)" <<'EXPECTED'
xmpp.js: 3rfcNHYJY1ZVvWVs7j: as sent
xmpp.js: 3rfc"NHYJY1ZVvWVs7j: r=undefined
scramp: 3rfcNHYJY1ZVvWVs7j: as sent
scramp: 3rfc"NHYJY1ZVvWVs7j: as sent
aiosasl: 3rfcNHYJY1ZVvWVs7j: as sent
aiosasl: 3rfc"NHYJY1ZVvWVs7j: as sent
EXPECTED

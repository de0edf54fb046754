#!/usr/bin/env bash
# Cyrus SASL's SCRAM-SHA-256 client and a record with 600,000 iterations, the count that OWASP's page recommends for PBKDF2 with SHA-256.
# Guess: the client computes longer. RFC 5802 and 7677 name a least count only.
# What happens: above 65,536 it says "iteration-count is too big, refusing to compute" and gives up: 65,536 is taken, 65,537 not.
# Version: Cyrus SASL 2.1.28 (sasl-sample-client; libsasl2 is in mbsync, imtest, ldapwhoami, Postfix's smtp and others).
# Why it matters: the iteration count of a record is a promise about the clients. A count above 65,536 shuts out
#   all of these, with the right password, and the error stays on their side.
. "$(dirname "$0")/support.bash"
debian_packages sasl2-bin=2.1.28+dfsg-10+deb12u1 libsasl2-2=2.1.28+dfsg-10+deb12u1 libsasl2-modules=2.1.28+dfsg-10+deb12u1
export SASL_PATH="$root/usr/lib/x86_64-linux-gnu/sasl2"
cat >server.py <<'PY'
import base64, subprocess
def line(message): return b"S: " + base64.b64encode(message) + b"\n"
for count in 4096, 65536, 65537, 600000:
    client = subprocess.Popen(["stdbuf", "-o0", "sasl-sample-client", "-m", "SCRAM-SHA-256", "-u", "user", "-a", "user", "-s", "imap", "-n", "localhost"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    client.stdin.write(line(b"SCRAM-SHA-256") + b"pencil\n")  # the list of mechanisms; the answer to the question for the password
    client.stdin.flush()
    for said in client.stdout:
        if b"C: " in said: break
    nonce = base64.b64decode(said.split(b"C: ")[1]).split(b"r=")[1]
    out, _ = client.communicate(line(b"r=" + nonce + b"x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=%d" % count), timeout=30)
    refusal = [l.split("Other: ")[1] for l in out.decode().splitlines() if "SASL Other" in l]
    print(f"{count}: {refusal[0] if refusal else 'sends its proof' if b'C: ' in out else out}")
PY
expect_output "$(timeout 60 python3 server.py)" <<'EXPECTED'
4096: sends its proof
65536: sends its proof
65537: iteration-count is too big, refusing to compute
600000: iteration-count is too big, refusing to compute
EXPECTED

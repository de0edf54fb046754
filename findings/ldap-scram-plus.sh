#!/usr/bin/env bash
# The first message of OpenLDAP's client for SCRAM-SHA-256-PLUS, with `SASL_CBINDING tls-endpoint` of ldap.conf(5).
# Guess: "p=tls-server-end-point" and, for the other setting, "p=tls-unique": these are the registered types.
# What happens: "p=ldap" for both. The registered name moves into the data: what is signed is "tls-server-end-point:" and then the hash
#   (the form that Windows and GSS-API use), where RFC 5929 has the hash alone.
# Versions: OpenLDAP 2.5.13, Cyrus SASL 2.1.28.
# Why it matters: a server that knows the registered types refuses ldapwhoami and all that uses libldap, and a client that says
#   tls-server-end-point is refused by slapd. Bound SCRAM over LDAP works between two OpenLDAPs only.
. "$(dirname "$0")/support.bash"
debian_packages ldap-utils=2.5.13+dfsg-5 libldap-2.5-0=2.5.13+dfsg-5 libsasl2-2=2.1.28+dfsg-10+deb12u1 libsasl2-modules=2.1.28+dfsg-10+deb12u1
export SASL_PATH="$root/usr/lib/x86_64-linux-gnu/sasl2"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -subj /CN=localhost -days 9 2>errors
cat >server.py <<'PY'
import base64, os, re, socket, ssl, subprocess, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
context.maximum_version = ssl.TLSVersion[sys.argv[2]]
listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(20)
url = f"ldaps://localhost:{listener.getsockname()[1]}"
environment = {**os.environ, "LDAPSASL_CBINDING": sys.argv[1], "LDAPTLS_REQCERT": "never"}
client = subprocess.Popen(["ldapwhoami", "-H", url, "-Y", "SCRAM-SHA-256-PLUS", "-U", "alice", "-w", "pencil"], env=environment, stderr=subprocess.DEVNULL)
channel = context.wrap_socket(listener.accept()[0], server_side=True)
first = re.search(rb"[pny](=[^,]*)?,,n=alice,r=\S+", channel.recv(4096))[0]
print(sys.argv[1], "->", first.split(b",")[0].decode())
server_first = first.split(b",")[3] + b"x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
credentials = b"\x87" + bytes([len(server_first)]) + server_first
result = b"\x0a\x01\x0e\x04\x00\x04\x00" + credentials  # saslBindInProgress
operation = b"\x61" + bytes([len(result)]) + result
message = b"\x02\x01\x01" + operation
channel.sendall(b"\x30" + bytes([len(message)]) + message)
bound = base64.b64decode(re.search(rb"c=([^,]+),r=", channel.recv(4096))[1])
prefix, value = re.fullmatch(rb"([^,]*,,[a-z-]*:)(.*)", bound, re.S).groups()
print(f"  signed: {prefix.decode()} and {len(value)} octets")
client.kill()
PY
seen=$(python3 server.py tls-endpoint TLSv1_3; python3 server.py tls-unique TLSv1_2)
expect_output "$seen" <<'EXPECTED'
tls-endpoint -> p=ldap
  signed: p=ldap,,tls-server-end-point: and 32 octets
tls-unique -> p=ldap
  signed: p=ldap,,tls-unique: and 12 octets
EXPECTED

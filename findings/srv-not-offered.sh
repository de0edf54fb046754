#!/usr/bin/env bash
# The SRV record by which a domain says that it has no IMAP without TLS: "_imap._tcp SRV 0 0 0 ." (RFC 2782, RFC 6186).
# Guess: a resolver library gives the target as ".".
# What happens: dnspython does. Node's resolver (c-ares) and Python's aiodns (c-ares, too) give the empty string, and Node's
#   net.connect() with an empty host connects to the machine it runs on.
# Versions: dnspython 2.9.2, aiodns 4.0.4 with pycares 5.2.1, Node 20.20 (the machine's own).
# Why it matters: a client that looks up its server by SRV must test for "." and for "", and before it connects; else
#   "not offered" ends as a connection to whatever listens on localhost.
. "$(dirname "$0")/support.bash"
python_packages dnspython==2.9.2 aiodns==4.0.4 pycares==5.2.1 dnslib==0.9.26
cat >resolve.js <<'JS'
const dns = require('dns').promises, net = require('net')
const resolver = new dns.Resolver()
resolver.setServers([`127.0.0.1:${process.argv[2]}`])
resolver.resolveSrv('_imap._tcp.example.org').then(([{ name }]) => {
  console.log(`Node: "${name}"`)
  const server = net.createServer(socket => { console.log('Node, connected to it: this machine'); process.exit() })
  server.listen(0, 'localhost', () => net.connect({ host: name, port: server.address().port }))
})
JS
cat >zone.py <<'PY'
import asyncio, aiodns, dns.resolver, subprocess
from dnslib import RR
from dnslib.server import BaseResolver, DNSLogger, DNSServer
class Zone(BaseResolver):
    def resolve(self, request, handler):
        answer = request.reply()
        answer.add_answer(*RR.fromZone("_imap._tcp.example.org. 60 IN SRV 0 0 0 ."))
        return answer
server = DNSServer(Zone(), address="127.0.0.1", port=0, logger=DNSLogger("-request,-reply"))
server.start_thread()
port = server.server.server_address[1]
async def through_aiodns():
    found = await aiodns.DNSResolver(nameservers=["127.0.0.1"], udp_port=port, timeout=5).query_dns("_imap._tcp.example.org", "SRV")
    print(f'aiodns: "{found.answer[0].data.target}"')
resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers, resolver.port = ["127.0.0.1"], port
print(f'dnspython: "{resolver.resolve("_imap._tcp.example.org", "SRV")[0].target}"', flush=True)
asyncio.run(through_aiodns())
print(subprocess.run(["node", "resolve.js", str(port)], capture_output=True, text=True, timeout=20).stdout, end="", flush=True)
PY
expect_output "$(timeout 60 python zone.py 2>errors)" <<'EXPECTED'
dnspython: "."
aiodns: ""
Node: ""
Node, connected to it: this machine
EXPECTED

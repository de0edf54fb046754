#!/usr/bin/env bash
# SCRAM over TLS to a PostgreSQL server whose certificate is Ed25519.
# Guess: tls-server-end-point has no hash for Ed25519 (RFC 5929 leaves it open), so the server lists SCRAM-SHA-256 without -PLUS and all log in.
# What happens: it lists -PLUS, and psql and psycopg fail with "could not find digest for NID UNDEF", although the password is
#   right and binding is only preferred. node-pg logs in without a binding, which is its default; asked for one, it takes SHA-512 and the
#   server fails with the same words. `channel_binding=disable` is the way in for libpq.
# Versions: PostgreSQL 15.20, libpq 15.20 and 18.6 (psycopg-binary 3.3.9), pg 8.23.1.
# Why it matters: a server must not list -PLUS when its certificate has no defined hash, and a client needs a way to fall back to
#   the bare mechanism before it starts; "prefer" is not enough.
. "$(dirname "$0")/support.bash"
python_packages psycopg==3.3.9 psycopg-binary==3.3.9
npm_packages pg@8.23.1
debian_packages postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 libpq5=15.20-0+deb12u1
bin=$root/usr/lib/postgresql/15/bin
port=$(python -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
openssl req -x509 -newkey ed25519 -nodes -keyout server.key -out server.crt -subj /CN=localhost -days 9 2>errors
cat >start <<START
cd "$work/server" && export LC_ALL=C.UTF-8 LD_LIBRARY_PATH="$LD_LIBRARY_PATH" && cp ../server.key ../server.crt . && chmod 600 server.key
"$bin/initdb" -D data -U postgres -A trust --no-sync >/dev/null && mv server.* data
echo "hostssl all all all scram-sha-256" >data/pg_hba.conf && echo "local all all trust" >>data/pg_hba.conf
exec timeout 60 "$bin/postgres" -D data -p $port -k "$work/server" -c listen_addresses=127.0.0.1 -c ssl=on -c fsync=off 2>log
START
mkdir server && chmod 755 . && chmod 644 server.key
as_user=()
if [ "$(id -u)" = 0 ]; then chown nobody server; as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
"${as_user[@]}" bash start &
for _ in {1..100}; do "$bin/psql" -h "$work/server" -p "$port" -U postgres -c "create role alice login password 'pencil'" >log 2>&1 && break; sleep 0.2; done
cat >client.js <<'JS'
const { Client } = require('pg')
const client = new Client({ host: '127.0.0.1', port: +process.argv[2], user: 'alice', password: 'pencil', database: 'postgres', ssl: { rejectUnauthorized: false }, enableChannelBinding: process.argv[3] === 'bound' })
client.on('error', () => {})
client.connect().then(() => 'logs in', e => e.message).then(said => { console.log(said); process.exit() })
JS
url="host=127.0.0.1 port=$port user=alice password=pencil dbname=postgres sslmode=require"
psql_says() { "$bin/psql" "$url $1" -Atc "select 'logs in'" 2>&1 | grep -o 'logs in$\|could not find.*'; }
seen=$(echo "psql: $(psql_says '')"; echo "psql, channel_binding=disable: $(psql_says channel_binding=disable)"
python - "$url" <<'PY'
import psycopg, sys
try: psycopg.connect(sys.argv[1]); print("psycopg: logs in")
except psycopg.OperationalError as error: print("psycopg:", str(error).split("failed: ")[-1].strip())
PY
echo "node-pg: $(node client.js "$port")"; echo "node-pg, bound: $(node client.js "$port" bound)")
expect_output "$seen" <<'EXPECTED'
psql: could not find digest for NID UNDEF
psql, channel_binding=disable: logs in
psycopg: could not find digest for NID UNDEF
node-pg: logs in
node-pg, bound: could not find digest for NID UNDEF
EXPECTED

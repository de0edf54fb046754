#!/usr/bin/env bash
# ALTER ROLE .. PASSWORD with a SCRAM record that another server made: SCRAM-SHA-512, or RFC 5803's form with the spaces it allows.
# Guess: PostgreSQL takes a record it can use and refuses one it cannot, since it looks at the prefix to tell a record from a password.
# What happens: what is not its own form to the letter is the password: CREATE ROLE succeeds without a notice, and the user's password is refused
#   from then on. The SCRAM-SHA-256 record without spaces is taken as a record.
# Version: PostgreSQL 15.20.
# Why it matters: an export for PostgreSQL has to write exactly its form, has to leave out other hashes with a message, and has to be
#   tried by a login: that the statement succeeds says nothing.
. "$(dirname "$0")/support.bash"
debian_packages postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 libpq5=15.20-0+deb12u1
bin=$root/usr/lib/postgresql/15/bin
port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
cat >start <<START
cd "$work/server" && export LC_ALL=C.UTF-8 LD_LIBRARY_PATH="$LD_LIBRARY_PATH"
"$bin/initdb" -D data -U postgres -A trust --no-sync >/dev/null
echo "host all all all scram-sha-256" >data/pg_hba.conf && echo "local all all trust" >>data/pg_hba.conf
exec timeout 60 "$bin/postgres" -D data -p $port -k "$work/server" -c listen_addresses=127.0.0.1 -c fsync=off 2>log
START
mkdir server && chmod 755 .
as_user=()
if [ "$(id -u)" = 0 ]; then chown nobody server; as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
"${as_user[@]}" bash start &
admin() { "$bin/psql" -h "$work/server" -p "$port" -U postgres -qAt -c "$1"; }
for _ in {1..100}; do admin "select 1" >log 2>&1 && break; sleep 0.2; done
cat >records.py <<'PY'
import base64, hashlib, hmac
def b64(octets): return base64.b64encode(octets).decode()
def record(hash):
    salt = b"sixteen octets.."
    salted = hashlib.pbkdf2_hmac(hash, b"pencil", salt, 4096)
    key = lambda label: hmac.new(salted, label, hash).digest()
    return b64(salt), b64(hashlib.new(hash, key(b"Client Key")).digest()), b64(key(b"Server Key"))
print("SCRAM-SHA-256$4096:%s$%s:%s" % record("sha256"))
print("SCRAM-SHA-256 $ 4096:%s $ %s:%s" % record("sha256"))
print("SCRAM-SHA-512$4096:%s$%s:%s" % record("sha512"))
PY
seen=$(python3 records.py | while read -r record; do
  said=$(admin "drop role if exists alice; create role alice login password '$record'" 2>&1 | grep -v 'does not exist' || true)
  kept=no; [ "$(admin "select rolpassword from pg_authid where rolname = 'alice'")" = "$record" ] && kept=yes
  login=refused; PGPASSWORD=pencil "$bin/psql" -h 127.0.0.1 -p "$port" -U alice -d postgres -c "select 1" >log 2>&1 </dev/null && login=good
  echo "${record%%4096*}..: said: ${said:-nothing}, kept as it is: $kept, login: $login"
done)
expect_output "$seen" <<'EXPECTED'
SCRAM-SHA-256$..: said: nothing, kept as it is: yes, login: good
SCRAM-SHA-256 $ ..: said: nothing, kept as it is: no, login: refused
SCRAM-SHA-512$..: said: nothing, kept as it is: no, login: refused
EXPECTED

#!/usr/bin/env bash
# One SCRAM-SHA-256 record for a password with a superscript two, which German and French keyboards have (AltGr+2): "m²-pencil".
# Guess: `doveadm pw` and `gsasl --mkpasswd` write the same format, so with one salt and count they write the same record.
# What happens: for "pencil" they do. For "m²-pencil" they do not: libgsasl hashes what SASLprep makes of it, "m2-pencil", Dovecot
#   the bytes as typed. A libgsasl client and a Dovecot record never meet, although PLAIN takes the same password on the same account.
# Versions: Dovecot 2.3.19.1, GNU SASL 2.2.0.
# Why it matters: "the right password is refused, by SCRAM only" has this cause too, and a migration of records carries it
#   along unseen: which form the old server hashed is not written in the record.
. "$(dirname "$0")/support.bash"
debian_packages gsasl=2.2.0-1+deb12u2 libgsasl18=2.2.0-1+deb12u2 dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7
export LD_LIBRARY_PATH="$LD_LIBRARY_PATH:$root/usr/lib/dovecot" 
echo "ssl = no" >dovecot.conf
compare() {
  local record count salt
  record=$(doveadm -c dovecot.conf pw -s SCRAM-SHA-256 -p "$1")
  count=${record#*\}}; count=${count%%,*}
  salt=$(cut -d, -f2 <<<"$record")
  for typed in "$@"; do
    other=$(gsasl --mkpasswd --mechanism SCRAM-SHA-256 --iteration-count "$count" --salt "$salt" --password "$typed")
    if [ "$record" = "$other" ]; then echo "Dovecot's record of $1, libgsasl's of $typed: the same"
    else echo "Dovecot's record of $1, libgsasl's of $typed: different"; fi
  done
}
seen=$(compare pencil; compare m²-pencil; compare m2-pencil m²-pencil)
expect_output "$seen" <<'EXPECTED'
Dovecot's record of pencil, libgsasl's of pencil: the same
Dovecot's record of m²-pencil, libgsasl's of m²-pencil: different
Dovecot's record of m2-pencil, libgsasl's of m2-pencil: the same
Dovecot's record of m2-pencil, libgsasl's of m²-pencil: the same
EXPECTED

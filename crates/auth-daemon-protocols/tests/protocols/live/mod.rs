//! Dovecot 2.3 and saslauthd, both ways, on Unix sockets in a folder of the test's own. Step `auth_daemon` of `.ci/run` installs
//! them and runs these, as root.
mod doveadm;
mod dovecot;
mod peer;
mod saslauthd;

//! Dovecot 2.3 and saslauthd, both ways, and Exim 4.96, on Unix sockets in a folder of the test's own. Step `auth_daemon` of
//! `.ci/run` installs them and runs these, as root.
mod daemon;
mod doveadm;
mod dovecot;
mod exim;
mod peer;
mod saslauthd;

//! Other people's programs, a file for each.
pub(crate) mod curl;
pub(crate) mod data;
pub(crate) mod dovecot;
pub(crate) mod fetchmail;
pub(crate) mod gnutls;
pub(crate) mod gsasl;
pub(crate) mod imtest;
pub(crate) mod mbsync;
pub(crate) mod msmtp;
pub(crate) mod mutt;
pub(crate) mod openssl;
pub(crate) mod poplib;
pub(crate) mod postfix;
pub(crate) mod python;
pub(crate) mod sieve_connect;
pub(crate) mod sieveshell;
pub(crate) mod swaks;

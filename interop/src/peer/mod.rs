//! Other people's programs, a file for each.
pub(crate) mod curl;
pub(crate) mod dovecot;
pub(crate) mod gsasl;
pub(crate) mod imtest;
pub(crate) mod mbsync;
pub(crate) mod msmtp;
pub(crate) mod mutt;
pub(crate) mod postfix;

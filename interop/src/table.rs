//! The table: every peer, in the order of the matrix. A new peer is a file in `peer/` and a line in `PEERS`.
use crate::{
    entry::Entry,
    peer::{
        bound, curl, cyrus, data, dovecot, exported, fetchmail, forms, gnutls, gsasl, imported, imtest,
        mbsync, msmtp, mutt, openssl, poplib, postfix, postgres, psql, python, sieve_connect, sieveshell,
        swaks,
    },
};

/// Everybody.
pub(crate) const PEERS: &[Entry] = &[
    gsasl::ENTRY,
    imtest::ENTRY,
    curl::ENTRY,
    msmtp::ENTRY,
    mbsync::ENTRY,
    mutt::ENTRY,
    fetchmail::ENTRY,
    swaks::ENTRY,
    python::ENTRY,
    poplib::ENTRY,
    sieve_connect::ENTRY,
    sieveshell::ENTRY,
    data::GSASL,
    data::CURL,
    data::LOGIN,
    bound::GSASL_OPENSSL,
    bound::GSASL_RUSTLS,
    bound::IMTEST_OPENSSL,
    forms::GSASL,
    forms::PYTHON,
    forms::LOGIN,
    imported::DOVECOT,
    imported::GSASL,
    openssl::ENTRY,
    gnutls::ENTRY,
    dovecot::ENTRY,
    exported::DOVECOT,
    postfix::ENTRY,
    cyrus::ENTRY,
    postgres::ENTRY,
    psql::ENTRY,
];

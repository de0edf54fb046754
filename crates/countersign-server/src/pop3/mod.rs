//! POP3 (RFC 1939) with CAPA (RFC 2449), STLS (RFC 2595) and AUTH (RFC 5034), and an empty maildrop.
mod command;
mod login;
mod serve;

pub(super) use serve::run;

//! The conversion to the types of imap-types.
use countersign::{
    mail::imap::{Reply, Status as Ended},
    sasl::server::Offer,
};
use imap_next::imap_types::{
    auth::AuthMechanism,
    core::{Tag, Vec1},
    response::{Capability, Code, CodeOther, Status},
};
use std::io;

/// Returns the server's capabilities. imap-types has variants for some mechanisms and a generic one for the
/// others.
pub(crate) fn capabilities(offer: &Offer) -> io::Result<Vec1<Capability<'static>>> {
    let mut able = vec![Capability::Imap4Rev1, Capability::SaslIr, Capability::LoginDisabled];
    for name in offer.names() {
        able.push(Capability::Auth(AuthMechanism::try_from(name.to_owned()).map_err(io::Error::other)?));
    }
    Vec1::try_from(able).map_err(io::Error::other)
}

/// Converts a failure: its status, its response code (RFC 5530, without variants in imap-types) and its text.
pub(crate) fn told(tag: Tag<'static>, reply: Reply) -> io::Result<Status<'static>> {
    let code = reply.code().map(|code| Code::Other(CodeOther::unvalidated(code.as_bytes())));
    match reply.status() {
        Ended::Bad => Status::bad(Some(tag), code, reply.text()),
        _ => Status::no(Some(tag), code, reply.text()),
    }
    .map_err(io::Error::other)
}

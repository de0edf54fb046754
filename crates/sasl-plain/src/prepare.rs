//! Names before they are looked up (RFC 4616 section 2). Passwords are prepared by what checks them.
use alloc::borrow::Cow;
use sasl_core::Error;

/// NFC. The rest is the directory's affair.
pub(crate) fn login_name(name: &str) -> Result<Cow<'_, str>, Error> {
    const UNFIT: Error = Error::peer("PLAIN: a name that cannot be prepared");
    precis_normalize::login_name(name).map_err(|_| UNFIT)
}

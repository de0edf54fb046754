//! The response: `name SP digest` (RFC 2195 section 2).
use alloc::string::String;
use sasl_core::Error;

/// A client's response. A name can contain spaces: the last space ends it.
pub(crate) struct Response<'a> {
    pub(crate) user: &'a str,
    pub(crate) digest: [u8; 16],
}

/// The number of hexadecimal digits.
const DIGITS: usize = 32;

impl<'a> Response<'a> {
    pub(crate) fn read(message: &'a [u8]) -> Result<Self, Error> {
        const FORM: Error =
            Error::peer("CRAM-MD5: the response is not a name, a space and 32 hexadecimal digits");
        let text = core::str::from_utf8(message).map_err(|_| FORM)?;
        let (user, digits) = text.rsplit_once(' ').ok_or(FORM)?;
        let mut digest = [0; 16];
        // RFC 2195 section 2: the digits are lower case.
        if user.is_empty() || digits.len() != DIGITS || base16ct::lower::decode(digits, &mut digest).is_err()
        {
            return Err(FORM);
        }
        Ok(Self { user, digest })
    }

    pub(crate) fn write(&self) -> String {
        let mut digits = [0; DIGITS];
        let digits = base16ct::lower::encode_str(&self.digest, &mut digits).unwrap_or_default();
        [self.user, digits].join(" ")
    }
}

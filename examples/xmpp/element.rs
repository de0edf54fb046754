//! Reading and writing of SASL's elements. Their content is base64 and names of mechanisms and conditions, which
//! need no escaping.
use countersign::mail::base64;
use zeroize::Zeroizing;

pub(crate) const SASL: &str = "urn:ietf:params:xml:ns:xmpp-sasl";

/// A parsed element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) mechanism: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// Returns the name, if it is one of SASL's.
    pub(crate) fn sasl(&self) -> &str {
        if self.namespace == SASL { &self.name } else { "" }
    }
}

/// Writes a message that is always present: `challenge`, `response`.
pub(crate) fn message(name: &str, message: &[u8]) -> Zeroizing<String> {
    element(name, "", &base64::encode_secret(message))
}

/// Writes a message that can be absent, which differs from an empty one: with `auth` (RFC 6120 section 6.4.2) and
/// `success` (section 6.4.6).
pub(crate) fn optional(name: &str, attribute: &str, message: Option<&[u8]>) -> Zeroizing<String> {
    match message {
        None => element(name, attribute, ""),
        Some([]) => element(name, attribute, "="),
        Some(message) => element(name, attribute, &base64::encode_secret(message)),
    }
}

pub(crate) fn element(name: &str, attribute: &str, inside: &str) -> Zeroizing<String> {
    Zeroizing::new(["<", name, " xmlns='", SASL, "'", attribute, ">", inside, "</", name, ">"].concat())
}

/// Reads the text of such an element.
pub(crate) fn read_optional(text: &str) -> Result<Option<base64::Decoded>, base64::NotBase64> {
    match text {
        "" => Ok(None),
        "=" => base64::decode(b"").map(Some),
        text => base64::decode(text.as_bytes()).map(Some),
    }
}

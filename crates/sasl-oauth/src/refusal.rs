//! The JSON text that explains a rejection (RFC 7628 section 3.2.2).
use crate::dialect::Dialect;
use alloc::{format, string::String};
use sasl_core::server::TokenFailure;

/// The two errors that a token can cause.
#[derive(Clone, Copy)]
pub(crate) enum Status {
    Invalid,
    InsufficientScope,
}

pub(crate) fn write(dialect: Dialect, status: Status, failure: &TokenFailure) -> String {
    let [invalid, insufficient] = dialect.statuses();
    let status = match status {
        Status::Invalid => invalid,
        Status::InsufficientScope => insufficient,
    };
    let schemes = (dialect == Dialect::XOAuth2).then_some("bearer");
    let members = [
        ("status", Some(status)),
        ("schemes", schemes),
        ("scope", failure.scope.as_deref()),
        ("openid-configuration", failure.openid_configuration.as_deref()),
    ];
    let mut text = String::from("{");
    for (name, value) in members {
        let Some(value) = value else { continue };
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&format!("\"{name}\":"));
        string(value, &mut text);
    }
    text.push('}');
    text
}

/// Writes a JSON string (RFC 8259 section 7) in ASCII; all other characters are escaped.
fn string(value: &str, to: &mut String) {
    to.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            ' '..='~' => to.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| to.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    to.push('"');
}

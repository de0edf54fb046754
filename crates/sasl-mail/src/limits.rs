//! The limits of line lengths, in octets.
use crate::base64;

/// The minimum limit that a server may set for a response line, without its CRLF (RFC 4954 section 4).
pub const RESPONSE_LINE: usize = 12288;

/// The maximum length of an IMAP command line that a client sends, with its CRLF (RFC 7162 section 4).
pub const IMAP_COMMAND_LINE: usize = 8192;

/// The maximum length of an SMTP command line that a client sends, with its CRLF (RFC 5321 section 4.5.3.1.4). RFC
/// 4954 section 4 applies it to initial responses.
pub const SMTP_COMMAND_LINE: usize = 512;

/// The maximum length of a POP3 command line that a client sends, with its CRLF (RFC 2449 section 4). RFC 5034
/// section 4 applies it to initial responses.
pub const POP3_COMMAND_LINE: usize = 255;

/// The maximum length of a quoted string in ManageSieve, without its quotes. A longer string is sent as a literal
/// (RFC 5804 section 4, with its erratum 2655).
pub const SIEVE_QUOTED: usize = 1024;

/// Returns the maximum length of a response line for a server, without its CRLF: [`RESPONSE_LINE`], or the base64
/// length of the longest message of an offered mechanism, whichever is greater.
///
/// The argument is in octets before encoding: [`Offer::max_message`](sasl_core::server::Offer::max_message) for a
/// listener, [`Awaiting::max_message`](sasl_core::Awaiting::max_message) in an exchange.
///
/// ```
/// use sasl_core::{Profile, ServerRegistry, Security, server::Connection};
/// use sasl_mail::limits::response_line;
///
/// let offer = ServerRegistry::new().offer(&Connection::new(Profile::MAIL, Security::Verified));
/// assert_eq!(response_line(offer.max_message()), 12288);
/// assert_eq!(response_line(65536), 87384);
/// ```
pub const fn response_line(max_message: usize) -> usize {
    let encoded = base64::length(max_message);
    if encoded > RESPONSE_LINE { encoded } else { RESPONSE_LINE }
}

//! How long a line may be. All lengths are in octets.
use crate::base64;

/// The shortest limit that a server may set to a response line, without its CRLF (RFC 4954 section 4).
pub const RESPONSE_LINE: usize = 12288;

/// The longest IMAP command line that a client sends, with its CRLF (RFC 7162 section 4).
pub const IMAP_COMMAND_LINE: usize = 8192;

/// The longest SMTP command line that a client sends, with its CRLF (RFC 5321 section 4.5.3.1.4; RFC 4954
/// section 4 holds an initial response to it).
pub const SMTP_COMMAND_LINE: usize = 512;

/// The longest POP3 command line that a client sends, with its CRLF (RFC 2449 section 4; RFC 5034 section 4 holds an
/// initial response to it).
pub const POP3_COMMAND_LINE: usize = 255;

/// The longest quoted string that is sent in ManageSieve, without its quotes; what is longer goes as a literal (RFC
/// 5804 section 4, with its erratum 2655).
pub const SIEVE_QUOTED: usize = 1024;

/// How long a response line a server reads, without its CRLF: [`RESPONSE_LINE`], or the base64 of the longest
/// message that an offered mechanism reads, whichever is more.
///
/// The argument is in octets before encoding: [`Offer::max_message`](sasl_core::server::Offer::max_message) for
/// a listener, [`Awaiting::max_message`](sasl_core::Awaiting::max_message) within an exchange.
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

//! The protocols, and the same message in each of them.

use super::Serve;

/// The protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Smtp,
    Pop3,
    Sieve,
}

use Protocol::{Imap, Pop3, Sieve, Smtp};

pub(crate) const ALL: [Protocol; 4] = [Imap, Smtp, Pop3, Sieve];
/// Those that have a port with implicit TLS.
pub(crate) const IMPLICIT: [Protocol; 3] = [Imap, Smtp, Pop3];

impl Protocol {
    /// Returns the URL scheme of its port with STARTTLS.
    pub(crate) fn scheme(self) -> &'static str {
        match self {
            Imap => "imap",
            Smtp => "smtp",
            Pop3 => "pop3",
            Sieve => "sieve",
        }
    }

    /// Returns the command that begins an exchange, with its arguments, without its CRLF.
    pub(crate) fn begin(self, mechanism: &str, initial: Option<&[u8]>) -> Vec<u8> {
        let mut command = match self {
            Imap => format!("t AUTHENTICATE {mechanism}"),
            Smtp | Pop3 => format!("AUTH {mechanism}"),
            Sieve => format!("AUTHENTICATE \"{mechanism}\""),
        }
        .into_bytes();
        if let Some(initial) = initial {
            command.push(b' ');
            command.extend(self.response(initial));
        }
        command
    }

    /// Returns a response, already encoded, without its CRLF.
    pub(crate) fn response(self, encoded: &[u8]) -> Vec<u8> {
        if self == Sieve { [b"\"", encoded, b"\""].concat() } else { encoded.to_vec() }
    }

    /// Returns a challenge, still encoded, if this line is one.
    pub(crate) fn challenge(self, line: &str) -> Option<&str> {
        match self {
            Imap | Pop3 => line.strip_prefix("+ "),
            Smtp => line.strip_prefix("334 "),
            Sieve => line.strip_prefix('"')?.strip_suffix('"'),
        }
    }

    /// Returns an empty initial response.
    pub(crate) fn empty(self) -> &'static [u8] {
        if self == Sieve { b"" } else { b"=" }
    }

    /// Returns whether the line reports a login.
    pub(crate) fn is_in(self, line: &str) -> bool {
        let begins = match self {
            Imap => "t OK ",
            Smtp => "235 ",
            Pop3 => "+OK ",
            Sieve => return line == "OK" || line.starts_with("OK (SASL "),
        };
        line.starts_with(begins)
    }

    /// Returns the data of a server's success reply, still encoded.
    pub(crate) fn success_data(self, line: &str) -> Option<&str> {
        let (data, _) = line.strip_prefix("OK (SASL \"").filter(|_| self == Sieve)?.split_once("\")")?;
        Some(data)
    }

    /// Returns the command after which TLS begins, with its CRLF.
    pub(crate) fn starttls(self) -> &'static str {
        match self {
            Imap => "t STARTTLS\r\n",
            Smtp | Sieve => "STARTTLS\r\n",
            Pop3 => "STLS\r\n",
        }
    }

    /// Returns the farewell of a server that stops.
    pub(crate) fn stopping(self) -> &'static str {
        match self {
            Imap => "* BYE The server is stopping",
            Smtp => "421 4.3.2 The server is stopping",
            Pop3 => "-ERR [SYS/TEMP] The server is stopping",
            Sieve => "BYE (TRYLATER) \"The server is stopping\"",
        }
    }

    /// Returns the value of this protocol.
    pub(crate) fn pick<T>(self, [imap, smtp, pop3, sieve]: [T; 4]) -> T {
        match self {
            Imap => imap,
            Smtp => smtp,
            Pop3 => pop3,
            Sieve => sieve,
        }
    }
}

impl Serve {
    /// Returns `imaps://localhost:PORT` and the like.
    pub(crate) fn url(&self, scheme: &str) -> String {
        let address = match scheme {
            "imap" => self.ready.imap,
            "imaps" => self.ready.imaps,
            "smtp" => self.ready.submission,
            "smtps" => self.ready.submissions,
            "pop3" => self.ready.pop3,
            "pop3s" => self.ready.pop3s,
            "sieve" => self.ready.sieve,
            other => panic!("{other}"),
        };
        format!("{scheme}://localhost:{}", address.port())
    }
}

//! Commands (RFC 5321 section 4.1).

/// A command and its unparsed argument.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command<'a> {
    Hello {
        extended: bool,
        name: &'a str,
    },
    StartTls,
    /// With its words; they may be a credential, or not text at all.
    Auth(Vec<&'a [u8]>),
    Mail(&'a str),
    Rcpt(&'a str),
    Data,
    Bdat,
    Rset,
    Noop,
    Quit,
    /// A known command with an invalid argument.
    BadArgument,
    Unknown,
}

impl<'a> Command<'a> {
    /// Parses a line without its CRLF.
    pub(super) fn read(line: &'a [u8]) -> Self {
        let mut words = line.split(|octet| *octet == b' ');
        if words.next().is_some_and(|verb| verb.eq_ignore_ascii_case(b"AUTH")) {
            return Self::Auth(words.collect());
        }
        let Ok(line) = std::str::from_utf8(line) else { return Self::Unknown };
        let (verb, argument) = line.split_once(' ').unwrap_or((line, ""));
        let alone = |command| if argument.trim().is_empty() { command } else { Self::BadArgument };
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" if argument.trim().is_empty() => Self::BadArgument,
            "EHLO" => Self::Hello { extended: true, name: argument },
            "HELO" => Self::Hello { extended: false, name: argument },
            "STARTTLS" => alone(Self::StartTls),
            "MAIL" => path(argument, "FROM:").map_or(Self::BadArgument, Self::Mail),
            "RCPT" => match path(argument, "TO:") {
                Some(path) if !path.is_empty() => Self::Rcpt(path),
                _ => Self::BadArgument,
            },
            "BDAT" => Self::Bdat,
            "DATA" => alone(Self::Data),
            "RSET" => alone(Self::Rset),
            "NOOP" => Self::Noop,
            "QUIT" => alone(Self::Quit),
            _ => Self::Unknown,
        }
    }
}

/// Returns the text between the angle brackets; parameters after them are not used here.
fn path<'a>(argument: &'a str, keyword: &str) -> Option<&'a str> {
    let (head, rest) = argument.split_at_checked(keyword.len())?;
    if !head.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let (path, _) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    let is_clean = !path.contains(|c: char| c.is_control() || c == '<' || c == ' ');
    is_clean.then_some(path)
}

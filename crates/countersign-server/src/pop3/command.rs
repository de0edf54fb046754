//! Commands (RFC 1939 sections 5 to 7).

/// A command and its unparsed argument.
#[derive(PartialEq, Eq)]
pub(super) enum Command<'a> {
    Capa,
    Stls,
    /// With its words; they may be a credential, or not text at all.
    Auth(Vec<&'a [u8]>),
    User(&'a [u8]),
    /// All that follows, including spaces (RFC 1939 section 7).
    Pass(&'a [u8]),
    Stat,
    /// LIST and UIDL of all messages.
    List,
    /// A command that names a message.
    Message,
    Noop,
    Rset,
    Quit,
    /// A known command with an invalid argument.
    BadArgument,
    Unknown,
}

impl<'a> Command<'a> {
    /// Parses a line without its CRLF.
    pub(super) fn read(line: &'a [u8]) -> Self {
        let (verb, argument) = match line.iter().position(|octet| *octet == b' ') {
            Some(at) => (line.get(..at).unwrap_or_default(), line.get(at.saturating_add(1)..)),
            None => (line, None),
        };
        let alone = |command| if argument.is_none() { command } else { Self::BadArgument };
        let some = argument.filter(|argument| !argument.is_empty());
        match &*verb.to_ascii_uppercase() {
            b"CAPA" => alone(Self::Capa),
            b"STLS" => alone(Self::Stls),
            b"AUTH" => Self::Auth(
                argument.map(|words| words.split(|octet| *octet == b' ').collect()).unwrap_or_default(),
            ),
            b"USER" => some.map_or(Self::BadArgument, Self::User),
            b"PASS" => some.map_or(Self::BadArgument, Self::Pass),
            b"STAT" => alone(Self::Stat),
            b"LIST" | b"UIDL" if argument.is_none() => Self::List,
            b"LIST" | b"UIDL" | b"RETR" | b"DELE" => number(argument),
            b"TOP" => {
                let mut words = argument.unwrap_or_default().splitn(2, |octet| *octet == b' ');
                match (number(words.next()), number(words.next())) {
                    (Self::Message, Self::Message) => Self::Message,
                    _ => Self::BadArgument,
                }
            }
            b"NOOP" => alone(Self::Noop),
            b"RSET" => alone(Self::Rset),
            b"QUIT" => alone(Self::Quit),
            _ => Self::Unknown,
        }
    }
}

fn number(argument: Option<&[u8]>) -> Command<'_> {
    let is_number = |digits: &[u8]| (1..=10).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    if argument.is_some_and(is_number) { Command::Message } else { Command::BadArgument }
}

//! Commands (RFC 5804 section 2), and replies to those that neither log in nor change the connection.
use countersign::mail::sieve::{Malformed, Text, Word, Words};

/// A command and its unparsed arguments.
#[derive(PartialEq, Eq)]
pub(super) enum Command<'a> {
    Authenticate {
        name: Text<'a>,
        /// Its errors have their own replies.
        initial: Option<Result<Text<'a>, Malformed>>,
    },
    StartTls,
    Logout,
    Capability,
    Noop(Option<String>),
    ListScripts,
    /// A command that would store a script.
    Keep,
    /// A command that names an existing script.
    Existing,
    /// SETACTIVE without a script.
    Deactivate,
    /// A known command with invalid arguments.
    BadArguments,
    Unknown,
}

impl<'a> Command<'a> {
    /// Parses a line, with its literals and without its CRLF.
    pub(super) fn read(line: &'a [u8]) -> Self {
        // No command has more than three words; a fourth is enough to detect too many.
        let words: Vec<Result<Word<'_>, Malformed>> = Words::of(line).take(4).collect();
        let Some((Ok(Word::Atom(verb)), words)) = words.split_first() else { return Self::Unknown };
        if let (b"AUTHENTICATE", [Ok(Word::Text(name)), rest @ ..]) = (&*verb.to_ascii_uppercase(), words) {
            return match rest {
                [] => Self::Authenticate { name: *name, initial: None },
                [Ok(Word::Text(initial))] => Self::Authenticate { name: *name, initial: Some(Ok(*initial)) },
                [Err(Malformed)] => Self::Authenticate { name: *name, initial: Some(Err(Malformed)) },
                _ => Self::BadArguments,
            };
        }
        let words: Result<Vec<Word<'_>>, Malformed> = words.iter().copied().collect();
        let Ok(arguments) = words else { return Self::BadArguments };
        match (&*verb.to_ascii_uppercase(), &*arguments) {
            (b"STARTTLS", []) => Self::StartTls,
            (b"LOGOUT", []) => Self::Logout,
            (b"CAPABILITY", []) => Self::Capability,
            (b"NOOP", []) => Self::Noop(None),
            (b"NOOP", [Word::Text(tag)]) => tagged(*tag),
            (b"LISTSCRIPTS", []) => Self::ListScripts,
            (b"HAVESPACE", [Word::Text(_), Word::Atom(size)]) if size.iter().all(u8::is_ascii_digit) => {
                Self::Keep
            }
            (b"PUTSCRIPT", [Word::Text(_), Word::Text(_)]) | (b"CHECKSCRIPT", [Word::Text(_)]) => Self::Keep,
            (b"SETACTIVE", [Word::Text(script)]) if script.octets().is_empty() => Self::Deactivate,
            (b"SETACTIVE" | b"GETSCRIPT" | b"DELETESCRIPT", [Word::Text(_)])
            | (b"RENAMESCRIPT", [Word::Text(_), Word::Text(_)]) => Self::Existing,
            (
                b"AUTHENTICATE" | b"STARTTLS" | b"LOGOUT" | b"CAPABILITY" | b"NOOP" | b"LISTSCRIPTS"
                | b"HAVESPACE" | b"PUTSCRIPT" | b"CHECKSCRIPT" | b"SETACTIVE" | b"GETSCRIPT"
                | b"DELETESCRIPT" | b"RENAMESCRIPT",
                _,
            ) => Self::BadArguments,
            _ => Self::Unknown,
        }
    }

    /// Returns whether it is a command of this protocol.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown | Self::BadArguments)
    }
}

/// NOOP echoes its argument (RFC 5804 section 2.13).
fn tagged(tag: Text<'_>) -> Command<'_> {
    match String::from_utf8(tag.unescaped()) {
        Ok(tag) if tag.len() <= 1024 => Command::Noop(Some(tag)),
        _ => Command::BadArguments,
    }
}

/// Returns the replies after login: there are no scripts, and none can be stored.
pub(super) fn about_scripts(command: &Command<'_>) -> &'static str {
    match command {
        // A bare OK, like that of every other list.
        Command::ListScripts | Command::Deactivate => "OK\r\n",
        Command::Keep => "NO (QUOTA/MAXSCRIPTS) \"Scripts are not stored here\"\r\n",
        _ => "NO (NONEXISTENT) \"No such script\"\r\n",
    }
}

//! Commands (RFC 5804 section 2), and what is answered to those that neither log in nor change the connection.
use countersign::mail::sieve::{Malformed, Text, Word, Words};

/// A command and its arguments, still to be looked at.
#[derive(PartialEq, Eq)]
pub(super) enum Command<'a> {
    Authenticate {
        name: Text<'a>,
        /// What is wrong with it has a reply of its own.
        initial: Option<Result<Text<'a>, Malformed>>,
    },
    StartTls,
    Logout,
    Capability,
    Noop(Option<String>),
    ListScripts,
    /// A command that would keep a script.
    Keep,
    /// A command that names a script which is there already.
    Existing,
    /// SETACTIVE with no script.
    Deactivate,
    /// A command that is known, with arguments that it cannot have.
    BadArguments,
    Unknown,
}

impl<'a> Command<'a> {
    /// Read a line, with the literals in it and without its CRLF.
    pub(super) fn read(line: &'a [u8]) -> Self {
        // No command has more than three words; a fourth is enough to see that there are too many.
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

    /// It is a command of this protocol.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown | Self::BadArguments)
    }
}

/// NOOP says back what it is given (RFC 5804 section 2.13).
fn tagged(tag: Text<'_>) -> Command<'_> {
    match String::from_utf8(tag.unescaped()) {
        Ok(tag) if tag.len() <= 1024 => Command::Noop(Some(tag)),
        _ => Command::BadArguments,
    }
}

/// What is answered once somebody is logged in: there are no scripts, and there is room for none.
pub(super) fn about_scripts(command: &Command<'_>) -> &'static str {
    match command {
        // A bare OK, like that of every other list.
        Command::ListScripts | Command::Deactivate => "OK\r\n",
        Command::Keep => "NO (QUOTA/MAXSCRIPTS) \"Scripts are not kept here\"\r\n",
        _ => "NO (NONEXISTENT) \"There is no such script\"\r\n",
    }
}

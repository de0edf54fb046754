//! Commands, and the lines that answer them.
use super::{Protocol, Wire};

impl Wire {
    /// Reads the greeting and, in SMTP, sends EHLO.
    pub(crate) fn greeted(mut self, protocol: Protocol) -> Self {
        let greeting = self.line();
        match protocol {
            Protocol::Imap => assert!(greeting.starts_with("* OK ["), "{greeting}"),
            Protocol::Smtp => {
                assert!(greeting.starts_with("220 "), "{greeting}");
                assert!(self.smtp("EHLO client.example")[0].starts_with("250-"));
            }
            Protocol::Pop3 => assert_eq!(greeting, "+OK countersign"),
            Protocol::Sieve => {
                assert_eq!(greeting, "\"IMPLEMENTATION\" \"countersign\"");
                self.answer();
            }
        }
        self
    }

    /// Sends a command under the tag `t`; returns all lines up to the tagged one.
    #[track_caller]
    pub(crate) fn imap(&mut self, command: impl AsRef<[u8]>) -> Vec<String> {
        self.send([b"t ", command.as_ref(), b"\r\n"].concat());
        self.tagged("t")
    }

    /// Returns all lines up to the one with this tag.
    #[track_caller]
    pub(crate) fn tagged(&mut self, tag: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| line.starts_with(&format!("{tag} "))) {
                return lines;
            }
        }
    }

    /// Sends a command; returns all lines of the reply.
    #[track_caller]
    pub(crate) fn smtp(&mut self, command: impl AsRef<[u8]>) -> Vec<String> {
        self.send([command.as_ref(), b"\r\n"].concat());
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| line.as_bytes().get(3) != Some(&b'-')) {
                return lines;
            }
        }
    }

    /// Sends a command in POP3; returns the line that answers it.
    #[track_caller]
    pub(crate) fn pop3(&mut self, command: impl AsRef<[u8]>) -> String {
        self.send([command.as_ref(), b"\r\n"].concat());
        self.line()
    }

    /// Returns the lines of a list in POP3, up to the dot.
    #[track_caller]
    pub(crate) fn dotted(&mut self) -> Vec<String> {
        std::iter::from_fn(|| Some(self.line()).filter(|line| line != ".")).collect()
    }

    /// Sends a command in ManageSieve; returns all lines up to the one that answers it.
    #[track_caller]
    pub(crate) fn sieve(&mut self, command: impl AsRef<[u8]>) -> Vec<String> {
        self.send([command.as_ref(), b"\r\n"].concat());
        self.answer()
    }

    /// Returns all lines up to one that is not a string.
    #[track_caller]
    pub(crate) fn answer(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| !line.starts_with('"')) {
                return lines;
            }
        }
    }

    /// Checks that the other end still answers. (NOOP; in POP3, which has none before the login, CAPA.)
    #[track_caller]
    pub(crate) fn noop(&mut self, protocol: Protocol) {
        let reply = match protocol {
            Protocol::Imap => self.imap("NOOP"),
            Protocol::Smtp => self.smtp("NOOP"),
            Protocol::Pop3 => {
                let reply = self.pop3("CAPA");
                self.dotted();
                vec![reply]
            }
            Protocol::Sieve => self.sieve("NOOP"),
        };
        let expected = protocol.pick(["t OK ", "250 ", "+OK ", "OK "]);
        assert!(reply.last().is_some_and(|line| line.starts_with(expected)), "{reply:?}");
    }
}

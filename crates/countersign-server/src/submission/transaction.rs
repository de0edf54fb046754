//! A mail transaction (RFC 5321 section 3.3).

/// The envelope of a message.
#[derive(Debug, Default)]
pub(super) enum Transaction {
    #[default]
    None,
    Open {
        sender: String,
        recipients: Vec<String>,
    },
}

/// RFC 5321 section 4.5.3.1.8 requires at least 100.
const RECIPIENTS: usize = 100;

impl Transaction {
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    pub(super) fn begin(&mut self, sender: &str) -> &'static str {
        if self.is_open() {
            return "503 5.5.1 Transaction in progress; use RSET to end it\r\n";
        }
        *self = Self::Open { sender: sender.into(), recipients: Vec::new() };
        "250 2.1.0 Sender OK\r\n"
    }

    pub(super) fn add(&mut self, recipient: &str) -> &'static str {
        match self {
            Self::None => "503 5.5.1 Send MAIL first\r\n",
            Self::Open { recipients, .. } if recipients.len() >= RECIPIENTS => {
                "452 4.5.3 Too many recipients\r\n"
            }
            Self::Open { recipients, .. } => {
                recipients.push(recipient.into());
                "250 2.1.5 Recipient OK\r\n"
            }
        }
    }

    /// Returns the first lines of a message's file; `None` without recipients.
    pub(super) fn trace(&self, account: &str) -> Option<String> {
        match self {
            Self::Open { sender, recipients } if !recipients.is_empty() => Some(format!(
                "X-Submitted-By: {account}\r\nReturn-Path: <{sender}>\r\nX-Recipients: {}\r\n",
                recipients.join(", ")
            )),
            _ => None,
        }
    }
}

//! Errors of a configuration, with their place. Values are not shown: one may be a secret in the wrong place.
use crate::{exit::Exit, exit::Failure};
use std::{fmt, path::PathBuf};

/// An error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(super) file: PathBuf,
    /// The line, from 1, if the error belongs to one.
    pub(super) line: Option<usize>,
    pub(super) text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.text)
    }
}

/// Why no command can run.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The command line is wrong, or asks for help.
    CommandLine(clap::Error),
    /// All errors of the configuration that it names.
    File(Vec<Fault>),
}

impl From<clap::Error> for Unread {
    fn from(error: clap::Error) -> Self {
        Self::CommandLine(error)
    }
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        let text = match unread {
            Unread::CommandLine(error) => error.to_string(),
            Unread::File(faults) => {
                faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\ncountersign: ")
            }
        };
        Self::new(Exit::Usage, text)
    }
}

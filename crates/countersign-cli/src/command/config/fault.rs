//! What is wrong with a configuration, and where. Values are not shown: one of them may be a secret in the wrong place.
use crate::exit::{Exit, Failure};
use std::{fmt, path::PathBuf};

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(super) file: PathBuf,
    /// From 1, if it is a line that is wrong.
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

/// Why there is no command to carry out.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The command line itself; or somebody has asked for help.
    CommandLine(clap::Error),
    /// The configuration that it names, everything that is wrong with it.
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

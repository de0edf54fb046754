//! `--client-ca`
use std::{path::PathBuf, str::FromStr};

/// `--client-ca [DOMAIN,..=]FILE`
#[derive(Clone, Debug)]
pub struct ClientCa {
    pub(super) file: PathBuf,
    pub(super) domains: Option<Vec<String>>,
}

impl FromStr for ClientCa {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (domains, file) = match text.split_once('=') {
            Some((domains, file)) if !domains.contains('/') => (Some(domains), file),
            _ => (None, text),
        };
        let domains = domains.map(|domains| domains.split(',').map(String::from).collect::<Vec<_>>());
        if file.is_empty() || domains.iter().flatten().any(String::is_empty) {
            return Err("expected FILE or DOMAIN,..=FILE");
        }
        Ok(Self { file: file.into(), domains })
    }
}

impl From<PathBuf> for ClientCa {
    fn from(file: PathBuf) -> Self {
        Self { file, domains: None }
    }
}

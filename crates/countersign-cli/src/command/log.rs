//! `--log`: what happens, on standard error. No credential is in it at any level.
use crate::exit::Failure;
use std::{env, io};
use tracing_subscriber::{
    Layer as _,
    filter::{LevelFilter, Targets},
    fmt::{self, MakeWriter},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// Whoever has had a server reload its configuration waits for an answer.
const USUAL: &str = "warn,countersign::command::serve::reload=info";

#[derive(clap::Args)]
pub(super) struct Log {
    /// What is said on standard error: off, error, warn, info, debug or trace, or that of parts, countersign=debug,warn;
    /// else RUST_LOG [default: warn, and whether SIGHUP has been heeded]
    #[arg(long, value_name = "LEVEL")]
    log: Option<String>,
}

impl Log {
    /// From here on it is said.
    pub(super) fn begin(&self) -> Result<(), Failure> {
        self.begin_on(io::stderr)
    }

    /// Writes the log to this from here on.
    pub(super) fn begin_on(
        &self,
        writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static,
    ) -> Result<(), Failure> {
        let (option, wanted) = match &self.log {
            Some(wanted) => ("--log", wanted.clone()),
            None => ("RUST_LOG", env::var("RUST_LOG").unwrap_or_default()),
        };
        let wanted = if wanted.is_empty() { USUAL } else { &wanted };
        let wrong = || {
            let levels = "off, error, warn, info, debug, trace";
            Failure::usage(format!(
                "{option}: neither a level ({levels}) nor levels of parts (PART=LEVEL,..)"
            ))
        };
        // A word alone would be taken for a part of the program of which everything is to be said.
        if wanted.split(',').any(|one| !one.contains('=') && one.parse::<LevelFilter>().is_err()) {
            return Err(wrong());
        }
        let targets: Targets = wanted.parse().map_err(|_| wrong())?;
        let lines = fmt::layer().with_writer(writer).with_ansi(false).with_filter(targets);
        // One that is there already is as good.
        let _ = tracing_subscriber::registry().with(lines).try_init();
        Ok(())
    }
}

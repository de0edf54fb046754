//! `--log`: events on standard error. They contain no credentials at any level.
use crate::exit::Failure;
use std::{env, io};
use tracing_subscriber::{
    Layer as _,
    filter::{LevelFilter, Targets},
    fmt::{self, MakeWriter},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// The level without `--log`: an administrator who reloads the configuration sees the result.
const USUAL: &str = "warn,countersign::command::serve::reload=info";

/// The help of `--log` for a server.
pub(super) const SERVER_HELP: &str = "Log level on standard error: off, error, warn, info, debug or trace, or levels of \
    targets such as countersign=debug,warn [default: RUST_LOG, or warn and the result of reloads]";

#[derive(clap::Args)]
pub(super) struct Log {
    /// Log level on standard error: off, error, warn, info, debug or trace, or levels of targets such as
    /// countersign=debug,warn [default: RUST_LOG, or warn]
    #[arg(long, value_name = "LEVEL")]
    log: Option<String>,
}

impl Log {
    /// Starts logging.
    pub(super) fn begin(&self) -> Result<(), Failure> {
        self.begin_on(io::stderr)
    }

    /// Starts logging to this writer.
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
            Failure::usage(format!("{option}: not a level ({levels}) or levels of targets (TARGET=LEVEL,..)"))
        };
        // A single word would otherwise be taken for a target whose every event is wanted.
        if wanted.split(',').any(|one| !one.contains('=') && one.parse::<LevelFilter>().is_err()) {
            return Err(wrong());
        }
        let targets: Targets = wanted.parse().map_err(|_| wrong())?;
        let lines = fmt::layer().with_writer(writer).with_ansi(false).with_filter(targets);
        // A subscriber may be set already, in tests.
        let _ = tracing_subscriber::registry().with(lines).try_init();
        Ok(())
    }
}

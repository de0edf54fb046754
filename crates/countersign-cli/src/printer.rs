//! Output lines of a server on standard output and standard error. A thread writes them from a bounded queue, so that no
//! task waits for the reader; lines that do not fit are dropped, counted and reported.
use crate::exit::Failure;
use countersign_server::meter;
use serde::Serialize;
use std::{
    fmt::Display,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};
use tokio::{sync::oneshot, time::timeout};
use tracing_subscriber::fmt::MakeWriter;

/// Lines in the queue; a line has a few hundred octets.
const QUEUE: usize = 4_096;

/// The output stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    Stdout { json: bool },
    Stderr,
}

/// Takes lines. Cloning copies a reference.
#[derive(Clone)]
pub(crate) struct Printer {
    queue: SyncSender<Vec<u8>>,
    shared: Arc<Shared>,
}

struct Shared {
    output: Output,
    /// Since the last report of dropped lines.
    dropped: AtomicU64,
    is_ending: AtomicBool,
}

/// The writing thread.
pub(crate) struct Writing {
    printer: Printer,
    done: oneshot::Receiver<()>,
}

impl Printer {
    pub(crate) fn start(output: Output) -> Result<(Self, Writing), Failure> {
        let started = match output {
            Output::Stdout { .. } => Self::start_on(output, io::stdout()),
            Output::Stderr => Self::start_on(output, io::stderr()),
        };
        started.map_err(|error| {
            Failure::usage(format!("cannot start the thread for {}: {error}", output.name()))
        })
    }

    fn start_on(output: Output, to: impl Write + Send + 'static) -> io::Result<(Self, Writing)> {
        let (queue, lines) = sync_channel(QUEUE);
        let shared =
            Arc::new(Shared { output, dropped: AtomicU64::new(0), is_ending: AtomicBool::new(false) });
        let (ended, done) = oneshot::channel();
        let kept = Arc::clone(&shared);
        thread::Builder::new().name(output.name().into()).spawn(move || {
            write(&lines, &kept, to);
            // The server may have stopped waiting.
            let _ = ended.send(());
        })?;
        let printer = Self { queue, shared };
        Ok((printer.clone(), Writing { printer, done }))
    }

    /// Queues a line of text.
    pub(crate) fn line(&self, text: impl Display) {
        self.print(format!("{text}\n").into_bytes());
    }

    /// Queues a line of JSON.
    pub(crate) fn json(&self, value: &impl Serialize) {
        if let Ok(mut line) = serde_json::to_vec(value) {
            line.push(b'\n');
            self.print(line);
        }
    }

    fn print(&self, line: Vec<u8>) {
        if self.queue.try_send(line).is_err() {
            self.shared.dropped.fetch_add(1, Ordering::Relaxed);
            meter::line_dropped(self.shared.output.name());
        }
    }
}

impl Writing {
    /// Writes what is queued, within this time. Nothing is written after that.
    pub(crate) async fn finish(self, limit: Duration) {
        let Self { printer, done } = self;
        printer.shared.is_ending.store(true, Ordering::Release);
        // Wakes the thread if it waits for a line. If the queue is full, it does not wait.
        let _ = printer.queue.try_send(Vec::new());
        let _ = timeout(limit, done).await;
    }
}

fn write(lines: &Receiver<Vec<u8>>, shared: &Shared, mut to: impl Write) {
    loop {
        let is_ending = shared.is_ending.load(Ordering::Acquire);
        let next = if is_ending { lines.try_recv().ok() } else { lines.recv().ok() };
        let Some(line) = next else { return };
        // Write errors are ignored: there is no reader.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        let dropped = shared.dropped.swap(0, Ordering::Relaxed);
        if dropped > 0 {
            let report = shared.output.report(dropped);
            let _ = to.write_all(report.as_bytes()).and_then(|()| to.flush());
        }
    }
}

impl Output {
    /// Returns the name in metrics.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Stdout { .. } => "stdout",
            Self::Stderr => "stderr",
        }
    }

    fn report(self, dropped: u64) -> String {
        match self {
            Self::Stdout { json: true } => format!("{{\"event\":\"dropped\",\"lines\":{dropped}}}\n"),
            _ => format!("lines dropped because this output was not read: {dropped}\n"),
        }
    }
}

/// For the log: one line for each event.
impl<'a> MakeWriter<'a> for Printer {
    type Writer = Event<'a>;

    fn make_writer(&'a self) -> Event<'a> {
        Event(self)
    }
}

/// One event of the log.
pub(crate) struct Event<'a>(&'a Printer);

impl Write for Event<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.print(line.to_vec());
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Output, Printer, QUEUE};
    use std::{
        io::{self, Write},
        sync::{
            Arc, Mutex,
            mpsc::{Receiver, channel},
        },
        time::Duration,
    };

    /// Takes a line on each message of the channel, and keeps it.
    struct Slow(Receiver<()>, Arc<Mutex<Vec<u8>>>);

    impl Write for Slow {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            // Takes everything once the sender is dropped.
            let _ = self.0.recv();
            self.1.lock().unwrap().extend_from_slice(octets);
            Ok(octets.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a164_unread_lines_are_dropped_and_counted_and_others_written() {
        let (go, slow) = channel();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let output = Output::Stdout { json: false };
        let (printer, writing) = Printer::start_on(output, Slow(slow, Arc::clone(&taken))).unwrap();
        for number in 0..QUEUE + 100 {
            printer.line(number);
        }
        drop(go);
        writing.finish(Duration::from_secs(30)).await;
        let text = String::from_utf8(taken.lock().unwrap().clone()).unwrap();
        let written = text.lines().filter(|line| line.parse::<usize>().is_ok()).count();
        let reports = text.lines().filter_map(|line| line.rsplit_once("not read: "));
        let dropped: usize = reports.map(|(_, count)| count.parse::<usize>().unwrap()).sum();
        assert_eq!(written + dropped, QUEUE + 100);
        // One may have left the queue before it was full.
        assert!((QUEUE..=QUEUE + 1).contains(&written), "{written}");
    }

    #[tokio::test]
    async fn a164_an_output_that_is_never_read_does_not_keep_the_server() {
        let (_go, slow) = channel();
        let (printer, writing) = Printer::start_on(Output::Stderr, Slow(slow, Arc::default())).unwrap();
        printer.line("never written");
        writing.finish(Duration::from_millis(10)).await;
    }
}

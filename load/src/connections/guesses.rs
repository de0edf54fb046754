//! SCRAM logins while other clients guess passwords with PLAIN: the cost of a guess for the server and for the
//! other clients.
use super::{
    Failed,
    place::Place,
    round::{comers, place},
    server::{Server, USERS},
    wire::{Trust, Wire},
};
use countersign::mail::line;
use std::{
    cell::Cell,
    fs,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::task::LocalSet;

#[derive(clap::Args)]
pub struct Arguments {
    /// Number of connections that guess without a pause
    #[arg(long, default_value_t = 200)]
    count: u32,
    /// Number of times that logins are timed, with and without guesses in turn
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100))]
    rounds: u16,
    /// Path of the program `countersign` (default: beside this program)
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Guessing {
    #[command(flatten)]
    place: Place,
    #[arg(long)]
    count: u32,
}

/// The time of guessing before logins are timed: the queue has then reached its maximum.
const WARMING_UP: Duration = Duration::from_secs(2);

pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    super::more_descriptors()?;
    let program = super::program(arguments.program.as_deref())?;
    let folder = std::env::temp_dir().join(format!("countersign-load-{}", std::process::id()));
    let outcome = measure(&program, &folder, arguments);
    // It may not exist yet.
    let _ = fs::remove_dir_all(folder);
    outcome
}

fn measure(program: &Path, folder: &Path, arguments: &Arguments) -> Result<(), Failed> {
    let (user, password) = USERS[0];
    for words in [["account", "add"], ["password", "set"]] {
        let mut command = Command::new(program);
        command.args(words).arg(user).arg("--data").arg(folder).env("COUNTERSIGN_PASSWORD", password);
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        status.success().then_some(()).ok_or_else(|| format!("{words:?}: {status}"))?;
    }
    let folder = folder.to_str().ok_or("the temporary folder has no name in UTF-8")?;
    let server = Server::with(program, &["--data", folder, "--no-limits", "--login-timeout", "300"])?;
    let place = place(&server);
    for number in 1..=arguments.rounds {
        let (idle, slowest_idle) = comers(&place)?;
        let mut guessing = start(&place, arguments.count)?;
        std::thread::sleep(WARMING_UP);
        let (before, began) = (server.told("rejected:bad-credentials"), Instant::now());
        let (busy, slowest_busy) = comers(&place)?;
        let guesses = server.told("rejected:bad-credentials") - before;
        let rate = guesses as f64 / began.elapsed().as_secs_f64();
        writeln!(guessing.stdin.as_mut().ok_or("no input")?, "leave")?;
        guessing.wait()?;
        println!(
            "round {number}: a login by SCRAM, connection and handshake included: {idle:.1} ms in the median, {slowest_idle:.1} \
             at the most; among {} that guess by PLAIN ({rate:.0} a second): {busy:.1} ms, {slowest_busy:.1}; ratio {:.2}",
            arguments.count,
            busy / idle
        );
    }
    Ok(())
}

/// Starts the guessing process and waits until it is connected.
fn start(place: &Place, count: u32) -> Result<Child, Failed> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("guessing").args(place.arguments()).args(["--count", &count.to_string()]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut ready = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut ready)?;
    if ready.trim() != "ready" {
        return Err("those that guess cannot connect".into());
    }
    Ok(child)
}

/// Guesses on each connection, one after the other, until instructed to stop.
pub fn guess(arguments: Guessing) -> Result<(), Failed> {
    let Guessing { place, count } = arguments;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let trust = Trust::new(&place.authority)?;
    let (tasks, failed) = (LocalSet::new(), Rc::new(Cell::new(None)));
    tasks.block_on(&runtime, async {
        for number in 0..count {
            let mut wire = Wire::implicit(place.imaps, &trust).await?;
            wire.line().await?;
            let failed = Rc::clone(&failed);
            tokio::task::spawn_local(async move {
                let error = guess_on(&mut wire, number).await.err();
                failed.set(error);
            });
        }
        println!("ready");
        let told = tokio::task::spawn_blocking(|| io::stdin().lines().next());
        told.await?;
        failed.take().map_or(Ok(()), |error: io::Error| Err(error.into()))
    })
}

/// Guesses on a connection, half of the time for an existing name.
async fn guess_on(wire: &mut Wire, number: u32) -> io::Result<()> {
    let name = if number.is_multiple_of(2) { USERS[0].0.to_owned() } else { format!("nobody{number}") };
    let guess = line::response(format!("\0{name}\0wrong").as_bytes());
    loop {
        let answer = wire.ask(&format!("a AUTHENTICATE PLAIN {}", guess.trim_end())).await?;
        if !answer.starts_with("a NO ") {
            return Err(io::Error::other(answer));
        }
    }
}

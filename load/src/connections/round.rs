//! Client processes against one server: its behaviour with them, and its state after them.
use super::{
    Arguments, Failed, SHORT,
    clients::Attempt,
    login::{Clients, Said},
    place::Place,
    server::{Server, USERS},
    stall::ALL,
    wire::Trust,
};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

/// The number of logins of new clients while all others are connected.
const COMERS: usize = 21;
/// The maximum time for a server to release closed connections.
const SETTLING: Duration = Duration::from_secs(60);
/// The permitted growth of memory in KiB from the first round to the last; the allocator's reserve varies. Leaked
/// sessions would be megabytes for each thousand.
const SLACK: u64 = 16 * 1024;

/// Runs several rounds with one server: a repetition needs no more memory.
pub fn several(program: &Path, arguments: &Arguments) -> Result<(), Failed> {
    let Arguments { count, processes, rounds, patience, .. } = *arguments;
    let server = Server::start(program, patience)?;
    let place = place(&server);
    // One-time allocations are made before the first measurement.
    round(&server, &place, 40, 2, 0)?;
    let (descriptors, before) = (server.descriptors()?, server.resident()?);
    println!("{count} connections from {processes} processes; resident at first: {before} KiB");
    let mut after = Vec::new();
    for number in 1..=rounds {
        round(&server, &place, count, processes, number)?;
        server.rests(descriptors, SETTLING)?;
        after.push(server.resident()?);
        println!("  all of them gone: resident {} KiB", server.resident()?);
    }
    match (after.first(), after.last()) {
        (Some(first), Some(last)) if *last > first + SLACK => Err("the server's memory grows".into()),
        _ => Ok(()),
    }
}

/// Runs stalled connections against a server with a short timeout, which closes each of them.
pub fn outwaited(program: &Path, arguments: &Arguments) -> Result<(), Failed> {
    let server = Server::start(program, SHORT)?;
    let place = place(&server);
    let mut clients = Process::start(&place, arguments.outwaited, true, 1)?;
    let ready = clients.line()?;
    number(&ready, "failed").filter(|failed| *failed == 0).ok_or_else(|| ready.to_string())?;
    clients.tell(&format!("outwait {}", 20 * SHORT))?;
    let ended = clients.line()?;
    println!(
        "{} of {} that stalled were ended after {SHORT} s of silence; not ended: {}",
        ended["ended"], ready["stalled"], ended["open"]
    );
    let patient =
        (0..arguments.outwaited as usize).filter(|at| !ALL[at % ALL.len()].is_ended()).count() as u64;
    if number(&ended, "ended") != number(&ready, "stalled").map(|stalled| stalled - patient) {
        return Err("a client can stall for as long as it likes".into());
    }
    Ok(())
}

pub(super) fn place(server: &Server) -> Place {
    Place::new(server.imap, server.imaps, server.pop3s, server.submissions, server.authority.clone())
}

fn number(value: &Value, key: &str) -> Option<u64> {
    value[key].as_u64()
}

/// Runs a round: all clients connect, some stall, the others log in; new clients log in; all disconnect.
fn round(server: &Server, place: &Place, count: u32, processes: u16, round: u16) -> Result<(), Failed> {
    let (accepted, refused) = (server.told("accepted"), server.told("rejected:bad-credentials"));
    let began = Instant::now();
    let part = |process: u16| {
        count / u32::from(processes) + u32::from(u32::from(process) < count % u32::from(processes))
    };
    let mut all = Vec::new();
    for process in 0..processes {
        let seed = u64::from(round) * 1_000 + u64::from(process);
        all.push(Process::start(place, part(process), false, seed)?);
    }
    let (mut stalled, mut right, mut wrong) = (0, 0, 0);
    for process in &mut all {
        let ready = process.line()?;
        let of = |key| number(&ready, key).ok_or_else(|| Failed::from("a process reported nothing"));
        if of("failed")? > 0 {
            return Err(format!("{} have failed: {}", ready["failed"], ready["failures"]).into());
        }
        (stalled, right, wrong) = (stalled + of("stalled")?, right + of("right")?, wrong + of("wrong")?);
    }
    let took = began.elapsed().as_secs_f64();
    let (descriptors, resident) = (server.descriptors()?, server.resident()?);
    let (median, slowest) = comers(place)?;
    // Connections that stall after a login, accepted or rejected, have had their verdict too. The check is done
    // before any of them disconnects.
    let told = || (server.told("accepted") - accepted, server.told("rejected:bad-credentials") - refused);
    let has_told = || told().0 >= right + COMERS as u64 && told().1 >= wrong;
    let end = Instant::now() + SETTLING;
    // The thread that reads its lines may lag behind.
    while !has_told() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(50));
    }
    let (accepted, refused) = told();
    if round > 0 {
        println!(
            "round {round}: {stalled} stall, {right} right ones in, {wrong} wrong ones refused, after {took:.1} s"
        );
        println!("  with all of them there: {descriptors} descriptors, resident {resident} KiB");
        println!(
            "  a login of a new client: {median:.1} ms in the median of {COMERS}, {slowest:.1} ms at the most"
        );
        println!("  the server has reported {accepted} accepted and {refused} rejected logins");
    }
    for process in all {
        process.leave()?;
    }
    if accepted < right + COMERS as u64 || refused < wrong {
        return Err("the server has not reported every verdict".into());
    }
    Ok(())
}

/// Returns the milliseconds that new clients take to connect and log in: the median and the maximum.
pub(super) fn comers(place: &Place) -> Result<(f64, f64), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (trust, clients) = (Trust::new(&place.authority)?, Clients::new());
    let mut times = Vec::new();
    for number in 0..COMERS + 2 {
        let (user, password) = USERS[0];
        let attempt =
            Attempt { user: user.into(), password: password.into(), mechanism: "SCRAM-SHA-256-PLUS" };
        let began = Instant::now();
        let (said, _) = runtime.block_on(attempt.make(place, &trust, &clients, true))?;
        if said != Said::Yes {
            return Err("a right login was refused".into());
        }
        // The first one derives keys, which the others reuse.
        if number >= 2 {
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok((times[times.len() / 2], times[times.len() - 1]))
}

/// A client process, killed when dropped.
struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    fn start(place: &Place, count: u32, stalling: bool, seed: u64) -> Result<Self, Failed> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("clients").args(place.arguments());
        command.args(["--count", &count.to_string(), "--seed", &seed.to_string()]);
        if stalling {
            command.arg("--stalling");
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        Ok(Self { child, lines })
    }

    fn line(&mut self) -> Result<Value, Failed> {
        Ok(serde_json::from_str(&self.lines.next().ok_or("a process has ended")??)?)
    }

    fn tell(&mut self, text: &str) -> Result<(), Failed> {
        let input = self.child.stdin.as_mut().ok_or("no input")?;
        Ok(writeln!(input, "{text}")?)
    }

    fn leave(mut self) -> Result<(), Failed> {
        self.tell("leave")?;
        let status = self.child.wait()?;
        if status.success() { Ok(()) } else { Err(format!("a process: {status}").into()) }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

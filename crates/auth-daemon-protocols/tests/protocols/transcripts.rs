//! Every transcript, octet for octet, at the ends that it names.
use crate::{
    script::{Heard, Script, octets, shown},
    support::{SECOND, identity, mechanism},
};
use auth_daemon_protocols::dovecot::{
    BindingType,
    client::OfferStep,
    server::{self, AwaitPid, AwaitVersion, Listener, PidStep, Trust, VersionStep},
};
use std::{collections::HashMap, time::Duration};

#[test]
fn the_server_says_what_was_recorded() {
    for script in Script::all().iter().filter(|script| script.is_for("server")) {
        let names = script.setting("mechanisms").unwrap();
        let list: Vec<_> = names.split(' ').map(mechanism).collect();
        let claims = |request: &server::Request<server::Trusted>| {
            let claims = request.certificate();
            let verified = claims.is_verified().then(|| "verified".to_owned());
            let name = claims.user_name().map(String::from);
            let prints = [claims.certificate_fingerprint(), claims.key_fingerprint()];
            let prints =
                prints.into_iter().flatten().map(auth_daemon_protocols::dovecot::Fingerprint::to_hex);
            verified.into_iter().chain(name).chain(prints).map(|word| format!(" {word}")).collect()
        };
        if script.setting("trusted").is_some() {
            serve(script, &Listener::trusted(list, 150 * SECOND).unwrap(), claims);
        } else {
            serve(script, &Listener::untrusted(list, 150 * SECOND).unwrap(), |_| String::new());
        }
    }
}

enum Daemon<T: Trust> {
    Version(AwaitVersion<T>),
    Pid(AwaitPid<T>),
    Open(server::Open<T>),
    Closed,
}

fn serve<T: Trust>(script: &Script, listener: &Listener<T>, claims: impl Fn(&server::Request<T>) -> String) {
    let (greeting, connection) = listener.accept(identity(1));
    let (mut heard, mut turns, mut now) = (Heard::default(), HashMap::new(), Duration::ZERO);
    heard.write(greeting.as_bytes());
    let mut daemon = match script.setting("late") {
        None => Daemon::Version(connection),
        Some(_) => {
            let (list, then) = connection.list_now();
            heard.write(list.as_bytes());
            Daemon::Pid(then)
        }
    };
    for line in &script.lines {
        let place = format!("{}: {line}", script.name);
        let mut input = Vec::new();
        if let Some(said) = line.strip_prefix("C: ") {
            input = [&octets(said)[..], b"\n"].concat();
        } else if let Some(wanted) = line.strip_prefix("S: ") {
            heard.expect_line(wanted, &place);
            continue;
        } else if let Some(wanted) = line.strip_prefix("server< ") {
            heard.expect_event(wanted, &place);
            continue;
        } else if let Some(seconds) = line.strip_prefix("time ") {
            now = Duration::from_secs(seconds.parse().unwrap());
        } else if !line.starts_with("server> ") {
            continue;
        }
        daemon = match (daemon, line.strip_prefix("server> ")) {
            (Daemon::Open(open), Some(call)) => {
                let step = say(open, call, &mut turns);
                drive(step, &mut &input[..], now, &mut heard, &mut turns, &claims)
            }
            (Daemon::Version(connection), _) => match connection.receive(&mut &input[..]) {
                VersionStep::Read(then) => Daemon::Version(then),
                VersionStep::Send { list, then } => {
                    heard.write(list.as_bytes());
                    Daemon::Pid(then)
                }
                VersionStep::Close(_) => Daemon::Closed,
            },
            (Daemon::Pid(connection), _) => match connection.receive(&mut &input[..]) {
                PidStep::Read(then) => Daemon::Pid(then),
                PidStep::Open(open) => Daemon::Open(open),
                PidStep::Close(_) => Daemon::Closed,
            },
            (Daemon::Open(open), None) => {
                let input = &mut &input[..];
                drive(open.receive(input, now), input, now, &mut heard, &mut turns, &claims)
            }
            (Daemon::Closed, _) => panic!("{place}: closed"),
        };
    }
    heard.expect_nothing(&script.name);
}

/// Carries steps out up to the next read.
fn drive<T: Trust>(
    mut step: server::Step<T>,
    input: &mut &[u8],
    now: Duration,
    heard: &mut Heard,
    turns: &mut HashMap<u32, server::Exchange>,
    claims: &impl Fn(&server::Request<T>) -> String,
) -> Daemon<T> {
    use server::Step;
    loop {
        let (then, event) = match step {
            Step::Read(open) => return Daemon::Open(open),
            Step::Close(violation) => {
                heard.events.push_back(format!("close {violation:?}"));
                return Daemon::Closed;
            }
            Step::Discard(then) => (then, Some("discard".into())),
            Step::Send { line, then } => {
                heard.write(line.as_bytes());
                (then, None)
            }
            Step::Start { request, exchange, then } => {
                let id = exchange.id().line_id();
                let (name, service) = (request.mechanism().name(), &request.session().service);
                let message =
                    request.initial_response().map_or("-".into(), |message| shown(message.expose()));
                let event = format!("start {id} {name} {service} {message}{}", claims(&request));
                turns.insert(id, exchange);
                (then, Some(event))
            }
            Step::Respond { response, exchange, then } => {
                let id = exchange.id().line_id();
                let binding = match response.binding() {
                    server::BindingAnswer::NotAsked => "none".into(),
                    server::BindingAnswer::Missing => "missing".into(),
                    server::BindingAnswer::Given(octets) => shown(octets.expose()),
                };
                turns.insert(id, exchange);
                (then, Some(format!("respond {id} {} {binding}", shown(response.message().expose()))))
            }
            Step::Conclude { exchange, outcome, line, then } => {
                heard.write(line.as_bytes());
                (then, Some(format!("{outcome:?} {}", exchange.line_id()).to_lowercase()))
            }
            Step::End { exchange, why, line, then } => {
                heard.write(line.as_bytes());
                (then, Some(format!("end {} {why:?}", exchange.line_id())))
            }
            Step::Refuse { why, line, then } => {
                heard.write(line.as_bytes());
                (then, Some(format!("refuse {why:?}")))
            }
        };
        heard.events.extend(event);
        step = then.receive(input, now);
    }
}

/// The server's application.
fn say<T: Trust>(
    open: server::Open<T>,
    call: &str,
    turns: &mut HashMap<u32, server::Exchange>,
) -> server::Step<T> {
    use server::{Failure, Message, Success};
    let mut words = call.splitn(4, ' ');
    let (verb, id) = (words.next().unwrap(), words.next().unwrap().parse().unwrap());
    let exchange = turns.remove(&id).unwrap();
    let (first, second) = (words.next(), words.next().map(|text| Message::new(&octets(text)).unwrap()));
    match verb {
        "challenge" => {
            let text = call.splitn(3, ' ').nth(2).unwrap_or_default();
            open.challenge(exchange, &Message::new(&octets(text)).unwrap())
        }
        "bind" => {
            let kind = BindingType::from_name(first.unwrap()).unwrap();
            open.request_binding(exchange.into_binding().unwrap(), kind, second.as_ref())
        }
        "reject" => {
            let failure = Failure::credentials(first);
            open.reject(exchange, second.into_iter().fold(failure, Failure::with_message))
        }
        "unavailable" => open
            .reject(exchange, Failure::because(auth_daemon_protocols::dovecot::FailureCode::Temporary, None)),
        verb => {
            let success = Success::new(first.unwrap()).unwrap();
            let success = match (verb, call.splitn(4, ' ').nth(3)) {
                ("rename", Some(original)) => success.original_user(original).unwrap(),
                ("anonymous", _) => success.anonymous(),
                _ => second.into_iter().fold(success, Success::with_message),
            };
            open.accept(exchange, success)
        }
    }
}

#[test]
fn the_client_says_what_was_recorded() {
    for script in Script::all().iter().filter(|script| script.is_for("client")) {
        crate::client::replay(script, |hello, connection, greeting| {
            let OfferStep::Ready(open) = connection.receive(&mut &greeting[..]) else {
                panic!("{}", script.name)
            };
            assert!(hello.as_bytes().starts_with(b"VERSION\t1\t4\nCPID\t42\n"));
            open
        });
    }
}

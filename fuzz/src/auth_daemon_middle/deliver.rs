//! The delivery of lines and their effects at the ends.
use super::{Scene, Turn, one_line};
use auth_daemon_protocols::{
    dovecot::{
        client,
        server::{ExchangeId, Outcome, Step, Trusted},
    },
    limits::MAX_EXCHANGES,
};

impl Scene {
    /// Delivers the next line of one direction, unchanged or changed.
    pub(super) fn deliver(&mut self, argument: u8, to_daemon: bool) {
        let lines = if to_daemon { &mut self.to_daemon } else { &mut self.to_caller };
        let Some(mut line) = lines.pop_front() else { return };
        let at = usize::from(argument >> 3).min(line.len());
        self.meddled |= argument & 7 != 0;
        match argument & 7 {
            1 => return,
            2 => lines.push_front(line.clone()),
            3 => lines.push_back(line.clone()),
            4 => line.truncate(line.len() - at),
            5 => line.insert(at, b'\t'),
            6 => line.iter_mut().skip(at).take(1).for_each(|octet| *octet ^= 1),
            7 => line.splice(at..at, *b"\tchannel_binding=Yg==").for_each(drop),
            _ => {}
        }
        line.push(b'\n');
        if to_daemon {
            self.to_the_daemon(&line);
        } else {
            self.to_the_caller(&line);
        }
    }

    fn to_the_daemon(&mut self, line: &[u8]) {
        let mut input = line;
        let mut steps = 0;
        while let Some(daemon) = self.daemon.take() {
            // Each exchange can time out and one can be displaced before the line is processed.
            steps += 1;
            assert!(steps <= MAX_EXCHANGES + 4, "steps: no end");
            let step = daemon.receive(&mut input, self.now);
            let read = matches!(step, Step::Read(_));
            self.daemon_step(step);
            if read {
                return;
            }
        }
    }

    pub(super) fn daemon_step(&mut self, step: Step<Trusted>) {
        let (line, then) = match step {
            Step::Close(_) => return,
            Step::Read(then) | Step::Discard(then) => (None, then),
            Step::Send { line, then } | Step::Refuse { line, then, .. } => (Some(line), then),
            Step::Start { exchange, request, then } => {
                let id = exchange.id();
                assert!(!self.ended.contains(&id), "ids: one of the past");
                let before = self.current.insert(id.line_id(), id);
                assert!(before.is_none_or(|before| self.ended.contains(&before)), "ids: one is open twice");
                let names: Vec<_> = request.certificate().user_name().into_iter().collect();
                assert!(self.meddled || names.is_empty(), "certificates: a field that was not sent");
                self.work.push_back(exchange);
                assert!(self.work.len() <= MAX_EXCHANGES, "work: too many");
                (None, then)
            }
            Step::Respond { exchange, then, .. } => {
                assert_eq!(
                    self.current.get(&exchange.id().line_id()),
                    Some(&exchange.id()),
                    "messages: for another exchange"
                );
                self.work.push_back(exchange);
                (None, then)
            }
            Step::Conclude { exchange, outcome, line, then } => {
                self.end(exchange);
                let said = String::from_utf8(line.as_bytes().to_vec()).expect("lines: not a text");
                if outcome == Outcome::Accepted {
                    self.logins += 1;
                    let wanted = format!("OK\t{}\tuser={exchange:?}\u{1}t", exchange.line_id());
                    assert!(said.starts_with(&wanted), "logins: of another exchange");
                } else {
                    assert!(
                        said.starts_with(&format!("FAIL\t{}", exchange.line_id())),
                        "refusals: of another exchange"
                    );
                }
                (Some(line), then)
            }
            Step::End { exchange, line, then, .. } => {
                self.end(exchange);
                (Some(line), then)
            }
        };
        self.to_caller.extend(line.filter(|line| !line.is_empty()).map(|line| one_line(line.as_bytes())));
        self.daemon = Some(then);
    }

    fn end(&mut self, exchange: ExchangeId) {
        assert!(!self.ended.contains(&exchange), "outcomes: two of one exchange");
        assert_eq!(self.current.get(&exchange.line_id()), Some(&exchange), "outcomes: of another exchange");
        self.ended.push(exchange);
    }

    fn to_the_caller(&mut self, line: &[u8]) {
        let mut input = line;
        let mut steps = 0;
        while let Some(caller) = self.caller.take() {
            steps += 1;
            assert!(steps <= MAX_EXCHANGES + 4, "steps: no end");
            let step = caller.receive(&mut input, self.now);
            let read = matches!(step, client::Step::Read(_));
            self.caller_step(step);
            if read {
                return;
            }
        }
    }

    pub(super) fn caller_step(&mut self, step: client::Step) {
        let (line, then) = match step {
            client::Step::Close(_) => return,
            client::Step::Read(then) | client::Step::Discard(then) => (None, then),
            client::Step::Send { line, then } => (Some(line), then),
            client::Step::Challenge { exchange, then, .. } => {
                self.turns.push_back(Turn::Plain(exchange));
                (None, then)
            }
            client::Step::Bind { exchange, then, .. } => {
                self.turns.push_back(Turn::Binding(exchange));
                (None, then)
            }
            client::Step::Accept { exchange, then, .. } => {
                self.outcome(exchange, true);
                (None, then)
            }
            client::Step::Reject { exchange, then, .. } => {
                self.outcome(exchange, false);
                (None, then)
            }
            client::Step::End { exchange, line, then, .. } => {
                self.outcome(exchange, false);
                (Some(line), then)
            }
        };
        self.to_daemon.extend(line.filter(|line| !line.is_empty()).map(|line| one_line(line.as_bytes())));
        self.caller = Some(then);
    }

    fn outcome(&mut self, exchange: client::ExchangeId, accepted: bool) {
        assert!(self.started.contains(&exchange), "outcomes: of an exchange that was not started");
        assert!(self.outcomes.insert(exchange, accepted).is_none(), "outcomes: two of one exchange");
    }
}

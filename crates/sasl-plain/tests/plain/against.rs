//! A password checked with records: work, and as much of it for somebody who does not exist.
use crate::ends::{rejection, start};
use sasl_core::{
    Cost, Records, Secret, Server, Step, Work, WorkProgress,
    mechanism::{Record, Verification, Verifier},
    server::{Ask, Check, Decision, Found, Rejection, Verdict},
};
use sasl_plain::PlainServer;
use std::sync::{Arc, Mutex};

const COST: u32 = 10;

/// A record that checks in ten units, and tells which passwords it has been asked for.
#[derive(Debug)]
struct Slow {
    password: &'static str,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Slow {
    fn new(password: &'static str) -> Self {
        Self { password, asked: Arc::default() }
    }
}

impl Record for Slow {
    fn verifier(&self) -> Option<&dyn Verifier> {
        Some(self)
    }
}

impl Verifier for Slow {
    fn cost(&self, _: &Secret) -> Cost {
        Cost::units(COST)
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        self.asked.lock().unwrap().push(password.expose().into());
        let check = if password.expose() == self.password { Check::Match } else { Check::NoMatch };
        Box::new(Slowly { left: COST, check })
    }
}

struct Slowly {
    left: u32,
    check: Check,
}

impl Verification for Slowly {
    fn advance(&mut self, units: u32) -> Option<Check> {
        self.left = self.left.saturating_sub(units);
        (self.left == 0).then_some(self.check)
    }
}

/// A record of some other mechanism, which checks nothing.
#[derive(Debug)]
struct Other;

impl Record for Other {}

fn account(record: impl Record) -> Found {
    Found::Account(Records::new([Arc::new(record) as _]))
}

/// Every answer that is not amy's account.
fn nobody() -> [Found; 3] {
    [Found::Unknown { canonical: "amy".into() }, Found::Account(Records::default()), account(Other)]
}

/// A server whose decoy's password is `decoy`, which a decoy should not have: it must match all the same nobody.
fn work(found: Found, password: &str) -> Work<Server> {
    let plain = PlainServer::new(Arc::new(Slow::new("decoy")));
    let step = start(plain, format!("\0amy\0{password}").as_bytes());
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!() };
    let Step::Work(work) = asked.verify_against(found) else { panic!() };
    work
}

#[test]
fn the_right_password_is_accepted_and_another_is_not() {
    let Step::Ask(Ask::Authorize(asked)) = work(account(Slow::new("pencil")), "pencil").run() else {
        panic!()
    };
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!()
    };
    assert_eq!(accepted.account(), "amy");
    let step = work(account(Slow::new("pencil")), "stylus").run();
    assert_eq!(rejection(&step), Some(Rejection::BadCredentials));
}

#[test]
fn a026_an_unknown_user_costs_the_same_and_gets_the_same_reply() {
    for password in ["pencil", "decoy"] {
        for found in nobody() {
            let work = work(found, password);
            assert_eq!(work.cost(), self::work(account(Slow::new("pencil")), "stylus").cost());
            let WorkProgress::Pending(work) = work.run_for(COST - 1) else {
                panic!("less work than for a user who exists")
            };
            let WorkProgress::Complete(step) = work.run_for(1) else { panic!("more work") };
            assert_eq!(rejection(&step), Some(Rejection::BadCredentials));
        }
    }
}

#[test]
fn a100_an_account_without_a_record_of_passwords_has_no_password() {
    for password in ["pencil", "decoy", " "] {
        let step = work(account(Other), password).run();
        assert_eq!(rejection(&step), Some(Rejection::BadCredentials), "{password}");
    }
}

#[test]
fn a066_a_decoy_is_rejected_even_if_it_matches() {
    for found in nobody() {
        assert_eq!(rejection(&work(found, "decoy").run()), Some(Rejection::BadCredentials));
    }
}

#[test]
fn the_password_of_the_client_is_the_one_that_is_checked() {
    let record = Slow::new("pencil");
    let asked = Arc::clone(&record.asked);
    let _ = work(account(record), "pen cil").run();
    assert_eq!(*asked.lock().unwrap(), ["pen cil"]);
}

#[test]
fn the_first_record_that_can_check_does() {
    let records = Records::new([Arc::new(Other) as _, Arc::new(Slow::new("pencil")) as Arc<dyn Record>]);
    assert!(matches!(work(Found::Account(records), "pencil").run(), Step::Ask(Ask::Authorize(_))));
}

#[test]
fn work_that_is_not_wanted_any_more_is_a_cancelled_or_unavailable_login() {
    let reason = |verdict| match verdict {
        Verdict::Rejected(rejected) => rejected.reason(),
        Verdict::Accepted(_) => panic!(),
    };
    let found = || account(Slow::new("pencil"));
    assert_eq!(reason(work(found(), "pencil").cancel()), Rejection::Cancelled);
    assert_eq!(reason(work(found(), "pencil").unavailable()), Rejection::Unavailable);
    let WorkProgress::Pending(more) = work(found(), "pencil").run_for(3) else { panic!() };
    assert_eq!((more.done(), more.mechanism()), (3, "PLAIN"));
    assert_eq!(reason(more.cancel()), Rejection::Cancelled);
}

#[test]
fn without_a_decoy_the_login_is_unavailable_for_every_name() {
    for plain in [PlainServer::checked_by_application(), PlainServer::new(Arc::new(Other))] {
        let all = nobody().into_iter().chain([account(Slow::new("pencil"))]);
        for found in all {
            let Step::Ask(Ask::CheckPassword(asked)) = start(plain.clone(), b"\0amy\0pencil") else {
                panic!()
            };
            assert_eq!(rejection(&asked.verify_against(found)), Some(Rejection::Unavailable));
        }
    }
}

#[test]
fn a_program_that_checks_by_itself_is_believed() {
    for (check, reason) in [(Check::Match, None), (Check::NoMatch, Some(Rejection::BadCredentials))] {
        let Step::Ask(Ask::CheckPassword(asked)) =
            start(PlainServer::checked_by_application(), b"\0amy\0pencil")
        else {
            panic!()
        };
        let step = asked.verified(check);
        assert_eq!(rejection(&step), reason);
        assert_eq!(matches!(step, Step::Ask(Ask::Authorize(_))), reason.is_none());
    }
}

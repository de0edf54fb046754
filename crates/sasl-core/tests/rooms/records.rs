//! An account's records: typed, so that one mechanism's cannot answer for another's.
use sasl_core::{
    Cost, Records, Secret,
    mechanism::{Record, Verification, Verifier},
    server::Check,
};
use std::sync::Arc;

#[derive(Debug)]
struct Keys256(u8);

#[derive(Debug)]
struct Keys1(u8);

/// Checks a password in as many units as it has octets.
#[derive(Debug)]
struct Phc(&'static str);

impl Record for Keys256 {}
impl Record for Keys1 {}

impl Record for Phc {
    fn verifier(&self) -> Option<&dyn Verifier> {
        Some(self)
    }
}

impl Verifier for Phc {
    fn cost(&self, password: &Secret) -> Cost {
        Cost::units(u32::try_from(password.expose().len()).unwrap_or(u32::MAX))
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        let check = if password.expose() == self.0 { Check::Match } else { Check::NoMatch };
        Box::new(Checking(self.cost(password).get(), check))
    }
}

struct Checking(u32, Check);

impl Verification for Checking {
    fn advance(&mut self, units: u32) -> Option<Check> {
        self.0 = self.0.saturating_sub(units);
        (self.0 == 0).then_some(self.1)
    }
}

fn records(all: impl IntoIterator<Item = Arc<dyn Record>>) -> Records {
    Records::new(all)
}

#[test]
fn a_record_is_found_by_its_type_alone() {
    let both = records([Arc::new(Keys1(1)) as Arc<dyn Record>, Arc::new(Keys256(2))]);
    assert_eq!(both.get::<Keys1>().map(|keys| keys.0), Some(1));
    assert_eq!(both.get::<Keys256>().map(|keys| keys.0), Some(2));
    assert!(both.get::<Phc>().is_none());
}

#[test]
fn keys_for_one_hash_do_not_answer_for_another() {
    assert!(records([Arc::new(Keys1(1)) as Arc<dyn Record>]).get::<Keys256>().is_none());
}

#[test]
fn of_two_of_one_type_the_first_counts() {
    let twice = records([Arc::new(Keys1(1)) as Arc<dyn Record>, Arc::new(Keys1(2))]);
    assert_eq!(twice.get::<Keys1>().map(|keys| keys.0), Some(1));
}

#[test]
fn an_account_without_records_has_none() {
    for none in [Records::default(), records([])] {
        assert!(none.get::<Keys1>().is_none());
        assert!(none.verifier().is_none());
    }
}

#[test]
fn a_clone_shares_the_records() {
    let one = records([Arc::new(Keys1(1)) as Arc<dyn Record>]);
    let other = one.clone();
    assert!(Arc::ptr_eq(&one.get::<Keys1>().unwrap(), &other.get::<Keys1>().unwrap()));
}

#[test]
fn the_first_record_that_can_check_a_password_checks_it() {
    let all =
        records([Arc::new(Keys1(1)) as Arc<dyn Record>, Arc::new(Phc("pencil")), Arc::new(Phc("other"))]);
    let check = |password: &str, units| {
        let password = Secret::new(password);
        let verifier = all.verifier().unwrap();
        let mut checking = verifier.begin(&password);
        let mut slices = 1;
        loop {
            match checking.advance(units) {
                Some(check) => return (check, slices, verifier.cost(&password).get()),
                None => slices += 1,
            }
        }
    };
    assert_eq!(check("pencil", u32::MAX), (Check::Match, 1, 6));
    assert_eq!(check("pencil", 2), (Check::Match, 3, 6));
    assert_eq!(check("other", u32::MAX), (Check::NoMatch, 1, 5));
    assert!(records([Arc::new(Keys1(1)) as Arc<dyn Record>]).verifier().is_none());
}

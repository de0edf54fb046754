//! The server: two prompts, and what is no answer to them.
use crate::ends::{asked, checked, rejection, said, start};
use sasl_core::{
    Cost, Step,
    server::{Ask, Check, Decision, Found, Rejection, Verdict},
};
use sasl_plain::LoginServer;

const MALFORMED: Result<(String, String), Rejection> = Err(Rejection::Malformed);

#[test]
fn both_prompts_and_the_question() {
    let (prompt, then) = said(start(LoginServer::checked_by_application(), None));
    assert_eq!(prompt, b"Username:");
    let (prompt, then) = said(then.receive(b"amy"));
    assert_eq!(prompt, b"Password:");
    let Step::Ask(Ask::CheckPassword(asked)) = then.receive(b"pencil") else { panic!() };
    assert_eq!((asked.user(), asked.password().expose(), asked.mechanism()), ("amy", "pencil", "LOGIN"));
    let Step::Ask(Ask::Authorize(asked)) = asked.verified(Check::Match) else { panic!() };
    assert_eq!((asked.authenticated(), asked.requested()), ("amy", None));
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!()
    };
    assert_eq!((accepted.account(), accepted.mechanism()), ("amy", "LOGIN"));
}

#[test]
fn a114_the_name_may_come_as_an_initial_response() {
    let (prompt, then) = said(start(LoginServer::checked_by_application(), Some(b"amy")));
    assert_eq!(prompt, b"Password:");
    let Step::Ask(Ask::CheckPassword(asked)) = then.receive(b"pencil") else { panic!() };
    assert_eq!((asked.user(), asked.password().expose()), ("amy", "pencil"));
}

#[test]
fn a112_an_empty_initial_response_is_an_empty_name() {
    assert_eq!(rejection(start(LoginServer::checked_by_application(), Some(b""))), Rejection::Malformed);
}

#[test]
fn a026_the_password_is_requested_for_every_name_before_a_rejection() {
    let (prompt, _) = said(said(start(LoginServer::checked_by_application(), None)).1.receive(b"nobody"));
    assert_eq!(prompt, b"Password:");
    assert_eq!(rejection(checked(b"nobody", b"pencil", Check::NoMatch)), Rejection::BadCredentials);
    assert_eq!(rejection(checked(b"amy", b"stylus", Check::NoMatch)), Rejection::BadCredentials);
}

#[test]
fn a026_records_are_checked_as_work_for_unknown_users_as_well() {
    use sasl_core::{
        Secret,
        mechanism::{Record, Verification, Verifier},
    };

    #[derive(Debug)]
    struct Never;
    impl Record for Never {
        fn verifier(&self) -> Option<&dyn Verifier> {
            Some(self)
        }
    }
    impl Verifier for Never {
        fn cost(&self, _: &Secret) -> Cost {
            Cost::units(3)
        }
        fn begin(&self, _: &Secret) -> Box<dyn Verification> {
            Box::new(Self)
        }
    }
    impl Verification for Never {
        fn advance(&mut self, _: u32) -> Option<Check> {
            Some(Check::Match)
        }
    }

    let work = |login: LoginServer| {
        let then = said(start(login, Some(b"bob"))).1;
        let Step::Ask(Ask::CheckPassword(asked)) = then.receive(b"pencil") else { panic!() };
        asked.verify_against(Found::Unknown { canonical: "bob".into() })
    };
    let Step::Work(checking) = work(LoginServer::new(std::sync::Arc::new(Never))) else { panic!() };
    assert_eq!((checking.cost(), checking.mechanism()), (Cost::units(3), "LOGIN"));
    assert_eq!(rejection(checking.run()), Rejection::BadCredentials);
    assert_eq!(rejection(work(LoginServer::checked_by_application())), Rejection::Unavailable);
}

#[test]
fn a058_a060_a_nul_or_a_control_character_is_no_part_of_a_name() {
    for name in [&b"\0"[..], b"a\0", b"\0a", b"a\0b", b"a\tb", b"a\r\nb", b"\x7f", "a\u{2028}b".as_bytes()] {
        assert_eq!(asked(name, b"pencil"), MALFORMED, "{name:?}");
    }
    for password in [&b"\0"[..], b"p\0", b"\0p", b"p\0q"] {
        assert_eq!(asked(b"amy", password), MALFORMED, "{password:?}");
    }
    // The question is typed: nobody splits a password again.
    assert_eq!(asked(b"amy", b"p\tq\n"), Ok(("amy".into(), "p\tq\n".into())));
}

#[test]
fn a064_a065_a067_nothing_is_empty() {
    assert_eq!(asked(b"", b"pencil"), MALFORMED);
    assert_eq!(asked(b"amy", b""), MALFORMED);
}

#[test]
fn a055_what_is_not_utf_8() {
    for octets in [&b"\xff"[..], b"\xc3", b"a\xc3(", b"\xed\xa0\x80", b"\xc0\xaf"] {
        assert_eq!(asked(octets, b"pencil"), MALFORMED, "{octets:?}");
        assert_eq!(asked(b"amy", octets), MALFORMED, "{octets:?}");
    }
}

#[test]
fn a107_a108_names_are_composed_and_keep_their_spaces() {
    let expected = (" zo\u{e9} ".into(), " pa\u{308}ss ".into());
    assert_eq!(asked(" zoe\u{301} ".as_bytes(), " pa\u{308}ss ".as_bytes()), Ok(expected));
}

#[test]
fn a049_long_ones_arrive_whole() {
    let (user, password) = ("u".repeat(20_000), "p".repeat(40_000));
    assert_eq!(asked(user.as_bytes(), password.as_bytes()), Ok((user, password)));
}

//! Which row of the reply table a rejection gets.
use sasl_core::server::{NotOffered, Rejection};
use sasl_mail::{InvalidState, Reason, imap, pop3, sieve, smtp};

const REJECTIONS: [(Rejection, Reason); 15] = [
    (Rejection::BadCredentials, Reason::BadCredentials),
    (Rejection::NotAuthorized, Reason::NotAuthorized),
    (Rejection::Disabled, Reason::Disabled),
    (Rejection::Expired, Reason::Expired),
    (Rejection::NeedsTransition, Reason::BadCredentials),
    (Rejection::Unavailable, Reason::Unavailable),
    (Rejection::Throttled, Reason::Unavailable),
    (Rejection::Malformed, Reason::Malformed),
    (Rejection::Undecodable, Reason::Undecodable),
    (Rejection::UnexpectedInitialResponse, Reason::UnexpectedInitialResponse),
    (Rejection::TooLong, Reason::TooLong),
    (Rejection::Cancelled, Reason::Cancelled),
    (Rejection::Unacknowledged, Reason::Cancelled),
    (Rejection::BindingMismatch, Reason::BadCredentials),
    (Rejection::Downgrade, Reason::BadCredentials),
];

#[test]
fn every_rejection_has_its_row() {
    for (rejection, reason) in REJECTIONS {
        assert_eq!(Reason::from(rejection), reason);
        assert_eq!(imap::server::reply(rejection), imap::server::reply(reason));
        assert_eq!(smtp::server::reply(rejection), smtp::server::reply(reason));
        assert_eq!(pop3::server::reply(rejection), pop3::server::reply(reason));
        assert_eq!(sieve::server::reply(rejection), sieve::server::reply(reason));
        // The switch concerns one row only, and that one is no rejection's without it.
        let revealed = Reason::revealing_transitions(rejection);
        let transition = rejection == Rejection::NeedsTransition;
        assert_eq!(revealed, if transition { Reason::NeedsTransition } else { reason });
        assert_ne!(reason, Reason::NeedsTransition);
    }
    assert_eq!(Reason::from(NotOffered::Unknown), Reason::NotOffered);
    assert_eq!(Reason::from(NotOffered::NeedsTls), Reason::NeedsTls);
    assert_eq!(Reason::from(InvalidState::LoggedIn), Reason::LoggedIn);
    assert_eq!(Reason::from(InvalidState::InTransaction), Reason::InTransaction);
    assert_eq!(Reason::from(InvalidState::LoginNeeded), Reason::LoginNeeded);
}

#[test]
fn all_bad_credentials_look_the_same() {
    use Rejection::{BadCredentials, BindingMismatch, Downgrade, NeedsTransition};
    for rejection in [BadCredentials, NeedsTransition, BindingMismatch, Downgrade] {
        assert_eq!(
            imap::server::reply(rejection).line("a1"),
            "a1 NO [AUTHENTICATIONFAILED] Login failed; check the user name and the password\r\n"
        );
        assert_eq!(
            smtp::server::reply(rejection).line(),
            "535 5.7.8 Login failed; check the user name and the password\r\n"
        );
        assert_eq!(
            pop3::server::reply(rejection).line(),
            "-ERR [AUTH] Login failed; check the user name and the password\r\n"
        );
        assert_eq!(
            sieve::server::reply(rejection).line(),
            "NO \"Login failed; check the user name and the password\"\r\n"
        );
    }
}

#[test]
fn a141_only_what_passes_is_temporary() {
    for (rejection, _) in REJECTIONS {
        let passes = matches!(rejection, Rejection::Unavailable | Rejection::Throttled);
        let smtp = smtp::server::reply(rejection);
        assert_eq!(smtp.code() / 100, if passes { 4 } else { 5 }, "{rejection:?}");
        assert_eq!(imap::server::reply(rejection).code() == Some("UNAVAILABLE"), passes, "{rejection:?}");
        assert_eq!(pop3::server::reply(rejection).code() == Some("SYS/TEMP"), passes, "{rejection:?}");
        assert_eq!(sieve::server::reply(rejection).code() == Some("TRYLATER"), passes, "{rejection:?}");
    }
    for reason in Reason::ALL {
        let smtp = smtp::server::reply(*reason);
        assert_eq!(smtp.code() / 100, smtp.enhanced().0.into(), "{reason:?}: the codes are of one class");
        let passes = matches!(reason, Reason::Unavailable | Reason::NeedsTransition);
        assert_eq!(smtp.code() / 100 == 4, passes, "{reason:?}");
    }
}

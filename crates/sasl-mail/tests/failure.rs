//! A failure's label is a rejection's where they mean the same.
use sasl_core::server::Rejection;
use sasl_mail::Failure;

#[test]
fn labels() {
    let same = [
        (Failure::BadCredentials, Rejection::BadCredentials),
        (Failure::NotAuthorized, Rejection::NotAuthorized),
        (Failure::Disabled, Rejection::Disabled),
        (Failure::Expired, Rejection::Expired),
        (Failure::NeedsTransition, Rejection::NeedsTransition),
        (Failure::Unavailable, Rejection::Unavailable),
        (Failure::Cancelled, Rejection::Cancelled),
        (Failure::TooLong, Rejection::TooLong),
    ];
    for (failure, rejection) in same {
        assert_eq!(failure.label(), rejection.label());
        assert_eq!(failure.to_string(), failure.label());
    }
    let own = [
        (Failure::NotOffered, "not-offered"),
        (Failure::NeedsTls, "needs-tls"),
        (Failure::WeakMechanism, "weak-mechanism"),
        (Failure::Syntax, "syntax"),
        (Failure::Other, "other"),
    ];
    for (failure, label) in own {
        assert_eq!(failure.label(), label);
    }
}

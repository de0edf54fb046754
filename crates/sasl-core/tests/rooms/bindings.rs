//! Channel bindings: never empty, found by their kind, compared as a whole.
use crate::dummies::{binding, bindings};
use sasl_core::{
    BindingKind::{self, TlsExporter, TlsServerEndPoint, TlsUnique},
    Bindings, ChannelBinding, EmptyBinding,
};

#[test]
fn a076_a_binding_without_data_cannot_be_made() {
    for kind in BindingKind::ALL {
        assert_eq!(ChannelBinding::new(kind, b"").unwrap_err(), EmptyBinding);
        assert_eq!(ChannelBinding::new(kind, b"\0").unwrap().data(), b"\0");
    }
    assert_eq!(EmptyBinding.to_string(), "the channel binding data is empty");
}

#[test]
fn a078_no_data_match_no_binding() {
    assert!(!binding(TlsExporter).matches(b""));
}

#[test]
fn only_the_whole_data_match() {
    let one = ChannelBinding::new(TlsUnique, b"0123456789ab").unwrap();
    assert!(one.matches(b"0123456789ab"));
    for other in [&b"0123456789a"[..], b"0123456789abc", b"0123456789aB", b"1123456789ab", b"ba9876543210"] {
        assert!(!one.matches(other), "{other:?}");
    }
}

#[test]
fn each_is_found_by_its_kind_alone() {
    let both = Bindings::from_iter([
        ChannelBinding::new(TlsServerEndPoint, b"end point").unwrap(),
        ChannelBinding::new(TlsExporter, b"exporter").unwrap(),
    ]);
    assert_eq!(both.get(TlsExporter).map(ChannelBinding::data), Some(&b"exporter"[..]));
    assert_eq!(both.get(TlsServerEndPoint).map(ChannelBinding::data), Some(&b"end point"[..]));
    assert!(both.get(TlsUnique).is_none());
}

#[test]
fn of_two_of_one_kind_the_first_counts() {
    let twice =
        Bindings::from_iter([b"first", b"other"].map(|data| ChannelBinding::new(TlsUnique, data).unwrap()));
    assert!(twice.get(TlsUnique).unwrap().matches(b"first"));
}

#[test]
fn the_exporter_is_preferred_then_unique_then_the_end_point() {
    let preferred = |kinds: &[BindingKind]| {
        kinds.iter().map(|kind| binding(*kind)).collect::<Bindings>().preferred().map(ChannelBinding::kind)
    };
    assert_eq!(preferred(&[TlsServerEndPoint, TlsUnique, TlsExporter]), Some(TlsExporter));
    assert_eq!(preferred(&[TlsServerEndPoint, TlsUnique]), Some(TlsUnique));
    assert_eq!(preferred(&[TlsServerEndPoint]), Some(TlsServerEndPoint));
    assert_eq!(preferred(&[]), None);
}

#[test]
fn a_set_of_none_is_none() {
    assert!(Bindings::NONE.is_empty() && bindings([]).is_empty() && Bindings::default().is_empty());
    assert!(!bindings([TlsUnique]).is_empty());
}

#[test]
fn kinds_have_their_registered_names_and_these_have_a_case() {
    let names = BindingKind::ALL.map(BindingKind::name);
    assert_eq!(names, ["tls-exporter", "tls-unique", "tls-server-end-point"]);
    for kind in BindingKind::ALL {
        assert_eq!(BindingKind::from_name(kind.name()), Some(kind));
        assert_eq!(BindingKind::from_name(&kind.name().to_uppercase()), None);
        assert_eq!(kind.to_string(), kind.name());
    }
    assert_eq!(BindingKind::from_name("tls-unique-for-telnet"), None);
    assert_eq!(BindingKind::from_name(""), None);
}

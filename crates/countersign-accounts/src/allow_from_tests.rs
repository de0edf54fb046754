//! Tests of network lists.
use super::allow_from::{AllowFrom, NotAList};

fn allows(list: &str, address: &str) -> bool {
    list.parse::<AllowFrom>().unwrap().allows(address.parse().unwrap())
}

#[test]
fn an_address_is_allowed_if_one_of_the_networks_has_it() {
    let list = "192.0.2.1, 10.1.2.3/8,2001:db8::7/32,::ffff:198.51.100.0/120";
    for address in
        ["192.0.2.1", "10.255.0.1", "::ffff:10.1.2.3", "2001:db8:1::1", "198.51.100.9", "::ffff:198.51.100.9"]
    {
        assert!(allows(list, address), "{address}");
    }
    for address in
        ["192.0.2.2", "11.0.0.1", "::ffff:11.0.0.1", "2001:db9::1", "::1", "198.51.101.1", "::a01:203"]
    {
        assert!(!allows(list, address), "{address}");
    }
    for (list, four, six) in [("0.0.0.0/0", true, false), ("::/0", false, true), ("any", true, true)] {
        assert_eq!((allows(list, "::ffff:192.0.2.1"), allows(list, "2001:db8::1")), (four, six), "{list}");
    }
}

#[test]
fn a_list_has_one_form_and_is_read_back_as_it_is_kept() {
    let list: AllowFrom =
        "10.9.9.9/8,192.0.2.1/32,10.0.0.0/8,2001:DB8::1/32,::ffff:192.0.2.1".parse().unwrap();
    assert_eq!(list.as_kept(), "10.0.0.0/8,192.0.2.1,2001:db8::/32");
    assert_eq!(AllowFrom::kept(list.as_kept().into()), list);
    assert_eq!(list.networks(), ["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]);
    assert_eq!(list.to_string(), "10.0.0.0/8, 192.0.2.1, 2001:db8::/32");
    assert_eq!("any".parse::<AllowFrom>().unwrap(), AllowFrom::default());
}

#[test]
fn a_list_that_cannot_be_read_allows_nothing() {
    for text in ["none", "from-the-future", "10.0.0.0/33", ","] {
        assert!(!AllowFrom::kept(text.into()).allows("10.0.0.1".parse().unwrap()), "{text}");
    }
    let empty = AllowFrom::only([]).unwrap();
    assert!(!empty.allows("::1".parse().unwrap()) && !empty.is_everywhere());
    assert_eq!(empty.to_string(), "nowhere");
}

#[test]
fn what_is_no_list() {
    for text in
        ["", "localhost", "10.0.0.0/33", "10.0.0.0/", "/8", "10.0.0.0/8,", "1.2.3.4:5", "any,::1", "Any"]
    {
        assert_eq!(text.parse::<AllowFrom>(), Err(NotAList::Part), "{text}");
    }
    let many: Vec<String> = (0..65).map(|at| format!("10.0.{at}.0/24")).collect();
    assert_eq!(many.join(",").parse::<AllowFrom>(), Err(NotAList::TooLong));
}

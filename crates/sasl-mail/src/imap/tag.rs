//! Tags (RFC 9051 section 9).

/// `tag = 1*<any ASTRING-CHAR except "+">`
pub(super) fn is_valid(tag: &str) -> bool {
    let is_tag_char = |c: u8| c.is_ascii_graphic() && !b"(){%*\"\\+".contains(&c);
    !tag.is_empty() && tag.bytes().all(is_tag_char)
}

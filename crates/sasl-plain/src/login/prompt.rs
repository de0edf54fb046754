//! What a server asks with. No text is laid down anywhere.

/// What nearly every server says, and what some clients look for.
pub(super) const USERNAME: &[u8] = b"Username:";
pub(super) const PASSWORD: &[u8] = b"Password:";

/// Does this ask for a name? A text that tells nothing does not.
pub(crate) fn asks_for_a_name(prompt: &[u8]) -> bool {
    ["user", "name", "login"].iter().any(|word| holds(prompt, word))
}

/// Does this ask for a password, and for nothing else?
pub(crate) fn asks_for_a_password(prompt: &[u8]) -> bool {
    holds(prompt, "pass") && !asks_for_a_name(prompt)
}

fn holds(prompt: &[u8], word: &str) -> bool {
    prompt.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

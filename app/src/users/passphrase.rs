//! A passphrase to propose: five words, picked by random bytes.

use super::words::WORDS;

const WORDS_PICKED: usize = 5;
/// Enough bytes that five of them differ.
pub const BYTES: usize = 32;

/// Five different words, forty bits of choice; `None` when the bytes hold fewer.
pub fn passphrase(bytes: &[u8; BYTES]) -> Option<String> {
    let words: Vec<_> = WORDS.split_whitespace().collect();
    let mut picked: Vec<&str> = Vec::with_capacity(WORDS_PICKED);
    for byte in bytes {
        let word = *words.get(usize::from(*byte))?;
        if !picked.contains(&word) {
            picked.push(word);
        }
        if picked.len() == WORDS_PICKED {
            return Some(picked.join("-"));
        }
    }
    None
}

/// A fresh one.
pub fn propose() -> String {
    loop {
        let mut bytes = [0u8; BYTES];
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        if let Some(phrase) = passphrase(&bytes) {
            return phrase;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::accounts::password::check_password;

    #[test]
    fn every_word_is_there_once_and_easy_to_type() {
        let different: HashSet<_> = WORDS.split_whitespace().collect();
        assert_eq!(different.len(), 256);
        for word in different {
            let plain = word.chars().all(|c| c.is_ascii_lowercase());
            assert!(plain && (3..=10).contains(&word.len()), "{word}");
        }
    }

    #[test]
    fn too_little_chance_gives_no_passphrase() {
        assert_eq!(passphrase(&[7; BYTES]), None);
    }

    proptest! {
        #[test]
        fn whatever_is_proposed_is_a_good_password(bytes: [u8; BYTES]) {
            if let Some(phrase) = passphrase(&bytes) {
                prop_assert_eq!(phrase.split('-').count(), WORDS_PICKED);
                let checked = check_password(&phrase, "ana@mission.example", "Ana Dupont", "password");
                prop_assert_eq!(checked, Ok(()), "{}", phrase);
            }
        }
    }
}

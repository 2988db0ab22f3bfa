//! How names, phones, dates and codes become words that are looked up exactly.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// A longer word is cut: nobody types more.
const WORD_CHARACTERS_MAX: usize = 40;
/// From this length on, one typing mistake is forgiven.
pub const FORGIVEN_FROM: usize = 4;
/// A beginning shorter than this finds half the town.
pub const BEGINNING_FROM: usize = 2;
const PHONE_DIGITS_MIN: usize = 4;

/// The words of a name: lower case, without accents, apart at apostrophes and hyphens.
/// Letters that are not Latin, Greek or Cyrillic stay as they are.
pub fn words(text: &str) -> Vec<String> {
    plain(text)
        .split(is_between_words)
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(WORD_CHARACTERS_MAX).collect())
        .collect()
}

fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Accents go first: under one of them a ligature is not seen.
    let bare = text.nfd().filter(|letter| !is_accent(*letter));
    for letter in bare.flat_map(char::to_lowercase) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            // Joiners are inside words.
            '\u{200c}' | '\u{200d}' => {}
            other => folded.push(other),
        }
    }
    folded.nfd().filter(|letter| !is_accent(*letter)).nfc().collect()
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn is_between_words(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || letter.is_control()
        || matches!(
            letter,
            '\u{2000}'..='\u{206f}' | 'ʼ' | '´' | '·' | '«' | '»' | '،' | '፡' | '・'
        )
}

/// The digits of a phone number, the French prefix written as people say it.
pub fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = if text.trim_start().starts_with('+') {
        digits.strip_prefix("33")
    } else {
        digits.strip_prefix("0033")
    };
    match national {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits,
    }
}

pub fn phone_word(text: &str) -> Option<String> {
    let digits = phone_digits(text);
    (digits.len() >= PHONE_DIGITS_MIN).then(|| format!("t:{digits}"))
}

pub fn birth_word(date: NaiveDate) -> String {
    date.format("b:%Y%m%d").to_string()
}

/// `F-7K3M-9QXT` is `c:7k3m9qxt`.
pub fn code_word(code: &str) -> String {
    let letters = code.trim_start_matches("F-").chars();
    let letters: String = letters.filter(char::is_ascii_alphanumeric).collect();
    format!("c:{}", letters.to_ascii_lowercase())
}

/// A code however it was typed, as it is written; `None` when it cannot be one.
pub fn code(typed: &str) -> Option<String> {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| read_well(letter.to_ascii_uppercase()))
        .collect();
    let code = match letters.len() {
        9 => letters.strip_prefix('F')?,
        8 => &letters,
        _ => return None,
    };
    Some(format!("F-{}-{}", &code[..4], &code[4..]))
}

/// The letter of a code that was meant: some are not in codes because they are misread.
pub fn read_well(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    }
}

/// Everything a word is looked up by.
pub fn keys(word: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([word.to_owned()]);
    match word.split_once(':') {
        Some(("c", code)) if code.len() == 8 => {
            keys.extend([&code[..4], &code[4..]].map(|half| format!("c:{half}")));
        }
        Some(("b", date)) if date.len() == 8 => {
            keys.insert(format!("b:{}", &date[..4]));
        }
        Some(("t", digits)) => {
            for length in PHONE_DIGITS_MIN..digits.len() {
                keys.insert(format!("t:{}", &digits[..length]));
                keys.insert(format!("t:{}", &digits[digits.len() - length..]));
            }
        }
        _ => {
            keys.extend(shortened(word));
            let letters: Vec<_> = word.char_indices().map(|(at, _)| at).collect();
            let beginnings = letters.iter().skip(BEGINNING_FROM);
            keys.extend(beginnings.map(|at| format!("{}*", &word[..*at])));
        }
    }
    keys
}

/// The word with each letter left out in turn, when it is long enough to be forgiven.
pub fn shortened(word: &str) -> BTreeSet<String> {
    let letters: Vec<_> = word.chars().collect();
    if letters.len() < FORGIVEN_FROM {
        return BTreeSet::new();
    }
    let without = |left_out: usize| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.map(|(_, letter)| *letter).collect()
    };
    (0..letters.len()).map(without).collect()
}

/// The same word, or one typing mistake away: a letter too many, too few, wrong, or two swapped.
pub fn is_close(a: &str, b: &str) -> bool {
    a == b
        || (a.chars().count().max(b.chars().count()) >= FORGIVEN_FROM
            && strsim::osa_distance(a, b) <= 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_read_whatever_the_accents_hyphens_and_apostrophes() {
        for (name, expected) in [
            ("Éloïse N’Diaye", vec!["eloise", "n", "diaye"]),
            ("M'BAYE-Sow", vec!["m", "baye", "sow"]),
            ("Lætitia Cœur Ǽgir", vec!["laetitia", "coeur", "aegir"]),
            ("İbrahim Yıldız", vec!["ibrahim", "yildiz"]),
            ("  Đặng   Nguyễn ", vec!["dang", "nguyen"]),
            ("محمد علي", vec!["محمد", "علي"]),
            ("ሰላም ተስፋዬ", vec!["ሰላም", "ተስፋዬ"]),
            ("Йорданка", vec!["иорданка"]),
            ("-", vec![]),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn a_phone_is_its_digits_as_said_in_france() {
        for (typed, expected) in [
            ("06 12 34 56 78", "0612345678"),
            ("+33 6 12 34 56 78", "0612345678"),
            ("+33 (0)6.12.34.56.78", "0612345678"),
            ("0033612345678", "0612345678"),
            ("+212 612-345678", "212612345678"),
        ] {
            assert_eq!(phone_digits(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["F-7K3M-9QX0", "f7k3m9qxo", "7k3m 9qxO"] {
            assert_eq!(code(typed).as_deref(), Some("F-7K3M-9QX0"), "{typed}");
        }
        assert_eq!(code("7k3m"), None);
        assert_eq!(code("R-7K3M-9QX0"), None);
    }

    #[test]
    fn a_word_is_looked_up_by_its_parts() {
        let has = |word: &str, key: &str| keys(word).contains(key);
        assert!(has("diarra", "diara") && has("diarra", "dia*") && !has("diarra", "d*"));
        assert!(!has("sow", "so") && has("sow", "so*"));
        assert!(has("c:7k3m9qxt", "c:9qxt"));
        assert!(has("b:19890514", "b:1989"));
        assert!(has("t:0612345678", "t:5678") && has("t:0612345678", "t:061234"));
    }

    fn word() -> impl Strategy<Value = String> {
        proptest::collection::vec(proptest::sample::select(&['a', 'b', 'é', 'و'][..]), 1..9)
            .prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn two_close_words_share_a_key(a in word(), b in word()) {
            let asked: BTreeSet<_> = shortened(&a).into_iter().chain([a.clone()]).collect();
            if is_close(&a, &b) {
                prop_assert!(!asked.is_disjoint(&keys(&b)), "{a} {b}");
            }
        }

        #[test]
        fn reading_words_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }
    }
}

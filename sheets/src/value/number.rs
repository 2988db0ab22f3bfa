//! Numbers as they are typed in France, in England and by programs.
//!
//! A mark that stands once is the decimal mark, be it a comma or a point; marks that stand between groups of three
//! digits more than once, or before another mark, set thousands apart, as spaces do. One mark before exactly three
//! digits (`1,234`) may be either, so that it is neither a whole number nor money.

/// A number taken apart.
struct Number {
    negative: bool,
    whole: String,
    decimals: String,
    /// It has one mark before exactly three digits.
    unsure: bool,
}

/// A whole number: `12`, `-3`, `1 234`, `1,234,567`, `148.0`. None for `1,234`, which may be one thing or the other.
pub fn whole(text: &str) -> Option<i64> {
    let number = parse(text)?;
    if number.unsure || number.decimals.bytes().any(|digit| digit != b'0') {
        return None;
    }
    signed(number.negative, &number.whole)
}

/// A number with or without decimals: `1,5`, `1.5`, `1 234,5`, `1,234.5`. Where one comma or point stands alone it is
/// the decimal mark, so that `1,234` is little more than one.
pub fn decimal(text: &str) -> Option<f64> {
    let number = parse(text)?;
    let sign = if number.negative { "-" } else { "" };
    format!("{sign}{}.{}", number.whole, number.decimals).parse().ok()
}

/// Money in cents: `12`, `12,5`, `1 234,50 €`, `£1,234.50`, `12.00 EUR`. None for `1,234` and for parts of a cent.
pub fn cents(text: &str) -> Option<i64> {
    let number = parse(without_currency(text))?;
    let (paid, beyond) = number.decimals.split_at(number.decimals.len().min(2));
    if number.unsure || beyond.bytes().any(|digit| digit != b'0') {
        return None;
    }
    signed(number.negative, &format!("{}{paid:0<2}", number.whole))
}

fn signed(negative: bool, digits: &str) -> Option<i64> {
    format!("{}{digits}", if negative { "-" } else { "" }).parse().ok()
}

fn without_currency(text: &str) -> &str {
    const SIGNS: [&str; 8] = ["€", "$", "£", "EUR", "eur", "Eur", "euros", "CHF"];
    let text = text.trim();
    for sign in SIGNS {
        if let Some(rest) = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign)) {
            return rest.trim();
        }
    }
    text
}

fn parse(text: &str) -> Option<Number> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = split_at_decimal_mark(text)?;
    let unsure = decimals.len() == 3 && !whole.contains(|char: char| !char.is_ascii_digit());
    let whole = ungrouped(whole)?;
    let all_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(decimals) || (whole.is_empty() && decimals.is_empty()) || whole.len() > 18 {
        return None;
    }
    let unsure = unsure && whole != "0" && (1..=3).contains(&whole.len());
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    Some(Number { negative, whole, decimals: decimals.to_owned(), unsure })
}

/// The digits before and after the decimal mark. A mark that stands more than once is none.
fn split_at_decimal_mark(text: &str) -> Option<(&str, &str)> {
    let Some(at) = text.rfind([',', '.']) else { return Some((text, "")) };
    let mark = &text[at..=at];
    if text.matches(mark).count() > 1 {
        return Some((text, ""));
    }
    let decimals = &text[at + 1..];
    (!decimals.is_empty() || at > 0).then_some((&text[..at], decimals))
}

/// Takes out what sets thousands apart: one and the same sign, before groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().filter(|char| !char.is_ascii_digit()).collect();
    let Some(&sign) = signs.first() else { return Some(text.to_owned()) };
    let is_separator =
        matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | ',' | '.');
    if !is_separator || signs.iter().any(|other| *other != sign) {
        return None;
    }
    let mut groups = text.split(sign);
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    well_grouped.then(|| text.replace(sign, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_understood_or_refused() {
        let cases = [
            ("12", Some(12)),
            (" 12 ", Some(12)),
            ("-3", Some(-3)),
            ("− 3", Some(-3)),
            ("+3", Some(3)),
            ("007", Some(7)),
            ("148.0", Some(148)),
            ("148,00", Some(148)),
            ("12.", Some(12)),
            ("1 234", Some(1234)),
            ("1\u{a0}234", Some(1234)),
            ("1\u{202f}234\u{202f}567", Some(1_234_567)),
            ("1,234,567", Some(1_234_567)),
            ("1.234.567", Some(1_234_567)),
            ("1,234.0", Some(1234)),
            ("1'234", Some(1234)),
            ("999999999999999999", Some(999_999_999_999_999_999)),
            ("9999999999999999999", None),
            ("1,234", None),
            ("1.000", None),
            ("1.5", None),
            ("12 34", None),
            ("1 23", None),
            ("1 234 56", None),
            ("", None),
            ("-", None),
            (".", None),
            ("12a", None),
            ("1e3", None),
            ("١٢", None),
        ];
        for (text, expected) in cases {
            assert_eq!(whole(text), expected, "{text:?}");
        }
    }

    #[test]
    fn decimals_take_a_comma_or_a_point() {
        let cases = [
            ("1,5", Some(1.5)),
            ("1.5", Some(1.5)),
            ("-0,25", Some(-0.25)),
            (",5", Some(0.5)),
            ("0.125", Some(0.125)),
            ("1 234,5", Some(1234.5)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("12", Some(12.0)),
            ("1,234", Some(1.234)),
            ("1,2,3", None),
            ("1,5 %", None),
            ("NaN", None),
            ("inf", None),
        ];
        for (text, expected) in cases {
            assert_eq!(decimal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn money_is_exact_cents() {
        let cases = [
            ("12", Some(1200)),
            ("12,5", Some(1250)),
            ("12.50 €", Some(1250)),
            ("1 234,50\u{a0}€", Some(123_450)),
            ("£1,234.50", Some(123_450)),
            ("12,00 EUR", Some(1200)),
            ("-3,05", Some(-305)),
            ("12.5000", Some(1250)),
            ("0,07", Some(7)),
            ("12.505", None),
            ("12.5001", None),
            ("1,234", None),
            ("gratuit", None),
            ("€", None),
        ];
        for (text, expected) in cases {
            assert_eq!(cents(text), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC*") {
            let _ = (whole(&text), decimal(&text), cents(&text));
        }

        #[test]
        fn a_written_number_is_read_back(number in -999_999_999_999_999_999_i64..=999_999_999_999_999_999) {
            proptest::prop_assert_eq!(whole(&number.to_string()), Some(number));
        }

        #[test]
        fn written_money_is_read_back(number in -9_999_999_999_999_i64..9_999_999_999_999) {
            let sign = if number < 0 { "-" } else { "" };
            let text = format!("{sign}{},{:02} €", number.abs() / 100, number.abs() % 100);
            proptest::prop_assert_eq!(cents(&text), Some(number));
        }
    }
}

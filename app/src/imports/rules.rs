//! What a row or a whole file says that somebody should look at. Pure.

use super::{profile::Rule, record::Record};

/// Why the row breaks the rule; `None` when it keeps it or says nothing about it.
pub fn breach(record: &Record<'_>, rule: &Rule) -> Option<String> {
    let number = |field: &String| record.number(field);
    let said = |fields: &[&String]| {
        let each = fields.iter().map(|field| format!("{field} {}", record.text(field)));
        each.collect::<Vec<_>>().join(", ")
    };
    match rule {
        Rule::Greater(a, b) => (number(a)? > number(b)?).then(|| said(&[a, b])),
        Rule::Negative(a) => (number(a)? < 0.0).then(|| said(&[a])),
        Rule::Zero(a) => (number(a)? == 0.0).then(|| said(&[a])),
        Rule::Missing(a) => record.raw(a).trim().is_empty().then(|| a.clone()),
        Rule::NotSum(a, b, c) => {
            differs(number(a)?, number(b)? + number(c)?).then(|| said(&[a, b, c]))
        }
        Rule::NotGap(a, b, c) => {
            differs(number(a)?, (number(c)? - number(b)?).max(0.0)).then(|| said(&[a, b, c]))
        }
        Rule::NotRate(a, b, c) => {
            let whole = number(c)?;
            let rate = if whole == 0.0 { 0.0 } else { 100.0 * number(b)? / whole };
            ((number(a)? - rate).abs() > 0.01).then(|| said(&[a, b, c]))
        }
        Rule::OuterSpaces(a) => {
            let raw = record.raw(a);
            (raw != raw.trim()).then(|| format!("“{raw}”"))
        }
    }
}

/// Figures of files are whole: what is left is a rounding.
fn differs(a: f64, b: f64) -> bool {
    (a - b).abs() > 1e-9
}

/// Fewer rows than these prove nothing.
const SHIFT_ROWS_MIN: usize = 20;

/// The factor by which nearly every changed figure became another one: 100 when somebody
/// wrote cents for euros. One wrong cell is a correction, all of them are a mistake.
pub fn common_factor(changes: &[(i32, i32)]) -> Option<f64> {
    let factors: Vec<f64> = changes
        .iter()
        .filter(|(before, after)| *before != 0 && before != after)
        .map(|(before, after)| f64::from(*after) / f64::from(*before))
        .collect();
    if factors.len() < SHIFT_ROWS_MIN {
        return None;
    }
    let first = *factors.get(factors.len() / 2)?;
    let same = factors.iter().filter(|factor| !differs(**factor, first)).count();
    (same * 10 >= factors.len() * 9).then_some(first)
}

/// The number of days by which nearly every changed date moved.
pub fn common_days(changes: &[i64]) -> Option<i64> {
    let moved: Vec<i64> = changes.iter().copied().filter(|days| *days != 0).collect();
    if moved.len() < SHIFT_ROWS_MIN {
        return None;
    }
    let first = *moved.get(moved.len() / 2)?;
    let same = moved.iter().filter(|days| **days == first).count();
    (same * 10 >= moved.len() * 9).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_factor_is_of_nearly_all_rows() {
        let hundredfold: Vec<_> = (1..=30).map(|n| (n, n * 100)).collect();
        assert_eq!(common_factor(&hundredfold), Some(100.0));
        assert_eq!(common_factor(&hundredfold[..19]), None, "too few to tell");
        let corrections: Vec<_> = (1..=30).map(|n| (n, n + n % 7 + 1)).collect();
        assert_eq!(common_factor(&corrections), None);
        let unchanged = vec![(4, 4); 40];
        assert_eq!(common_factor(&unchanged), None);
    }

    #[test]
    fn a_day_too_many_everywhere_is_noticed() {
        let mut moved = vec![1; 28];
        moved.extend([3, 0]);
        assert_eq!(common_days(&moved), Some(1));
        assert_eq!(common_days(&[1; 19]), None);
        let mixed: Vec<_> = (1..40).collect();
        assert_eq!(common_days(&mixed), None);
    }
}

//! The names of months in English and French.

const NAMES: [[&str; 4]; 12] = [
    ["january", "jan", "janvier", "janv"],
    ["february", "feb", "fevrier", "fevr"],
    ["march", "mar", "mars", "mars"],
    ["april", "apr", "avril", "avr"],
    ["may", "may", "mai", "mai"],
    ["june", "jun", "juin", "juin"],
    ["july", "jul", "juillet", "juil"],
    ["august", "aug", "aout", "aout"],
    ["september", "sep", "septembre", "sept"],
    ["october", "oct", "octobre", "oct"],
    ["november", "nov", "novembre", "nov"],
    ["december", "dec", "decembre", "dec"],
];

/// The month of a name, whole or shortened, with or without accents and capitals: `July`, `févr.`, `DÉC`.
pub fn month(name: &str) -> Option<u32> {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    let plain: String = name.chars().map(without_accent).collect();
    (1..).zip(NAMES).find(|(_, names)| names.contains(&plain.as_str())).map(|(month, _)| month)
}

fn without_accent(char: char) -> char {
    match char {
        'é' | 'è' => 'e',
        'û' | 'ù' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_name() {
        let cases = [
            ("January", Some(1)),
            ("févr.", Some(2)),
            ("Février", Some(2)),
            ("MARS", Some(3)),
            ("march", Some(3)),
            ("avr", Some(4)),
            ("May", Some(5)),
            ("juin", Some(6)),
            ("juil.", Some(7)),
            ("août", Some(8)),
            ("Sept", Some(9)),
            ("octobre", Some(10)),
            ("nov", Some(11)),
            ("DÉC", Some(12)),
            ("ju", None),
            ("", None),
            ("mardi", None),
        ];
        for (name, expected) in cases {
            assert_eq!(month(name), expected, "{name:?}");
        }
    }
}

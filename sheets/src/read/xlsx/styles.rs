//! Which cells of an XLSX file show their number as a date or an hour.

use super::super::archive::Part;
use super::super::number::Shown;
use super::super::xml::{Xml, attributes};
use crate::error::Unreadable;
use quick_xml::events::Event;
use std::collections::HashMap;

/// How the cells of each style show their number.
#[derive(Default)]
pub(super) struct Styles(Vec<Shown>);

impl Styles {
    pub(super) fn read(part: Part) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(part);
        let mut custom: HashMap<u32, Shown> = HashMap::new();
        let mut styles = Vec::new();
        let mut of_cells = false;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let [id, code] = attributes(&element, ["numFmtId", "formatCode"])?;
                        let id = id.and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, code) {
                            custom.insert(id, shown_by(&code));
                        }
                    }
                    "cellXfs" => of_cells = true,
                    "xf" if of_cells => {
                        let [id] = attributes(&element, ["numFmtId"])?;
                        let id = id.and_then(|id| id.parse().ok()).unwrap_or(0);
                        styles.push(custom.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                    of_cells = false;
                }
                _ => {}
            }
        }
        Ok(Self(styles))
    }

    pub(super) fn shown(&self, style: usize) -> Shown {
        self.0.get(style).copied().unwrap_or(Shown::Number)
    }
}

/// The formats that have a number and no code (ECMA-376, 18.8.30).
fn built_in(id: u32) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => Shown::Date,
        18..=21 | 32 | 33 | 45 | 47 | 55 | 56 => Shown::Time,
        46 => Shown::Duration,
        _ => Shown::Number,
    }
}

/// What a format code makes of a number: `dd/mm/yyyy`, `[h]:mm`, `0.00`, `[Red]"le" d mmm`.
fn shown_by(code: &str) -> Shown {
    let lower = code.to_lowercase();
    let mut chars = lower.chars();
    let (mut date, mut hour, mut month) = (false, false, false);
    while let Some(char) = chars.next() {
        match char {
            ';' => break,
            '\\' | '_' | '*' => _ = chars.next(),
            '"' => _ = chars.by_ref().find(|char| *char == '"'),
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                if !inside.is_empty()
                    && ['h', 'm', 's'].iter().any(|unit| inside.trim_matches(*unit).is_empty())
                {
                    return Shown::Duration;
                }
            }
            // AM/PM or A/P, which only go with hours.
            'a' if chars.as_str().starts_with("m/pm") || chars.as_str().starts_with("/p") => {
                let _ = chars.by_ref().find(|char| *char == 'p');
                hour = true;
            }
            'd' | 'y' => date = true,
            'h' | 's' => hour = true,
            'm' => month = true,
            _ => {}
        }
    }
    match (date, hour, month) {
        (true, _, _) | (false, false, true) => Shown::Date,
        (false, true, _) => Shown::Time,
        (false, false, false) => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_dates_from_hours_and_numbers() {
        let cases = [
            ("General", Shown::Number),
            ("0.00", Shown::Number),
            ("#,##0.00\\ \"€\"", Shown::Number),
            ("#,##0\\ \"dyh\"", Shown::Number),
            ("[Red]0", Shown::Number),
            ("0_m", Shown::Number),
            ("dd/mm/yyyy", Shown::Date),
            ("[$-40C]d\\ mmmm\\ yyyy;@", Shown::Date),
            ("yyyy\\-mm\\-dd", Shown::Date),
            ("mmm", Shown::Date),
            ("d/m h:mm", Shown::Date),
            ("h:mm AM/PM", Shown::Time),
            ("mm:ss", Shown::Time),
            ("[h]:mm", Shown::Duration),
            ("[mm]:ss", Shown::Duration),
        ];
        for (code, shown) in cases {
            assert_eq!(shown_by(code), shown, "{code}");
        }
    }
}

//! Single cells of an ODS file.

use super::super::Unwritable;
use super::super::stored::Stored;
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// What a cell holds in Excel, which may open the file too.
const CHARS_MAX: usize = 32_767;
/// Decimals for which there is a style in the file.
const PLACES_MAX: usize = 6;

pub(super) fn push_cell(stored: &Stored<'_>, row: u64, xml: &mut String) -> Result<(), Unwritable> {
    match stored {
        Stored::Nothing => xml.push_str("<table:table-cell/>"),
        Stored::Text(text) => {
            if text.chars().count() > CHARS_MAX {
                return Err(Unwritable::TextTooLong { row });
            }
            xml.push_str("<table:table-cell office:value-type=\"string\">");
            push_text(text, xml);
            xml.push_str("</table:table-cell>");
        }
        Stored::Number(number, places) => {
            xml.push_str("<table:table-cell");
            if (1..=PLACES_MAX).contains(places) {
                let _ = write!(xml, " table:style-name=\"d{places}\"");
            }
            let _ = write!(
                xml,
                " office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            );
        }
        Stored::Date(date) => {
            let date = date.format("%Y-%m-%d");
            let _ = write!(
                xml,
                "<table:table-cell table:style-name=\"day\" office:value-type=\"date\" \
                 office:date-value=\"{date}\"><text:p>{date}</text:p></table:table-cell>"
            );
        }
    }
    Ok(())
}

/// Writes a text as paragraphs, one a line. Spaces that white space would swallow are elements.
pub(super) fn push_text(text: &str, xml: &mut String) {
    for line in text.split('\n') {
        xml.push_str("<text:p>");
        let mut rest = line;
        while let Some(char) = rest.chars().next() {
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            if spaces > 0 {
                let at_edge = rest.len() == line.len() || rest.len() == spaces;
                let counted = if at_edge { spaces } else { spaces - 1 };
                if !at_edge {
                    xml.push(' ');
                }
                if counted > 0 {
                    let _ = write!(xml, "<text:s text:c=\"{counted}\"/>");
                }
                rest = &rest[spaces..];
            } else if char == '\t' {
                xml.push_str("<text:tab/>");
                rest = &rest[1..];
            } else {
                let end = rest.find([' ', '\t']).unwrap_or(rest.len());
                xml.push_str(&escape(&rest[..end]));
                rest = &rest[end..];
            }
        }
        xml.push_str("</text:p>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_count_are_elements() {
        let cases = [
            ("a b", "<text:p>a b</text:p>"),
            ("a   b", "<text:p>a <text:s text:c=\"2\"/>b</text:p>"),
            (" a ", "<text:p><text:s text:c=\"1\"/>a<text:s text:c=\"1\"/></text:p>"),
            ("a\t\tb", "<text:p>a<text:tab/><text:tab/>b</text:p>"),
            ("a\n\nb<", "<text:p>a</text:p><text:p></text:p><text:p>b&lt;</text:p>"),
            ("", "<text:p></text:p>"),
        ];
        for (text, expected) in cases {
            let mut xml = String::new();
            push_text(text, &mut xml);
            assert_eq!(xml, expected, "{text:?}");
        }
    }
}

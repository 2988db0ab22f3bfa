//! The text of a cell of an ODS file, made of paragraphs in which spaces are counted.

use super::super::xml::attributes;
use crate::error::Unreadable;
use quick_xml::events::BytesStart;

/// Paragraphs as lines of one text.
///
/// By the norm white space in the file would be one space however long it is, and spaces that count would be elements;
/// but `LibreOffice` writes several as they are and reads them so.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    begun: bool,
}

impl Lines {
    /// Takes in the start of an element; false when it asks for more spaces than a cell may have characters.
    pub(super) fn begin(
        &mut self,
        element: &BytesStart<'_>,
        chars_max: usize,
    ) -> Result<bool, Unreadable> {
        match element.name().as_ref() {
            "text:p" | "text:h" => {
                if self.begun {
                    self.text.push('\n');
                }
                self.begun = true;
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            "text:s" => {
                let [count] = attributes(element, ["text:c"])?;
                let count = count.and_then(|count| count.parse().ok()).unwrap_or(1);
                if count > chars_max {
                    return Ok(false);
                }
                self.text.extend(std::iter::repeat_n(' ', count));
            }
            _ => {}
        }
        Ok(true)
    }

    pub(super) fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}

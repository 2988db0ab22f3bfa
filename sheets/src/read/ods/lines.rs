//! The text of a cell of an ODS file, made of paragraphs in which spaces are counted.

use super::super::xml::attributes;
use crate::error::Unreadable;
use quick_xml::events::BytesStart;

/// Paragraphs as lines of one text.
///
/// White space in the file is one space however long it is, and none at the start of a paragraph; spaces that count
/// are elements of their own.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    begun: bool,
    after_space: bool,
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
                (self.begun, self.after_space) = (true, true);
                return Ok(true);
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
            _ => return Ok(true),
        }
        self.after_space = false;
        Ok(true)
    }

    pub(super) fn push(&mut self, piece: &str) {
        for char in piece.chars() {
            let is_space = matches!(char, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                self.text.push(char);
            } else if !self.after_space {
                self.text.push(' ');
            }
            self.after_space = is_space;
        }
    }

    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}

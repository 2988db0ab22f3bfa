//! Cells as the text that is written of them.

use super::Cell;
use crate::guard::guarded;
use std::borrow::Cow;

/// A cell as CSV has it.
pub(crate) fn of_cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        Cell::Decimal(number) if is_decimal(number) => Cow::Borrowed(number),
        Cell::Text(text) | Cell::Decimal(text) => of_text(text),
        Cell::Date(date) => Cow::Owned(guarded(&date.to_string()).into_owned()),
        Cell::Empty => Cow::Borrowed(""),
    }
}

/// A text as any kind has it: no formula, no character that XML forbids, one kind of line end.
pub(crate) fn of_text(text: &str) -> Cow<'_, str> {
    if text.contains('\r') || text.contains(is_forbidden) {
        let clean = text.replace("\r\n", "\n").replace('\r', "\n").replace(is_forbidden, "");
        return Cow::Owned(guarded(&clean).into_owned());
    }
    guarded(text)
}

/// Characters that an XML file cannot hold, however written.
fn is_forbidden(char: char) -> bool {
    matches!(char, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// `12.50`, `-3`: digits with one point between at most.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or(digits(text), |(whole, decimals)| digits(whole) && digits(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_becomes_text_that_is_no_formula() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let decimal = |text: &str| Cell::Decimal(text.to_owned());
        let cases = [
            (text("Hôtel"), "Hôtel"),
            (text("=1+1"), "'=1+1"),
            (text("\r=1"), "\n=1"),
            (text("a\r\nb\rc"), "a\nb\nc"),
            (text("\u{1}=a\u{0}b"), "'=ab"),
            (Cell::Whole(-5), "-5"),
            (decimal("-12.50"), "-12.50"),
            (decimal("-12.50.1"), "'-12.50.1"),
            (decimal("=A1"), "'=A1"),
            (Cell::cents(-305), "-3.05"),
            (Cell::cents(7), "0.07"),
            (Cell::Empty, ""),
        ];
        for (cell, written) in cases {
            assert_eq!(of_cell(&cell), written, "{cell:?}");
        }
    }
}

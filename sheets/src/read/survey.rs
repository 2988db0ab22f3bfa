//! Reads a text file once through, before its rows are read, to know how it is encoded and that it is text at all.

use crate::error::Unreadable;
use crate::format::Encoding;
use std::io::{BufRead, Read};

const SAMPLE_BYTES: usize = 64 << 10;

/// What one reading of the whole file has shown.
pub(crate) struct Survey {
    /// How the text is written.
    pub(crate) encoding: Encoding,
    /// The first bytes, for finding the separator.
    pub(crate) sample: Vec<u8>,
    /// Whether the sample is all there is.
    pub(crate) sample_is_all: bool,
}

/// Reads to the end: a gzip file that is cut short or too large is known before its first row is given.
pub(crate) fn survey(mut text: Box<dyn BufRead + Send>) -> Result<Survey, Unreadable> {
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE_BYTES as u64).read_to_end(&mut sample).map_err(Unreadable::of)?;
    let (marked, begins) = byte_order_mark(&sample);
    let wide = matches!(marked, Some(Encoding::Utf16Le | Encoding::Utf16Be));
    let body = &sample[begins..];
    if !wide && is_something_else(body) {
        return Err(Unreadable::NotATable);
    }
    let mut utf8 = Utf8Check::default();
    let mut controls = !wide && has_controls(body);
    utf8.add(body);
    let mut total = sample.len();
    loop {
        let chunk = text.fill_buf().map_err(Unreadable::of)?;
        if chunk.is_empty() {
            break;
        }
        controls |= !wide && has_controls(chunk);
        utf8.add(chunk);
        let length = chunk.len();
        total += length;
        text.consume(length);
    }
    if controls {
        return Err(Unreadable::NotATable);
    }
    Ok(Survey {
        encoding: marked.unwrap_or_else(|| utf8.verdict()),
        sample_is_all: total == sample.len(),
        sample,
    })
}

/// The encoding a mark announces, and how many bytes the mark is.
fn byte_order_mark(bytes: &[u8]) -> (Option<Encoding>, usize) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Utf8Marked), 3),
        [0xff, 0xfe, ..] => (Some(Encoding::Utf16Le), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::Utf16Be), 2),
        _ => (None, 0),
    }
}

/// Pages, documents and data that begin as text does.
fn is_something_else(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    match text {
        [b'<', ..] => true,
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'}' | b'\\', ..]),
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'{' | b'[' | b'"' | b']', ..]),
        _ => text.starts_with(b"%PDF") || text.starts_with(b"%!PS"),
    }
}

/// Control characters no table has; the old end-of-file sign of DOS and page breaks are harmless.
fn has_controls(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x19 | 0x1b..=0x1f))
}

/// Counts what is UTF-8 beyond ASCII, and what is not, over chunks that may cut a character.
#[derive(Default)]
struct Utf8Check {
    carried: Vec<u8>,
    well_formed: u64,
    malformed: u64,
}

impl Utf8Check {
    fn add(&mut self, chunk: &[u8]) {
        if chunk.is_ascii() && self.carried.is_empty() {
            return;
        }
        let mut bytes = std::mem::take(&mut self.carried);
        bytes.extend_from_slice(chunk);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let error = match std::str::from_utf8(rest) {
                Ok(valid) => {
                    self.count(valid.as_bytes());
                    return;
                }
                Err(error) => error,
            };
            let (valid, after) = rest.split_at(error.valid_up_to());
            self.count(valid);
            let Some(length) = error.error_len() else {
                self.carried = after.to_vec();
                return;
            };
            self.malformed += 1;
            rest = &after[length..];
        }
    }

    fn count(&mut self, valid: &[u8]) {
        self.well_formed += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
    }

    /// Windows-1252 hardly ever happens to be well-formed UTF-8. So a file that mostly is has been damaged, and its
    /// bad row is told when it is reached.
    fn verdict(&self) -> Encoding {
        let malformed = self.malformed + u64::from(!self.carried.is_empty());
        if malformed == 0 || self.well_formed > malformed {
            Encoding::Utf8
        } else {
            Encoding::Windows1252
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surveyed(bytes: &[u8]) -> Result<Encoding, Unreadable> {
        survey(Box::new(std::io::Cursor::new(bytes.to_vec()))).map(|found| found.encoding)
    }

    #[test]
    fn the_encoding_is_found_in_the_bytes() {
        let cases: [(&[u8], Encoding); 7] = [
            (b"a;b\n1;2\n", Encoding::Utf8),
            ("hôtel;étage\n".as_bytes(), Encoding::Utf8),
            (b"\xef\xbb\xbfa;b\n", Encoding::Utf8Marked),
            (b"h\xf4tel;\xe9tage\n", Encoding::Windows1252),
            (b"\xff\xfea\0;\0b\0", Encoding::Utf16Le),
            (b"\xfe\xff\0a\0;\0b", Encoding::Utf16Be),
            (b"\xc3\xa9\xc3\xa9\xc3\xa9\xe9;b\n", Encoding::Utf8),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(surveyed(bytes).unwrap(), encoding, "{bytes:?}");
        }
    }

    #[test]
    fn a_character_cut_between_two_chunks_is_still_one() {
        let text = format!("{}é\n", "x".repeat(SAMPLE_BYTES - 1));
        assert_eq!(surveyed(text.as_bytes()).unwrap(), Encoding::Utf8);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for bytes in [
            b"<!DOCTYPE html><table><tr><td>1</td></tr></table>".as_slice(),
            b"  <?xml version='1.0'?>",
            b"%PDF-1.7 binary",
            b"{\"a\": 1}",
            b"[{\"a\": 1}]",
            b"{\\rtf1 text}",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"a;b\n\x001;2",
        ] {
            assert!(matches!(surveyed(bytes), Err(Unreadable::NotATable)), "{bytes:?}");
        }
    }
}

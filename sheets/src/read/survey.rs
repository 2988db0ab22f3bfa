//! Reads a text file once through, before its rows are read, to know how it is encoded and that it is text at all.

use super::decode::Decoded;
use crate::error::Unreadable;
use crate::format::Encoding;
use std::io::{BufRead, Read};

const SAMPLE_BYTES: usize = 64 << 10;

/// What one reading of the whole file has shown.
pub(crate) struct Survey {
    /// How the text is written.
    pub(crate) encoding: Encoding,
    /// The beginning of the text, as UTF-8, up to the end of a line.
    pub(crate) beginning: Vec<u8>,
    /// Whether the beginning is all there is.
    pub(crate) beginning_is_all: bool,
}

/// Reads to the end: a gzip file that is cut short or too large is known before its first row is given.
pub(crate) fn survey(mut text: Box<dyn BufRead + Send>) -> Result<Survey, Unreadable> {
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE_BYTES as u64).read_to_end(&mut sample).map_err(Unreadable::of)?;
    let (marked, begins) = byte_order_mark(&sample);
    let mut utf8 = Utf8Check::default();
    let mut controls = Controls::default();
    utf8.add(&sample[begins..]);
    controls.add(&sample[begins..]);
    let mut total = sample.len();
    loop {
        let chunk = text.fill_buf().map_err(Unreadable::of)?;
        if chunk.is_empty() {
            break;
        }
        utf8.add(chunk);
        controls.add(chunk);
        let length = chunk.len();
        total += length;
        text.consume(length);
    }
    let encoding = marked.unwrap_or_else(|| utf8.verdict());
    let mut beginning = decoded(&sample, encoding);
    if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        controls = Controls::default();
        controls.add(&beginning);
    }
    if controls.are_too_many() || is_something_else(&beginning) {
        return Err(Unreadable::NotATable);
    }
    let beginning_is_all = total == sample.len();
    if !beginning_is_all && let Some(end) = beginning.iter().rposition(|byte| *byte == b'\n') {
        beginning.truncate(end + 1);
    }
    Ok(Survey { encoding, beginning, beginning_is_all })
}

/// As much of the text as is well encoded; where it is not shows again when the rows are read, with the row.
fn decoded(sample: &[u8], encoding: Encoding) -> Vec<u8> {
    let mut text = Vec::new();
    let mut decoder = Decoded::new(sample, encoding);
    while let Ok(piece) = decoder.fill_buf() {
        let length = piece.len();
        if length == 0 {
            break;
        }
        text.extend_from_slice(piece);
        decoder.consume(length);
    }
    text
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

/// Counts control characters. Text has none but a stray one; pictures and programs are full of them.
#[derive(Default)]
struct Controls {
    zero: bool,
    others: usize,
    total: usize,
}

impl Controls {
    fn add(&mut self, bytes: &[u8]) {
        self.total += bytes.len();
        self.zero |= bytes.contains(&0);
        // A page break and the old end-of-file sign of DOS are harmless.
        let is_control = |byte: &&u8| matches!(**byte, 1..=8 | 0x0b | 0x0e..=0x19 | 0x1b..=0x1f);
        self.others += bytes.iter().filter(is_control).count();
    }

    fn are_too_many(&self) -> bool {
        self.zero || self.others * 100 > self.total
    }
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
    fn a_stray_control_character_is_no_reason_to_refuse() {
        let text = format!("a;b\n{}\x0b\n", "1;2\n".repeat(50));
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
            b"\xff\xfe<\0h\0t\0m\0l\0>\0",
            b"a\x02b\x03",
        ] {
            assert!(matches!(surveyed(bytes), Err(Unreadable::NotATable)), "{bytes:?}");
        }
    }
}

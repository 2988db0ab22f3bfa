//! Makes UTF-8 of whatever a text file is encoded in, piece by piece.

use crate::error::Unreadable;
use crate::format::Encoding;
use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, Read};

const PIECE_BYTES: usize = 32 << 10;

/// Text as UTF-8. Where bytes are no text, what comes before them is given first, and then
/// [`Unreadable::BadText`] with row 0: the row is known to whoever counts them.
pub(crate) struct Decoded<R> {
    inner: R,
    encoding: Encoding,
    decoder: Decoder,
    piece: Vec<u8>,
    given: usize,
    filled: usize,
    broken: bool,
    finished: bool,
}

impl<R: BufRead> Decoded<R> {
    pub(crate) fn new(inner: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 | Encoding::Utf8Marked => UTF_8.new_decoder_with_bom_removal(),
            Encoding::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
            Encoding::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
            Encoding::Windows1252 => WINDOWS_1252.new_decoder_without_bom_handling(),
        };
        Self {
            inner,
            encoding,
            decoder,
            piece: vec![0; PIECE_BYTES],
            given: 0,
            filled: 0,
            broken: false,
            finished: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        (self.given, self.filled) = (0, 0);
        while self.filled == 0 && !self.finished {
            if self.broken {
                return Err(Unreadable::BadText { row: 0 }.into());
            }
            let mut chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            if self.encoding == Encoding::Windows1252
                && chunk.first().copied().is_some_and(is_undefined)
            {
                self.broken = true;
                continue;
            }
            if self.encoding == Encoding::Windows1252 {
                let sound =
                    chunk.iter().position(|byte| is_undefined(*byte)).unwrap_or(chunk.len());
                chunk = &chunk[..sound];
            }
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(chunk, &mut self.piece, last);
            self.inner.consume(read);
            self.filled = written;
            match result {
                DecoderResult::Malformed(..) => self.broken = true,
                DecoderResult::InputEmpty => self.finished = last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

/// The five bytes that stand for no character in Windows-1252.
fn is_undefined(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given == self.filled {
            self.refill()?;
        }
        Ok(&self.piece[self.given..self.filled])
    }

    fn consume(&mut self, amount: usize) {
        self.given = (self.given + amount).min(self.filled);
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.fill_buf()?;
        let length = piece.len().min(buffer.len());
        buffer[..length].copy_from_slice(&piece[..length]);
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn decoded(bytes: &[u8], encoding: Encoding) -> (String, bool) {
        let mut text = Vec::new();
        let source = BufReader::with_capacity(3, bytes);
        let failed = Decoded::new(source, encoding).read_to_end(&mut text).is_err();
        (String::from_utf8(text).unwrap(), failed)
    }

    #[test]
    fn every_encoding_becomes_utf8_though_it_comes_in_small_pieces() {
        let wide = |big: bool| -> Vec<u8> {
            "\u{feff}é;€ 𝄞"
                .encode_utf16()
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        let cases = [
            ("é;€ 𝄞".as_bytes().to_vec(), Encoding::Utf8),
            ("\u{feff}é;€ 𝄞".as_bytes().to_vec(), Encoding::Utf8Marked),
            (wide(false), Encoding::Utf16Le),
            (wide(true), Encoding::Utf16Be),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(decoded(&bytes, encoding), ("é;€ 𝄞".to_owned(), false), "{encoding}");
        }
        assert_eq!(decoded(b"\xe9;\x80", Encoding::Windows1252), ("é;€".to_owned(), false));
    }

    #[test]
    fn what_comes_before_a_bad_byte_is_given() {
        assert_eq!(decoded(b"abc\xffdef", Encoding::Utf8), ("abc".to_owned(), true));
        assert_eq!(decoded(b"abc\x81def", Encoding::Windows1252), ("abc".to_owned(), true));
        assert_eq!(decoded(b"abc\xc3", Encoding::Utf8), ("abc".to_owned(), true));
    }
}

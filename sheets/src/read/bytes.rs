//! The bytes of a file, recognised, unpacked and counted.

use crate::error::Unreadable;
use crate::format::Container;
use crate::limits::Limits;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The first sight of a file.
pub(crate) enum Look {
    /// Maybe a table as text.
    Text(Container),
    /// Maybe a spreadsheet.
    Zip,
}

/// Recognises a file by its first bytes.
pub(crate) fn look(path: &Path, limits: &Limits) -> Result<Look, Unreadable> {
    let mut file = File::open(path).map_err(Unreadable::Io)?;
    if file.metadata().map_err(Unreadable::Io)?.len() > limits.bytes {
        return Err(Unreadable::TooLarge { limit_bytes: limits.bytes });
    }
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start).map_err(Unreadable::Io)?;
    match start.as_slice() {
        [] => Err(Unreadable::Empty),
        [0x1f, 0x8b, ..] => Ok(Look::Text(Container::Gzip)),
        [b'P', b'K', 3, 4, ..] => Ok(Look::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] => Err(old_office_file(file)),
        _ => Ok(Look::Text(Container::Plain)),
    }
}

/// Encrypted spreadsheets and old Excel files are both in Microsoft's older container, which names its parts in UTF-16.
fn old_office_file(file: File) -> Unreadable {
    let mut all = Vec::new();
    if let Err(error) = file.take(64 << 20).read_to_end(&mut all) {
        return Unreadable::Io(error);
    }
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        all.windows(wide.len()).any(|bytes| bytes == wide)
    };
    if names("EncryptedPackage") {
        Unreadable::Encrypted
    } else if names("Workbook") || names("Book") {
        Unreadable::OldExcel
    } else {
        Unreadable::NotATable
    }
}

/// The text of a file, unpacked, which fails once it is over the limit.
pub(crate) fn text(
    path: &Path,
    container: Container,
    limits: &Limits,
) -> Result<Box<dyn BufRead + Send>, Unreadable> {
    let file = BufReader::new(File::open(path).map_err(Unreadable::Io)?);
    let allowance = Allowance::new(limits.unpacked_bytes);
    Ok(match container {
        Container::Gzip => {
            let unpacked = Damaged(MultiGzDecoder::new(file));
            Box::new(BufReader::with_capacity(64 << 10, Counted::new(unpacked, allowance)))
        }
        _ => Box::new(BufReader::with_capacity(64 << 10, Counted::new(file, allowance))),
    })
}

/// How many bytes a file may still unpack to, shared by all that is read of it.
#[derive(Clone)]
pub(crate) struct Allowance {
    left: Arc<AtomicU64>,
    limit: u64,
}

impl Allowance {
    pub(crate) fn new(limit: u64) -> Self {
        Self { left: Arc::new(AtomicU64::new(limit)), limit }
    }

    fn spend(&self, bytes: usize) -> Result<(), Unreadable> {
        let left = self.left.load(Ordering::Relaxed);
        let after = left.checked_sub(bytes as u64);
        self.left.store(after.unwrap_or(0), Ordering::Relaxed);
        after.map(|_| ()).ok_or(Unreadable::TooLarge { limit_bytes: self.limit })
    }
}

/// Fails as [`Unreadable::TooLarge`] once more bytes than allowed came through.
pub(crate) struct Counted<R> {
    inner: R,
    allowance: Allowance,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, allowance: Allowance) -> Self {
        Self { inner, allowance }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.allowance.spend(read)?;
        Ok(read)
    }
}

/// Says [`Unreadable::BadArchive`] for whatever an unpacker complains of.
pub(crate) struct Damaged<R>(pub(crate) R);

impl<R: Read> Read for Damaged<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| Unreadable::of_archive(error).into())
    }
}

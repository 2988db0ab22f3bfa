//! The zip archive that a spreadsheet is.

use super::bytes::{Allowance, Counted, Damaged};
use super::{Found, ods, xlsx};
use crate::error::Unreadable;
use crate::limits::Limits;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Sheets, pictures and all, or what points to them: no spreadsheet that a person made has as many.
pub(super) const PARTS_MAX: usize = 10_000;

/// Opens a spreadsheet of either kind.
pub(super) fn open(path: &Path, limits: Limits, name: Option<&str>) -> Result<Found, Unreadable> {
    let mut archive = Archive::open(path, &limits)?;
    if let Some(mimetype) = archive.part("mimetype")? {
        return match small(mimetype)?.trim() {
            ods::MEDIA_TYPE | ods::TEMPLATE_MEDIA_TYPE => ods::open(archive, limits, name),
            _ => Err(Unreadable::NotATable),
        };
    }
    if !archive.has("[content_types].xml") {
        return Err(Unreadable::NotATable);
    }
    xlsx::open(archive, limits, name)
}

fn small(part: Part) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    part.take(200).read_to_end(&mut bytes).map_err(Unreadable::of_archive)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// An open archive.
pub(super) struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    /// Where each part is, by its name in small letters: some programs write other capitals than they announce.
    places: HashMap<String, usize>,
    allowance: Allowance,
}

/// One file of an archive, unpacked as it is read. It owns its own handle, so that rows can outlive the archive.
pub(super) type Part = BufReader<Counted<Damaged<Checked>>>;

impl Archive {
    fn open(path: &Path, limits: &Limits) -> Result<Self, Unreadable> {
        let mut file = BufReader::new(File::open(path).map_err(Unreadable::Io)?);
        if has_too_many_parts(&mut file).map_err(Unreadable::Io)? {
            return Err(Unreadable::BadArchive);
        }
        let zip = ZipArchive::new(file).map_err(of_zip)?;
        let places = zip
            .file_names_raw()
            .enumerate()
            .map(|(place, name)| (plain_name(&String::from_utf8_lossy(name)), place))
            .collect();
        let allowance = Allowance::new(limits.unpacked_bytes);
        Ok(Self { path: path.to_owned(), zip, places, allowance })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain_name(name))
    }

    /// The part of that name, if there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, Unreadable> {
        let Some(&place) = self.places.get(&plain_name(name)) else { return Ok(None) };
        let entry = self.zip.by_index_raw(place).map_err(of_zip)?;
        if entry.encrypted() {
            return Err(Unreadable::Encrypted);
        }
        let start = entry.data_start().ok_or(Unreadable::BadArchive)?;
        let mut file = File::open(&self.path).map_err(Unreadable::Io)?;
        file.seek(SeekFrom::Start(start)).map_err(Unreadable::of_archive)?;
        let packed = BufReader::new(file.take(entry.compressed_size()));
        let unpacked: Box<dyn Read + Send> = match entry.compression() {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            _ => return Err(Unreadable::BadArchive),
        };
        let checked = Checked { unpacked, sum: Crc::new(), expected: entry.crc32() };
        Ok(Some(BufReader::new(Counted::new(Damaged(checked), self.allowance.clone()))))
    }

    /// The part of that name, which every such file has.
    pub(super) fn needed(&mut self, name: &str) -> Result<Part, Unreadable> {
        self.part(name)?.ok_or(Unreadable::BadArchive)
    }
}

/// Looks for what begins each line of an archive's table of contents, all of which the `zip` crate keeps in memory.
fn has_too_many_parts(file: &mut BufReader<File>) -> io::Result<bool> {
    let mut parts = 0;
    let mut matched = 0;
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() || parts > PARTS_MAX {
            break;
        }
        for byte in bytes {
            matched = match (byte, matched) {
                (b'K', 1) => 2,
                (1, 2) => 3,
                (b'P', _) => 1,
                (2, 3) => {
                    parts += 1;
                    0
                }
                _ => 0,
            };
        }
        let length = bytes.len();
        file.consume(length);
    }
    file.rewind()?;
    Ok(parts > PARTS_MAX)
}

fn plain_name(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn of_zip(error: ZipError) -> Unreadable {
    match error {
        ZipError::Io(error) => Unreadable::of_archive(error),
        _ => Unreadable::BadArchive,
    }
}

/// Compares the checksum at the end of a part.
pub(super) struct Checked {
    unpacked: Box<dyn Read + Send>,
    sum: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.sum.sum() != self.expected {
            return Err(Unreadable::BadArchive.into());
        }
        Ok(read)
    }
}

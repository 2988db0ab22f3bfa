//! How much of a file is read before it is refused.

/// Bounds on what one file may make us read, keep and give.
///
/// Memory holds one row at a time, and of an XLSX file the texts that its cells share, which are at most as much as the
/// file may unpack to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file itself.
    pub bytes: u64,
    /// Size of what it unpacks to: the text of a gzip file, the parts read of a spreadsheet.
    pub unpacked_bytes: u64,
    /// Rows given, the header not counted.
    pub rows: u64,
    /// Cells of one row.
    pub cells_in_row: usize,
    /// Characters of one cell.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            unpacked_bytes: 200 << 20,
            rows: 500_000,
            cells_in_row: 400,
            cell_chars: 32_768,
        }
    }
}

//! Why a file could not be read: one variant a cause, for the caller to put in words.

use std::io;

/// A file that is no table we can read, or only up to some row.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// A picture, a PDF, a web page, a text document, anything that holds no table.
    #[error("the file is not a table")]
    NotATable,
    /// Excel's binary format of before 2007, which has to be saved again as `.xlsx`.
    #[error("the file is in the old Excel format and must be saved again as .xlsx")]
    OldExcel,
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// The file, or what it unpacks to, is over the limit.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit that was passed.
        limit_bytes: u64,
    },
    /// More rows than allowed.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// The limit that was passed.
        limit: u64,
    },
    /// A row with more cells than allowed.
    #[error("row {row} has more than {limit} cells")]
    TooManyCells {
        /// Row of the file, counted from 1.
        row: u64,
        /// The limit that was passed.
        limit: usize,
    },
    /// A cell longer than allowed: often a quotation mark that is never closed.
    #[error("row {row} has a cell of more than {limit} characters")]
    CellTooLong {
        /// Row of the file, counted from 1.
        row: u64,
        /// The limit that was passed.
        limit: usize,
    },
    /// A gzip file or a spreadsheet that is cut short or damaged.
    #[error("the file is damaged or incomplete")]
    BadArchive,
    /// Bytes that are no text in the encoding of the rest of the file.
    #[error("row {row} holds characters that cannot be read")]
    BadText {
        /// Row of the file, counted from 1.
        row: u64,
    },
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The sheet asked for is not in the file.
    #[error("the file has no sheet of that name")]
    NoSuchSheet,
    /// The file could not be read from its disk.
    #[error("the file could not be opened: {0}")]
    Io(io::Error),
}

impl Unreadable {
    /// Takes out what one of our own readers put into an [`io::Error`].
    pub(crate) fn of(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(error) => Self::Io(error),
        }
    }

    /// The same for readers that unpack, where any other error but the disk's means damage.
    pub(crate) fn of_archive(error: io::Error) -> Self {
        match Self::of(error) {
            Self::Io(error) if !is_of_the_disk(&error) => Self::BadArchive,
            other => other,
        }
    }
}

impl From<Unreadable> for io::Error {
    fn from(cause: Unreadable) -> Self {
        io::Error::other(cause)
    }
}

fn is_of_the_disk(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

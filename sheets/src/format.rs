//! What was recognised of a file, so that a page can say it.

use std::fmt;

/// What a file is, found in its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// The kind of table.
    pub kind: Kind,
    /// What the table is wrapped in.
    pub container: Container,
    /// How text is written as bytes; always UTF-8 in spreadsheets.
    pub encoding: Encoding,
    /// What stands between two cells; none in spreadsheets and in tables of one column.
    pub separator: Option<char>,
    /// The name of the sheet that is read; none in CSV.
    pub sheet: Option<String>,
}

/// The kinds of table that are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text with separators.
    Csv,
    /// Excel, since 2007.
    Xlsx,
    /// `OpenDocument`, as of `LibreOffice`.
    Ods,
}

/// What a table may be wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// Nothing.
    Plain,
    /// Gzip around text.
    Gzip,
    /// The zip archive that every spreadsheet is.
    Zip,
}

/// How text is written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, or plain ASCII.
    Utf8,
    /// UTF-8 that begins with a byte order mark, as Excel saves it.
    Utf8Marked,
    /// UTF-16 with a byte order mark, little end first.
    Utf16Le,
    /// UTF-16 with a byte order mark, big end first.
    Utf16Be,
    /// What Western European Windows has long saved.
    Windows1252,
}

impl Kind {
    /// The usual ending of a file name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
        }
    }

    /// The media type to serve such a file with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Ods => "ODS",
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 | Self::Utf8Marked => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

//! Words of the page: forms, fields, tables, badges. Nothing of the domain.

pub mod badge;
pub mod choice;
pub mod field;
pub mod figure;
pub mod filter;
pub mod form;
pub mod gallery;
pub mod icon;
pub mod list;
pub mod page;
pub mod panel;
mod state;
pub mod table;
pub mod tabs;
#[cfg(test)]
mod tests;

pub use badge::{Badge, Legend, Notice, Tone};
pub use choice::{CheckField, ChoiceField, TickList};
pub use field::{DateField, NumberField, PasswordField, Stepper, TextArea, TextField};
pub use figure::{KeyValue, Progress, Tile, Tiles, grouped};
pub use filter::{FilterForm, Pager};
pub use form::{ActionForm, Actions, Alternatives, ButtonLink, ErrorSummary, Submit};
pub use icon::{Glyph, Icon};
pub use list::{Row, Rows};
pub use page::{Back, Empty, PageHead, page, refusal, title};
pub use panel::{Confirm, Details, Panel};
pub use table::{Column, DataTable, Direction, cell};
pub use tabs::{Tab, Tabs};

/// A component's own class, then those its user adds.
fn classes(own: &str, mut more: String) -> String {
    more.insert_str(0, own);
    more.insert(own.len(), ' ');
    more
}

//! Words of the page: forms, fields, tables, badges. Nothing of the domain.

pub mod field;
pub mod form;
pub mod page;

pub use field::{
    CheckField, ChoiceField, DateField, NumberField, PasswordField, TextArea, TextField, TickList,
};
pub use form::{ActionForm, Alternatives, Submit};
pub use page::{Back, Empty, page, refusal, title};

//! The pages of sites: the list, the sheet, and its forms.

mod dated;
pub mod edit;
mod life;
pub mod list;
pub mod sheet;
mod tonight;
mod words;

pub use edit::{EditSitePage, NewSitePage};
pub use list::SitesPage;
pub use sheet::SitePage;
pub use words::{euros, percent, period, state_badge, unit_state_badge};

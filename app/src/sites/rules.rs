//! What a site may do in which state.

use super::{Site, SiteState};
use crate::{i18n::Message, nights::Nights};

/// Whether a site takes a new booking on these nights (B-8, CAP-4).
pub fn may_book(
    site: &Site,
    stopped: bool,
    openings: &[Nights],
    nights: Nights,
) -> Result<(), Message> {
    if stopped || site.state == SiteState::Suspended {
        return Err(Message::new("sites-suspended").with("site", site.name.as_str()));
    }
    if !matches!(site.state, SiteState::Open | SiteState::Closing) {
        return Err(Message::new("sites-not-open").with("site", site.name.as_str()));
    }
    if let Some(last) = site.last_date()
        && nights.to().is_none_or(|to| to > last)
    {
        return Err(Message::new("sites-ends-before")
            .with("site", site.name.as_str())
            .with("last", last));
    }
    let covered = |opening: &Nights| {
        opening.from() <= nights.from()
            && opening
                .to()
                .is_none_or(|end| nights.to().is_some_and(|to| to <= end))
    };
    if !openings.is_empty() && !openings.iter().any(covered) {
        return Err(Message::new("sites-shut-then").with("site", site.name.as_str()));
    }
    Ok(())
}

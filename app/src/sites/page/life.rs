//! The steps of a site's life, each a small form with what its guard asks for.

use leptos::prelude::*;

use crate::{
    i18n::Lang,
    sites::{Site, SiteState, rules},
    ui::{ActionForm, DateField, Details, Panel, Submit, TextArea},
};

pub(super) fn steps(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let forms =
        rules::next_states(site.state).iter().map(|to| step(lang, site, *to)).collect_view();
    view! { <Panel heading=lang.t("sites-life")><p>{lang.t("sites-life-lead")}</p>{forms}</Panel> }
}

/// What the button says: the same state is reached in several ways.
fn verb(from: SiteState, to: SiteState) -> &'static str {
    match (from, to) {
        (_, SiteState::Agreed) => "sites-do-agree",
        (SiteState::Suspended, SiteState::Open) => "sites-do-resume",
        (SiteState::Closing, SiteState::Open) => "sites-do-give-up-closing",
        (SiteState::Closed, SiteState::Open) => "sites-do-reopen",
        (_, SiteState::Open) => "sites-do-open",
        (_, SiteState::Suspended) => "sites-do-suspend",
        (SiteState::Closing, SiteState::Closing) => "sites-do-move-closing",
        (_, SiteState::Closing) => "sites-do-close-later",
        (_, SiteState::Closed) => "sites-do-close",
        (_, SiteState::Prospect | SiteState::Visited) => "sites-do-visit",
    }
}

fn step(lang: Lang, site: &Site, to: SiteState) -> impl IntoView + use<> {
    let key = verb(site.state, to);
    let (id, version) = (site.id.to_string(), site.version.to_string());
    let agreement = (to == SiteState::Agreed).then(|| {
        view! { <DateField name="on" label=lang.t("sites-field-agreement_ends") hint=lang.t("sites-hint-agreement") value=site.agreement_ends /> }
    });
    let closing = (to == SiteState::Closing).then(|| {
        view! { <DateField name="on" label=lang.t("sites-field-closes_on") hint=lang.t("sites-hint-closing") value=site.closes_on required=true /> }
    });
    let suspended = to == SiteState::Suspended;
    let review = suspended.then(|| {
        view! { <DateField name="review_on" label=lang.t("sites-field-review_on") hint=lang.t("sites-hint-suspend") required=true /> }
    });
    let reason =
        if suspended { lang.t("sites-field-reason") } else { lang.t("sites-field-remark") };
    view! {
        <Details summary=lang.t(key)>
            <ActionForm does="sites.step" key=to.code()>
                <input type="hidden" name="site" value=id />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="to" value=to.code() />
                {agreement}{closing}{review}
                <TextArea name="reason" label=reason />
                <Submit label=lang.t(key) />
            </ActionForm>
        </Details>
    }
}

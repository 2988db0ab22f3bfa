//! Every component in every state, for those who build pages. Development only.

use leptos::{context::Provider, prelude::*};

use super::{
    ActionForm, Actions, Alternatives, Badge, ButtonLink, CheckField, ChoiceField, Column, Confirm,
    DataTable, DateField, Details, Direction, Empty, FilterForm, Glyph, Icon, KeyValue, Legend,
    Notice, NumberField, PageHead, Pager, Panel, PasswordField, Progress, Row, Rows, Stepper,
    Submit, Tab, Tabs, TextArea, TextField, TickList, Tile, Tiles, Tone, cell, grouped, page,
    title,
};
use crate::{
    error::{Alternative, AppError, Obstacle},
    form::Form,
    i18n::Message,
    visit::{Refused, Visit, VisitParts},
};

const TONES: [(Tone, &str); 5] = [
    (Tone::Neutral, "Demandée"),
    (Tone::Info, "Option"),
    (Tone::Good, "Arrivée"),
    (Tone::Warn, "Expire ce soir"),
    (Tone::Bad, "Sans chambre"),
];

#[component]
pub fn GalleryPage() -> impl IntoView {
    let visit = Visit::current();
    page(async move {
        if !visit.app.settings.development {
            return Err(AppError::NotFound);
        }
        Ok(view! {
            {title("Composants".to_owned())}
            <PageHead heading="Composants" lead="Chaque composant, dans chacun de ses états.">
                <Badge text="Développement" />
                <ButtonLink href="#" label="Ajouter" kind="quiet" glyph=Glyph::Add />
            </PageHead>
            <Tabs label="Parties" tabs=vec![
                Tab::new("/dev/components", "Tout", true),
                Tab::new("/dev/components?tab=forms", "Formulaires", false).counting(12),
                Tab::new("/dev/components?tab=lists", "Listes", false).counting(3),
            ] />
            <Figures />
            <Marks />
            <Lists />
            <Table />
            <Fields />
            <RefusedForms />
            <Folds />
            <Panel heading="Rien à montrer">
                <Empty text="Aucun ménage n'attend de place ce soir.">
                    <ButtonLink href="#" label="Enregistrer une demande" />
                </Empty>
            </Panel>
        })
    })
}

#[component]
fn Figures() -> impl IntoView {
    view! {
        <Tiles>
            <Tile label="Chambres libres" figure="16" unit="chambres" detail="dont 2 modules de 5" href="#free" tone=Tone::Good />
            <Tile label="Occupées" figure=grouped(1_284) unit="chambres" delta="+12 depuis hier" href="#occupied" />
            <Tile label="Arrivées attendues" figure="7" unit="ménages" detail="22 personnes" href="#arrivals" />
            <Tile label="Fins de prise en charge" figure="4" unit="ménages" detail="d'ici vendredi" href="#ends" tone=Tone::Warn />
            <Tile label="Nuits sans chambre" figure="2" unit="ménages" detail="ce soir" href="#without" tone=Tone::Bad />
        </Tiles>
        <Progress value=12 max=40 said="12 ménages sur 40 pointés" />
    }
}

#[component]
fn Marks() -> impl IntoView {
    let badges = TONES.map(|(tone, text)| view! { <Badge text tone /> });
    view! {
        <Panel heading="États">
            <p class="badges">{badges}</p>
            <Legend entries=vec![
                ("occupied", "occupée".to_owned()),
                ("held", "option".to_owned()),
                ("free", "libre".to_owned()),
                ("out", "hors service".to_owned()),
                ("lost", "place perdue".to_owned()),
                ("unfit", "ne convient pas".to_owned()),
            ] />
            <Notice tone=Tone::Warn text="La prise en charge se termine le 15/03/2026 ; la réservation court jusqu'au 22/03/2026." />
            <Notice tone=Tone::Info text="Les chiffres de ce site datent de 52 heures.">
                <p><a href="#">"Voir les nuits derrière ce chiffre"</a></p>
            </Notice>
            <Notice tone=Tone::Good text="Toutes les nuits de mars sont rapprochées." />
            <Notice tone=Tone::Bad text="Deux ménages n'ont pas de chambre ce soir." />
            <Notice text="Présence non pointée." />
        </Panel>
    }
}

#[component]
fn Lists() -> impl IntoView {
    view! {
        <Panel heading="Aujourd'hui">
            <FilterForm search="Code, nom, site" filters=vec!["state", "site"]>
                <ChoiceField name="state" label="État" blank="Tous" options=options() />
                <ChoiceField name="site" label="Site" blank="Tous" options=vec![("1".to_owned(), "Hôtel du Parc, Créteil".to_owned())] />
            </FilterForm>
            <Rows>
                <Row lead="18:30" main="F-7K3M-9QXT · 5 personnes" detail="Hôtel des Tilleuls, chambre 304, 12 nuits" href="#a">
                    <Badge text="Arrivée attendue" tone=Tone::Info />
                </Row>
                <Row lead="ven. 13" main="F-2M8C-0TQA · 3 personnes" detail="Fin de prise en charge, réservation jusqu'au 22/03" href="#b">
                    <Badge text="À prolonger" tone=Tone::Warn />
                    <ActionForm does="gallery.extend" key="b" class="inline"><Submit label="Prolonger" kind="quiet" /></ActionForm>
                </Row>
                <Row main="Téléphone" detail="vu le 12/03/2026 18:30">
                    <ActionForm does="gallery.revoke" key="c" class="inline"><Submit label="Déconnecter" kind="quiet" /></ActionForm>
                </Row>
            </Rows>
        </Panel>
        <Pager page=2 per_page=50 total=1_284 />
        <Panel heading="R-2M8C-0TQA">
            <KeyValue entries=vec![
                ("Site".to_owned(), cell("Hôtel des Tilleuls")),
                ("Chambre".to_owned(), cell("304, 4 places")),
                ("Arrivée".to_owned(), cell("12/03/2026")),
                ("Départ prévu".to_owned(), cell("22/03/2026, 10 nuits")),
                ("État".to_owned(), cell(view! { <Badge text="Arrivée" tone=Tone::Good /> })),
            ] />
        </Panel>
    }
}

#[component]
fn Table() -> impl IntoView {
    let rows = [
        ("Hôtel des Tilleuls", "Créteil", 42, 38, Tone::Neutral, "Ouvert"),
        ("Résidence du Canal", "Bobigny", 1_120, 1_087, Tone::Warn, "Ferme le 31/03"),
        ("Sas Nord", "Saint-Denis", 60, 64, Tone::Bad, "Suroccupé"),
    ];
    let rows: Vec<Vec<AnyView>> = rows
        .map(|(site, town, places, taken, tone, state)| {
            vec![
                cell(view! { <a href="#">{site}</a> }),
                cell(town),
                cell(grouped(places)),
                cell(grouped(taken)),
                cell(view! { <Badge text=state tone /> }),
            ]
        })
        .into();
    let columns = vec![
        Column::text("Site").sorting("?sort=name", Some(Direction::Ascending)),
        Column::text("Commune").sorting("?sort=town", None),
        Column::number("Places ouvertes").sorting("?sort=places", None),
        Column::number("Personnes"),
        Column::text("État"),
    ];
    let foot =
        vec![cell("Ensemble"), cell(()), cell(grouped(1_222)), cell(grouped(1_189)), cell(())];
    view! { <DataTable caption="Sites, nuit du 12/03/2026" columns rows foot /> }
}

#[component]
fn Fields() -> impl IntoView {
    view! {
        <Panel heading="Formulaire">
            <ActionForm does="gallery.save">
                <TextField name="name" label="Nom de la personne de référence" hint="Comme sur les papiers, ou comme elle le dit." required=true />
                <div class="form-pair">
                    <DateField name="from" label="Première nuit" required=true />
                    <DateField name="until" label="Départ" hint="Vide : sans fin." />
                </div>
                <Stepper name="adults" label="Adultes" value=2 min=0 max=20 />
                <NumberField name="price" label="Prix de la nuit" value=48 min=0 max=500 hint="En euros, toutes taxes comprises." />
                <ChoiceField name="reason" label="Motif" blank="Choisir" options=options() required=true />
                <TickList name="needs" legend="Contraintes fonctionnelles" options=needs() ticked=vec!["lift".to_owned()] />
                <CheckField name="agreed" label="La famille a accepté la proposition" checked=true />
                <TextArea name="note" label="Précisions" hint="Jamais d'information médicale." />
                <PasswordField name="password" label="Mot de passe" autocomplete="off" />
                <Actions>
                    <Submit label="Réserver" />
                    <Submit label="Poser une option" kind="plain" name="hold" value="on" />
                    <ButtonLink href="#" label="Abandonner" kind="quiet" />
                </Actions>
            </ActionForm>
        </Panel>
    }
}

/// The same forms as they come back when they are refused.
#[component]
fn RefusedForms() -> impl IntoView {
    let visit = Visit::current();
    let form = Form::parse("do=gallery.refused&name=&from=31/02/2026&adults=31&reason=&needs=pmr");
    let fields = vec![
        ("name", Message::new("field-required")),
        ("from", Message::new("field-date")),
        ("adults", Message::new("field-number").with("min", 0).with("max", 20)),
        ("reason", Message::new("field-choice")),
        ("needs", Message::new("field-required")),
        ("agreed", Message::new("field-required")),
    ];
    let conflict = AppError::Conflict(Box::new(Obstacle {
        message: Message::new("error-taken"),
        alternatives: vec![Alternative {
            message: Message::new("nav-places"),
            href: "/places".to_owned(),
        }],
    }));
    let refused = Refused { form, error: AppError::Invalid { fields } };
    view! {
        <Provider value=again(&visit, refused)>
            <Panel heading="Formulaire refusé">
                <ActionForm does="gallery.refused">
                    <TextField name="name" label="Nom de la personne de référence" />
                    <DateField name="from" label="Première nuit" />
                    <Stepper name="adults" label="Adultes" value=2 min=0 max=20 />
                    <ChoiceField name="reason" label="Motif" blank="Choisir" options=options() />
                    <TickList name="needs" legend="Contraintes fonctionnelles" options=needs() />
                    <CheckField name="agreed" label="La famille a accepté la proposition" />
                    <Actions><Submit label="Réserver" /></Actions>
                </ActionForm>
                <Alternatives error=conflict />
            </Panel>
        </Provider>
    }
}

fn again(visit: &Visit, refused: Refused) -> Visit {
    Visit::new(VisitParts {
        app: visit.app.clone(),
        known: None,
        lang: visit.lang,
        theme: visit.theme.clone(),
        form_token: visit.form_token.clone(),
        secret: None,
        path: visit.path.clone(),
        query: visit.query.clone(),
        refused: Some(refused),
        flash: None,
        address: String::new(),
        agent: String::new(),
        assets: visit.assets,
        status: 200.into(),
        nonce: visit.nonce.clone(),
    })
}

#[component]
fn Folds() -> impl IntoView {
    view! {
        <Details summary="Historique des chambres"><p>"304 depuis le 12/03/2026."</p></Details>
        <Details summary="Ouvert d'emblée" open=true><p>"Ce que le serveur ouvre reste remplaçable par une page vivante."</p></Details>
        <Confirm does="gallery.cancel" label="Annuler la réservation"
            question="Les 10 nuits restantes de la chambre 304 seront libérées. Le ménage n'aura plus de chambre ce soir."
            submit="Annuler la réservation">
            <ChoiceField name="reason" label="Motif" blank="Choisir" options=options() required=true />
        </Confirm>
        <Panel heading="Boutons">
            <p class="badges">
                <button type="button" class="button button-primary">"Principal"</button>
                <button type="button" class="button">"Ordinaire"</button>
                <button type="button" class="button button-quiet">"Discret"</button>
                <button type="button" class="button button-danger">"Dangereux"</button>
                <button type="button" class="button" disabled>"Impossible"</button>
                <button type="button" class="button"><Icon glyph=Glyph::Print />"Imprimer"</button>
            </p>
        </Panel>
    }
}

fn options() -> Vec<(String, String)> {
    coded(&[
        ("closure", "Fermeture du site"),
        ("renewal", "Renouvellement de la prise en charge"),
        ("birth", "Naissance"),
    ])
}

fn needs() -> Vec<(String, String)> {
    coded(&[
        ("lift", "Rez-de-chaussée ou ascenseur"),
        ("fridge", "Réfrigérateur"),
        ("cot", "Lit bébé"),
        ("pmr", "PMR"),
    ])
}

fn coded(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect()
}

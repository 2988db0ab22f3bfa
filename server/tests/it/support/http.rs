//! A browser without a network: cookies, pages, forms filled in and sent as a person would.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

use super::{
    rows,
    world::{PASSWORD, World},
};

const HOST: &str = "escale.example";
const REDIRECTS_MAX: usize = 5;

/// Cheap to clone: another window of the same session.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Headers every request carries besides those a browser sends.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Where it connects from, when the server is told.
    pub(crate) peer: Option<SocketAddr>,
}

/// What came back, and where from.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) address: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A form as a browser holds it: where it goes, and the value of every control.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    to: String,
    controls: Vec<String>,
    pub(crate) fields: Vec<(String, String)>,
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self {
            router: server::http::router(world.app.clone()),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            peer: None,
        }
    }

    /// Signed in as somebody of the world.
    pub(crate) async fn of(world: &World, name: &str) -> Self {
        let mut browser = Self::new(world);
        browser.sign_in(&rows::find(name).email()).await;
        browser
    }

    pub(crate) async fn sign_in(&mut self, email: &str) -> Page {
        let fields = [("email", email), ("password", PASSWORD)];
        let page = self.post("/sign-in", "accounts.sign_in", &fields).await;
        page.assert_status(200);
        assert_ne!(page.path(), "/sign-in", "{email} is not signed in");
        page
    }

    /// One request, one answer: a redirect is not followed.
    pub(crate) async fn get(&mut self, address: &str) -> Page {
        let request = Request::get(address).header("sec-fetch-site", "none");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// The body of an answer that does not end.
    pub(crate) async fn listen(&mut self, address: &str) -> Body {
        let mut request = Request::get(address).body(Body::empty()).unwrap();
        request.headers_mut().insert(header::COOKIE, self.jar().parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        response.into_body()
    }

    /// Goes where one is sent.
    pub(crate) async fn open(&mut self, address: &str) -> Page {
        let page = self.get(address).await;
        self.follow(page).await
    }

    /// Opens a page, fills in the form of this action, sends it, goes where one is sent.
    pub(crate) async fn post(
        &mut self,
        address: &str,
        does: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        self.post_keyed(address, does, "", fields).await
    }

    /// The same where a page has several forms of one action.
    pub(crate) async fn post_keyed(
        &mut self,
        address: &str,
        does: &str,
        key: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let page = self.open(address).await;
        let mut form = page.form(does, key);
        for (name, value) in fields {
            form.set(name, value);
        }
        let answer = self.submit(&form).await;
        self.follow(answer).await
    }

    pub(crate) async fn submit(&mut self, form: &Filled) -> Page {
        self.submit_with(form, &[("sec-fetch-site", "same-origin"), ("origin", ORIGIN)]).await
    }

    /// Sends a form with these headers in place of a browser's own.
    pub(crate) async fn submit_with(&mut self, form: &Filled, headers: &[(&str, &str)]) -> Page {
        let mut request = Request::post(&form.to)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = serde_urlencoded::to_string(&form.fields).unwrap();
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..REDIRECTS_MAX {
            if !page.status.is_redirection() {
                return page;
            }
            page = self.get(page.header("location")).await;
        }
        panic!("sent round in circles to {}", page.address);
    }

    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Page {
        let address = request.uri().to_string();
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST.parse().unwrap());
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().unwrap());
        }
        let jar = self.jar();
        if !jar.is_empty() {
            headers.insert(header::COOKIE, jar.parse().unwrap());
        }
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let is_head = request.method() == Method::HEAD;
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body =
            if is_head { String::new() } else { String::from_utf8_lossy(&bytes).into_owned() };
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        Page { status: parts.status, address, headers: parts.headers, body }
    }

    fn jar(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

const ORIGIN: &str = "https://escale.example";

impl Page {
    #[track_caller]
    pub(crate) fn assert_status(&self, status: u16) -> &Self {
        let (found, address) = (self.status, &self.address);
        assert_eq!(found.as_u16(), status, "{address} says: {}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn assert_says(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "{} does not say “{words}”: {text}", self.address);
        self
    }

    #[track_caller]
    pub(crate) fn assert_hides(&self, words: &str) -> &Self {
        let found = self.body.contains(words) || self.text().contains(words);
        assert!(!found, "{} says “{words}”", self.address);
        self
    }

    pub(crate) fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.get(name);
        let found = found.unwrap_or_else(|| panic!("{} has no {name}", self.address));
        found.to_str().unwrap()
    }

    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// What is written on the page, spaces made one.
    pub(crate) fn text(&self) -> String {
        let html = self.html();
        let body = Selector::parse("body").unwrap();
        match html.select(&body).next() {
            Some(body) => words(body),
            None => self.body.clone(),
        }
    }

    /// The text of every element a selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html().select(&selector).map(words).collect()
    }

    /// An attribute of every element a selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<Option<String>> {
        let selector = Selector::parse(selector).unwrap();
        let html = self.html();
        let found = html.select(&selector);
        found.map(|each| each.attr(name).map(str::to_owned)).collect()
    }

    /// The form of an action, with what it holds now.
    #[track_caller]
    pub(crate) fn form(&self, does: &str, key: &str) -> Filled {
        self.form_where(does, |form| form.value("key") == Some(key))
    }

    /// The form of an action that has this field, where a page has several.
    #[track_caller]
    pub(crate) fn form_with(&self, does: &str, field: &str) -> Filled {
        self.form_where(does, |form| form.controls.iter().any(|each| each == field))
    }

    #[track_caller]
    fn form_where(&self, does: &str, is_it: impl Fn(&Filled) -> bool) -> Filled {
        let html = self.html();
        let forms = Selector::parse("form").unwrap();
        let found = html
            .select(&forms)
            .map(|form| Filled::read(form, &self.address))
            .find(|form| form.value("do") == Some(does) && is_it(form));
        found.unwrap_or_else(|| {
            panic!("{} has no such form “{does}”: {}", self.address, self.text())
        })
    }
}

impl Filled {
    fn read(form: ElementRef<'_>, address: &str) -> Self {
        let mut filled = Self {
            to: form.attr("action").unwrap_or(address).to_owned(),
            controls: Vec::new(),
            fields: Vec::new(),
        };
        let controls = Selector::parse("input, select, textarea, button").unwrap();
        for control in form.select(&controls) {
            let Some(name) = control.attr("name") else {
                continue;
            };
            filled.controls.push(name.to_owned());
            if let Some(value) = held(control) {
                filled.fields.push((name.to_owned(), value));
            }
        }
        filled
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(each, _)| each == name)?;
        Some(&field.1)
    }

    /// Types in a field, ticks a box, presses a named button. Names the form does not have
    /// are a mistake of the test.
    #[track_caller]
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        let known = self.controls.iter().any(|each| each == name);
        assert!(known, "the form has no field “{name}” but {:?}", self.controls);
        self.fields.retain(|(each, _)| each != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds one more value, as ticking a second box of a list does.
    pub(crate) fn add(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// What a control would send if the form were sent now.
fn held(control: ElementRef<'_>) -> Option<String> {
    let value = || control.attr("value").unwrap_or_default().to_owned();
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("button", _) | ("input", "submit") => None,
        ("input", "checkbox" | "radio") => control.attr("checked").map(|_| value()),
        ("select", _) => {
            let options = Selector::parse("option").unwrap();
            let chosen = control
                .select(&options)
                .find(|option| option.attr("selected").is_some())
                .or_else(|| control.select(&options).next())?;
            Some(chosen.attr("value").map_or_else(|| words(chosen), str::to_owned))
        }
        ("textarea", _) => Some(control.text().collect()),
        _ => Some(value()),
    }
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

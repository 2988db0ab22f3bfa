//! A form with a file: its fields as any other form's, the file kept aside under an id.

use app::{error::AppError, form::Form, imports::drafts, visit::Visit};
use axum::http::{header::CONTENT_TYPE, request::Parts};
use bytes::Bytes;
use multer::Multipart;

/// A file and the fields around it.
pub(super) const BYTES_MAX: usize = 21 << 20;

/// What was sent beside the fields.
pub(super) struct Sent {
    pub(super) form: Form,
    file: Option<(String, Bytes)>,
}

fn kind(parts: &Parts) -> &str {
    parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub(super) fn is_upload(parts: &Parts) -> bool {
    kind(parts).starts_with("multipart/form-data")
}

/// Reads the whole form; nothing is kept yet.
pub(super) async fn read(parts: &Parts, bytes: Bytes) -> Result<Sent, multer::Error> {
    let boundary = multer::parse_boundary(kind(parts))?;
    let whole = futures::stream::once(async move { Ok::<_, std::convert::Infallible>(bytes) });
    let mut multipart = Multipart::new(whole, boundary);
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(called) => {
                let bytes = field.bytes().await?;
                file = Some((called, bytes)).filter(|(called, _)| !called.is_empty());
            }
            None => fields.push((name, field.text().await?)),
        }
    }
    Ok(Sent { form: Form::from_pairs(fields), file })
}

impl Sent {
    /// Keeps the file for whoever is signed in, and has the form name it.
    pub(super) async fn keep(self, visit: &Visit) -> Result<Form, AppError> {
        let Some((name, bytes)) = self.file else {
            return Ok(self.form);
        };
        let sender = visit.user()?.id;
        let now = visit.app.clock.now();
        let kept = tokio::task::spawn_blocking(move || drafts::keep(&bytes, sender, now)).await;
        let id = kept.map_err(|_| AppError::Internal)?.map_err(|_| AppError::Internal)?;
        // Which file it is, only we say.
        let fields = self.form.pairs().filter(|(name, _)| !matches!(*name, "file" | "file_name"));
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let file = [("file".to_owned(), id.to_string()), ("file_name".to_owned(), name)];
        Ok(Form::from_pairs(fields.chain(file).collect()))
    }
}

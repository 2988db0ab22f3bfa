//! interim
use crate::db::{Db, Stored};
use chrono::NaiveDate;
use uuid::Uuid;
#[derive(Clone, Copy, Debug)]
pub enum Cause {
    Works,
}
impl Cause {
    pub fn code(self) -> &'static str {
        "works"
    }
}
#[derive(Clone, Debug)]
pub struct ClosureToReview {
    pub id: Uuid,
    pub site_id: Uuid,
    pub site_name: String,
    pub cause: Cause,
    pub units: i64,
    pub since: NaiveDate,
    pub review_on: NaiveDate,
    pub owner: String,
}
pub async fn to_review(_db: &Db, _tonight: NaiveDate) -> Stored<Vec<ClosureToReview>> {
    let _ = Cause::Works;
    Ok(Vec::new())
}

//! interim
pub mod store;
use uuid::Uuid;
#[derive(Clone, Debug)]
pub struct Card {
    pub id: Uuid,
    pub code: String,
    pub label: Option<String>,
    pub persons: i32,
    pub adults: i32,
    pub children: i32,
    pub infants: i32,
}

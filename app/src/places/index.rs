//! The night index.
#[derive(Default)]
pub struct NightIndex {}

//! Password rules applied to a person, and hashing, away from the threads that answer requests.

use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};

use super::rules;
use crate::error::{AppError, Outcome};

/// The password rule with what is known of the person, as a field's error.
pub fn check_password(password: &str, email: &str, name: &str, field: &'static str) -> Outcome<()> {
    let known: Vec<&str> = email
        .split(['@', '.', '-', '_'])
        .chain(name.split_whitespace())
        .chain(["escale"])
        .collect();
    rules::check_password(password, &known).map_err(|message| AppError::field(field, message))
}

/// Argon2id with the crate's recommended cost.
pub async fn hash_password(password: String) -> Outcome<String> {
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes(), &SaltString::generate(&mut OsRng))
            .map(|hash| hash.to_string())
            .map_err(|_| AppError::Internal)
    })
    .await
    .map_err(|_| AppError::Internal)?
}

pub(super) async fn verify(password: String, hash: String) -> bool {
    tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false)
}

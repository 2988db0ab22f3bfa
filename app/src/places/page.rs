//! Chercher une place.

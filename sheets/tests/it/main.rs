//! The crate from outside: real files, files made by hand, and what comes back of what was written.

// Said on each module so that the lints know their functions as tests.
#[cfg(test)]
mod support;

#[cfg(test)]
mod real_files;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod spreadsheets;
#[cfg(test)]
mod text_files;

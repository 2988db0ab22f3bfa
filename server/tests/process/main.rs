//! The `escale` program as an operator meets it: started, asked, stopped, killed.

// Said on each module so that the lints know their functions as tests.
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod export;
#[cfg(test)]
mod killing;
#[cfg(test)]
mod options;
#[cfg(test)]
mod serving;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod support;

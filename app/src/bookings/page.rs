//! The pages of a booking.

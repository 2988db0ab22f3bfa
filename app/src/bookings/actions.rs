//! The forms of a booking.

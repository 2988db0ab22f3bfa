//! Transitions as tables and properties.

//! E1xx: text.

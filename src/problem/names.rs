//! E2xx: names.

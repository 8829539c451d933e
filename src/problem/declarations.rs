//! E3xx: declarations.

//! E5xx: claims.

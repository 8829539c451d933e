//! E4xx: steps and messages.

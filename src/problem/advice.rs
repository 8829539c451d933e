//! Advice: warnings with names (lints).

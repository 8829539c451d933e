//! A scene: a finished drawing, marks at fixed positions in inks of a theme. Painters only spell it.
//!
//! Units are CSS pixels; x grows to the right, y downwards.

//! E6xx: imports, limits and output.

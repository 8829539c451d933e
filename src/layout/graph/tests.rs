//! Laws of the pictures of graphs.

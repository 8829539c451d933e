//! Tests of the rules, each from its section of RFC 9111.

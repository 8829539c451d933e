//! Every table has its cells inside, apart, and in order.

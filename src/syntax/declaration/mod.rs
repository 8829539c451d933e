//! Declarations: what exists.

pub mod channel;
pub mod claim;
pub mod device;
pub mod flow;
pub mod import;
pub mod method;
pub mod policy;
pub mod property;
pub mod reaction;
pub mod resource;
pub mod route;
pub mod scenario;
pub mod storage;
pub mod title;
pub mod tone;
pub mod user;
pub mod writing;

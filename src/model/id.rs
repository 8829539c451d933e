//! Ids: indexes into the lists of a [`super::Model`].

macro_rules! ids {
    ($($name:ident $of:literal),* $(,)?) => {$(
        #[doc = concat!("The index of a ", $of, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// From an index.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    ResourceId "resource", DeviceId "device", StorageId "storage", UserId "user", StrangerId "stranger",
    RouteId "route", MethodId "method", ChannelId "channel", PolicyId "policy", FactId "fact of a policy",
    ScenarioId "scenario",
}

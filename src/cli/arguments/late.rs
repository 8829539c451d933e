//! Arguments that are described only if their command is the one that is meant: describing all options of all commands
//! takes a tenth of the time of a small picture.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// Arguments of a command, described late.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Late<T>(pub T);

impl<T: FromArgMatches> FromArgMatches for Late<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T: Args> Args for Late<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(T::augment_args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(T::augment_args_for_update)
    }
}

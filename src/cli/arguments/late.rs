//! Arguments that are described only if their command is the one that is meant: describing all options of all commands
//! takes a tenth of the time of a small picture.

use super::{Arguments, Global};
use clap::{ArgMatches, Args, Command, Error, FromArgMatches};
use std::ffi::OsString;

/// What the arguments say, read as if the command that they name were the only one, since options that every command takes
/// are told to each of them. Nothing if help is asked for or anything is wrong: then whoever knows all commands tells.
pub(in crate::cli) fn alone(all: &Command, arguments: &[OsString]) -> Option<Arguments> {
    let meant = arguments.iter().skip(1).find_map(|word| all.find_subcommand(word))?;
    let mut only =
        Global::augment_args(Command::new("cachediag").disable_help_subcommand(true)).subcommand(meant.clone());
    let matches = only.try_get_matches_from_mut(arguments).ok()?;
    Arguments::from_arg_matches(&matches).ok()
}

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

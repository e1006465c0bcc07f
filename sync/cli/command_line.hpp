#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

/// What both programs' command lines share: German labels for CLI11's help and errors.
namespace bildungskiosk::cli {

/// Sets labels, the help option and the groups of `app`; call it before options and commands are added, for each
/// command too (`add_command` does).
void speak_german(CLI::App& app);

/// A command of `app` with German labels.
CLI::App& add_command(CLI::App& app, const std::string& name, const std::string& description);

/// Prints help or the version when that was asked for, else one German line about what is wrong with the command line.
/// Returns the exit code.
int explain_parse_error(const CLI::App& app, const CLI::ParseError& error, std::string_view program);

}  // namespace bildungskiosk::cli

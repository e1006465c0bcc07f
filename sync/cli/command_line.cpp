#include "sync/cli/command_line.hpp"

#include <iostream>
#include <memory>

#include "sync/cli/exit_codes.hpp"

namespace bildungskiosk::cli {
namespace {

/// CLI11 names the option or value first: "--limit: …", "SOURCE is required".
std::string name_in(const std::string& message, const std::string& separator) {
  return message.substr(0, message.find(separator));
}

std::string explain(const CLI::App& app, const CLI::ParseError& error) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::size_t colon = text.find(": ");
    return "Unbekannte Angabe: " + (colon == std::string::npos ? text : text.substr(colon + 2)) + ".";
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (text.find("subcommand") != std::string::npos) {
      const auto unknown = app.remaining();
      return unknown.empty() ? "Es fehlt ein Befehl." : "Unbekannter Befehl: " + unknown.front() + ".";
    }
    return "Es fehlt die Angabe " + name_in(text, " is required") + ".";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return "Zu " + name_in(text, ":") + " fehlt ein Wert.";
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr ||
      dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    return "Der Wert zu " + name_in(text, ":") + " passt nicht.";
  }
  if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
    return "Zwei Angaben schließen einander aus (" + text + ").";
  }
  return "Die Befehlszeile ist nicht verständlich (" + text + ").";
}

}  // namespace

void speak_german(CLI::App& app) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", "Aufruf");
  formatter->label("OPTIONS", "ANGABEN");
  formatter->label("SUBCOMMAND", "BEFEHL");
  formatter->label("SUBCOMMANDS", "BEFEHLE");
  formatter->label("Positionals", "Angaben ohne Namen");
  formatter->label("REQUIRED", "(nötig)");
  formatter->label("Env", "Umgebungsvariable");
  formatter->column_width(34);
  app.formatter(formatter);
  app.option_defaults()->group("Angaben");
  app.set_help_flag("-h,--help", "Diese Hilfe zeigen")->group("Angaben");
}

CLI::App& add_command(CLI::App& app, const std::string& name, const std::string& description) {
  CLI::App* command = app.add_subcommand(name, description);
  speak_german(*command);
  command->group("Befehle");
  return *command;
}

int explain_parse_error(const CLI::App& app, const CLI::ParseError& error, std::string_view program) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {  // --help or --version
    app.exit(error, std::cout, std::cerr);
    return kExitDone;
  }
  std::cerr << program << ": " << explain(app, error) << " Hilfe: " << program << " --help\n";
  return kExitUsage;
}

}  // namespace bildungskiosk::cli

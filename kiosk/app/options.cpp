#include "kiosk/app/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <ostream>

namespace bildungskiosk::app {
namespace {

constexpr int kSideMinPx = 320;
constexpr int kSideMaxPx = 8192;

constexpr const char* kFooter =
    "Rückgabewerte:\n"
    "  0  beendet wie gewünscht\n"
    "  1  unerwarteter Fehler; die Meldung sagt, welcher\n"
    "  2  unbekannte Option oder falscher Wert, auch in der Datei von --config\n"
    "  3  keine Anzeige gefunden, oder sie kann nicht zeichnen\n"
    "  4  die Anzeige ist für einen Rundgang zu klein (kleiner als 1024 × 600)\n"
    "  5  die Daten des Programms (Farben, Sprachen) fehlen\n"
    "  6  ein Schritt des Rundgangs war nicht möglich\n"
    "\n"
    "Die Datei von --config (TOML; alles darin darf fehlen):\n"
    "  [kiosk]\n"
    "  name = \"Kiosk Auerbrunn 1\"           steht auf Meldungen, die Mitarbeitende dem Bildungsbüro vorlesen\n"
    "  latitude = 50.123456                 wo das Gerät steht (WGS 84, in Grad): dann lassen sich Angebote nach der\n"
    "  longitude = 9.123456                 Entfernung ordnen, und was nah ist, kommt eher\n"
    "  [staff]\n"
    "  pin = \"pbkdf2-sha256$…\"              von --hash-pin; erlaubt einen Stick, solange die Uhr falsch geht\n"
    "  contact = \"Telefon 09999 123-450\"    wen Mitarbeitende anrufen\n"
    "  package_at = \"Netzlaufwerk › Kiosk\"  wo eine neue Aktualisierung liegt\n"
    "  [display]                            womit jeder Besuch beginnt; unter „Barrierefrei“ geht es anders\n"
    "  theme = \"light\"                      oder \"dark\", \"contrast\"\n"
    "  text_size = 1                        bis 4\n"
    "  calm = false                         true: nichts bewegt sich\n"
    "  monitor = \"HDMI-1\"                   Anschluss oder Nummer des Bildschirms, wenn es mehrere gibt\n"
    "  width_mm = 476                       wie groß das Bild wirklich ist, wenn der Bildschirm es falsch sagt:\n"
    "  height_mm = 268                      danach richtet sich, wie groß alles zum Berühren ist\n"
    "\n"
    "Ohne Katalog, mit beschädigtem Katalog und ohne Leserechte startet das Programm trotzdem: der Bildschirm sagt,\n"
    "was zu tun ist, und das Programm bemerkt von selbst, wenn es behoben ist.";

// "1920x1080"
bool parse_size(const std::string& text, int& width, int& height) {
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != 'x') return false;
  const auto second = std::from_chars(first.ptr + 1, end, height);
  if (second.ec != std::errc() || second.ptr != end) return false;
  const auto sensible = [](int side) { return side >= kSideMinPx && side <= kSideMaxPx; };
  return sensible(width) && sensible(height);
}

std::string german(const CLI::ParseError& mistake) {
  const std::string help = " „bildungskiosk --help“ zeigt, was es gibt.";
  if (dynamic_cast<const CLI::ExtrasError*>(&mistake) != nullptr) {
    // CLI11 ends its English sentence with the words it did not know.
    const std::string what = mistake.what();
    const std::size_t colon = what.rfind(": ");
    return "Diese Option gibt es nicht: " + (colon == std::string::npos ? what : what.substr(colon + 2)) + "." + help;
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&mistake) != nullptr) {
    return std::string("Zu dieser Option fehlt ein Wert (") + mistake.what() + ")." + help;
  }
  return std::string(mistake.what()) + help;
}

}  // namespace

std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Options options;
  std::string size;
  std::string date;
  bool window = false;
  bool portrait = false;
  bool verbose = false;
  bool version = false;
  bool hash_pin = false;
  bool gallery = false;

  CLI::App app("Bildungskiosk: zeigt die Bildungsangebote der Region auf einem Bildschirm zum Berühren.",
               "bildungskiosk");
  app.footer(kFooter);
  app.get_formatter()->label("OPTIONS", "OPTIONEN");
  app.get_formatter()->label("Usage", "Aufruf");
  app.get_formatter()->column_width(34);
  app.option_defaults()->group("Optionen");
  app.set_help_flag("-h,--help", "Diese Hilfe zeigen")->group("Optionen");
  app.add_option("--store", options.store, "Ordner mit den installierten Katalogen (sonst /var/lib/bildungskiosk)")
      ->option_text("ORDNER");
  app.add_flag("--window", window, "In einem Fenster statt auf dem ganzen Bildschirm");
  app.add_option("--monitor", options.monitor,
                 "Der Bildschirm, den der Kiosk ausfüllt: sein Anschluss, zum Beispiel HDMI-1, oder seine Nummer")
      ->option_text("NAME");
  app.add_flag("--portrait", portrait, "Fenster im Hochformat, 1080 × 1920");
  app.add_option("--size", size, "Größe des Fensters in Punkten, zum Beispiel 1366x768")->option_text("BREITExHÖHE");
  app.add_option("--tour", options.tour_directory,
                 "Einen Besuch vorspielen und von jedem Bildschirm ein Bild (PNG) in diesem Ordner ablegen")
      ->option_text("ORDNER");
  app.add_option("--date", date, "So tun, als wäre heute dieser Tag, zum Beispiel 2026-11-23")
      ->option_text("JJJJ-MM-TT");
  app.add_option("--assets", options.assets, "Ordner mit den Daten des Programms (sonst neben dem Programm)")
      ->option_text("ORDNER");
  app.add_option("--config", options.configuration,
                 "Datei mit den Angaben zu diesem Gerät (sonst /etc/bildungskiosk/kiosk.toml, wenn es sie gibt)")
      ->option_text("DATEI");
  app.add_flag("--hash-pin", hash_pin,
               "Eine PIN für Mitarbeitende einlesen und die Zeilen für die Datei von --config ausgeben");
  app.add_flag("--gallery", gallery,
               "Alle Bausteine der Bildschirme in ihren Zuständen zeigen, für die Entwicklung (1920 × 1080)");
  app.add_flag("--verbose", verbose, "Zeiten und Meldungen ausgeben");
  app.add_flag("--version", version, "Die Version nennen");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return kExitOk;
  } catch (const CLI::ParseError& mistake) {
    err << "bildungskiosk: " << german(mistake) << '\n';
    return kExitUsage;
  }
  if (version) {
    out << "bildungskiosk " << BILDUNGSKIOSK_VERSION << '\n';
    return kExitOk;
  }
  if (portrait) std::swap(options.width_px, options.height_px);
  if (!size.empty() && !parse_size(size, options.width_px, options.height_px)) {
    err << "bildungskiosk: „" << size << "“ ist keine Größe. Richtig ist zum Beispiel --size 1366x768.\n";
    return kExitUsage;
  }
  if (!date.empty()) {
    options.pretended_today = base::parse_date(date);
    if (!options.pretended_today) {
      err << "bildungskiosk: „" << date << "“ ist kein Tag. Richtig ist zum Beispiel --date 2026-11-23.\n";
      return kExitUsage;
    }
  }
  options.mode = window || portrait || !size.empty() ? WindowMode::kWindow : WindowMode::kFullscreen;
  if (gallery) options.task = Options::Task::kGallery;
  if (hash_pin) options.task = Options::Task::kHashPin;
  options.verbosity = verbose ? Verbosity::kVerbose : Verbosity::kQuiet;
  return options;
}

}  // namespace bildungskiosk::app

#include <unistd.h>

#include <chrono>
#include <clocale>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "kiosk/app/configuration.hpp"
#include "kiosk/app/gallery.hpp"
#include "kiosk/app/hash_pin.hpp"
#include "kiosk/app/heartbeat.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/app/stop_signals.hpp"
#include "kiosk/app/tour.hpp"
#include "kiosk/app/trouble_sentences.hpp"
#include "kiosk/print/cups_queue.hpp"
#include "kiosk/text/text_engine.hpp"
#include "kiosk/typing/keyboard_loader.hpp"
#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"
#include "sync/cli/known_words.hpp"
#include "sync/supervisor/supervisor.hpp"

namespace {

using namespace bildungskiosk;  // NOLINT(google-build-using-namespace): main() wires everything
using app::ExitCode;

// While a tour is played, so often the loop looks whether the next step can be done.
constexpr platform::MonotonicMs kTourStepMs = 30;
// The driver has its hands full then.
constexpr std::chrono::milliseconds kPauseAfterReset(500);

void say(const std::string& sentence) { std::cerr << "bildungskiosk: " << sentence << '\n'; }

struct ProgramData {
  std::string folder;
  ui::Theme theme;
  i18n::Languages languages;
};

base::Result<ProgramData> load_program_data(const std::string& wanted_folder) {
  BILDUNGSKIOSK_TRY(const std::string folder, base::find_asset_folder(wanted_folder));
  BILDUNGSKIOSK_TRY(ui::Theme theme, ui::Theme::load(folder + "/theme/theme.toml"));
  auto languages = i18n::Languages::load(folder + "/locale");
  if (!languages) {
    say("Die Übersetzungen fehlen (" + languages.error().detail + "); es gibt nur Deutsch.");
    return ProgramData{folder, std::move(theme), i18n::Languages::german_only()};
  }
  return ProgramData{folder, std::move(theme), std::move(languages).value()};
}

platform::WindowOptions window_options(const app::Options& options, const app::Configuration& configuration) {
  platform::WindowOptions wanted;
  wanted.mode = options.mode == app::WindowMode::kWindow ? platform::WindowOptions::Mode::kWindow
                                                         : platform::WindowOptions::Mode::kFullscreen;
  wanted.size_px = {options.width_px, options.height_px};
  wanted.monitor = options.monitor.empty() ? configuration.monitor : options.monitor;
  wanted.real_size = {configuration.display_width_mm, configuration.display_height_mm};
  wanted.on_monitor_missing = [monitor = wanted.monitor](const std::string& connected) {
    say("Der Bildschirm „" + monitor + "“ ist nicht angeschlossen (es gibt: " + connected +
        "); bis er da ist, läuft der Kiosk auf dem ersten.");
  };
  return wanted;
}

base::Result<app::Configuration> configuration_of(const app::Options& options) {
  const std::string usual(app::kUsualConfiguration);
  auto loaded = app::load_configuration(options.configuration.empty() ? usual : options.configuration);
  const bool may_be_missing = options.configuration.empty() && !loaded;
  if (may_be_missing && loaded.error().code == base::ErrorCode::kNotFound) return app::Configuration{};
  return loaded;
}

typing::Keyboards load_keyboards(const std::string& data_folder) {
  auto loaded = typing::load_keyboards(base::posix_file_system(), data_folder + "/keyboards/keyboards.toml");
  for (const base::Error& problem : loaded.problems) {
    say("Eine Tastatur für den Bildschirm fehlt (" + problem.detail +
        "); an ihrer Stelle steht die deutsche. Bitte das Paket xkb-data und das Programm prüfen.");
  }
  return std::move(loaded.keyboards);
}

app::Kiosk::Settings kiosk_settings(const app::Options& options, const app::Configuration& configuration,
                                    const std::string& data_folder) {
  app::Kiosk::Settings settings;
  settings.store = options.store;
  settings.staff = configuration.staff;
  settings.staff_pin_hash = configuration.staff_pin_hash;
  settings.place = configuration.place;
  settings.display = configuration.display;
  if (!configuration.print_queue.empty()) {
    settings.print_media = configuration.print_media;
    settings.open_print_queue = [queue = configuration.print_queue] {
      return std::make_unique<print::CupsQueue>(queue);
    };
  }
  settings.load_lexicon = [data_folder] { return cli::load_known_words("bildungskiosk", data_folder, std::cerr); };
  settings.load_keyboards = [data_folder] { return load_keyboards(data_folder); };
  for (const std::string& font : text::missing_fonts()) {
    say("Die Schrift „" + font + "“ fehlt; bitte ihr Paket installieren (scripts/setup nennt es).");
    settings.notices.push_back({model::Notice::Kind::kFontMissing, font});
  }
  const std::string store = options.store;
  settings.on_catalogue_failed = [store](const base::Error& error) { say(app::catalogue_sentence(error, store)); };
  if (options.verbosity == app::Verbosity::kVerbose) {
    settings.on_first_frame = [](std::int64_t ms) { std::cout << "erstes Bild nach " << ms << " ms" << std::endl; };
    settings.on_catalogue_ready = [](std::int64_t ms) {
      std::cout << "Katalog bereit nach " << ms << " ms" << std::endl;
    };
  }
  return settings;
}

ExitCode visit(app::Kiosk& kiosk, const app::StopListener& stop, app::Heartbeat& heartbeat) {
  platform::Window& window = kiosk.window();
  bool too_small_said = false;
  while (!window.should_close() && !window.lost() && !stop.stop_wanted()) {
    kiosk.turn(heartbeat.sleep_max_ms(window.now_ms()));
    heartbeat.turned(window.now_ms(), window.frames());
    if (kiosk.model().display_too_small && !too_small_said) {
      too_small_said = true;
      say("Die Anzeige ist kleiner als 1024 × 600; bitte einen größeren Bildschirm oder eine höhere Auflösung wählen.");
    }
  }
  return app::kExitOk;
}

ExitCode play_tour(app::Kiosk& kiosk, const app::StopListener& stop, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    say("Der Ordner " + directory + " für die Bilder lässt sich nicht anlegen (" + error.message() + ").");
    return app::kExitTourFailed;
  }
  app::Tour tour(kiosk, directory, app::visit_script());
  while (!tour.finished() && !kiosk.window().should_close() && !stop.stop_wanted()) {
    kiosk.turn(kTourStepMs);
    tour.advance();
  }
  if (tour.failure()) {
    say(*tour.failure());
    return kiosk.model().display_too_small ? app::kExitTooSmall : app::kExitTourFailed;
  }
  if (!tour.finished()) {
    say("Der Rundgang wurde abgebrochen.");
    return app::kExitTourFailed;
  }
  std::cout << tour.pictures() << " Bilder liegen in " << directory << std::endl;
  return app::kExitOk;
}

base::Result<std::unique_ptr<platform::Window>> open_window(const app::Options& options,
                                                            const app::Configuration& configuration) {
  auto window = platform::open_window(window_options(options, configuration));
  if (!window) say(app::window_sentence(window.error()));
  return window;
}

ExitCode show_gallery(const app::Options& options, const app::Configuration& configuration, const ui::Theme& theme) {
  const auto window = open_window(options, configuration);
  if (!window) return app::kExitNoDisplay;
  app::Gallery gallery(**window, theme);
  const app::StopListener stop([&window] { (*window)->wake(); });
  while (!(*window)->should_close() && !stop.stop_wanted()) gallery.turn();
  return app::kExitOk;
}

/// Nothing when the window was lost: another one must be opened, with all that was drawn on it. The visit is forgotten.
std::optional<ExitCode> show_kiosk(const app::Options& options, const app::Configuration& configuration,
                                   const ProgramData& data, app::Heartbeat& heartbeat) {
  const auto window = open_window(options, configuration);
  if (!window) return app::kExitNoDisplay;
  const base::SystemClock system_clock;
  const app::WallClock clock(system_clock, options.pretended_today);
  app::Kiosk kiosk(**window, data.theme, data.languages, clock, kiosk_settings(options, configuration, data.folder));
  const app::StopListener stop([&window] { (*window)->wake(); });
  if (!options.tour_directory.empty()) return play_tour(kiosk, stop, options.tour_directory);
  const ExitCode code = visit(kiosk, stop, heartbeat);
  if ((*window)->lost()) return std::nullopt;
  if (options.verbosity == app::Verbosity::kVerbose) {
    std::cout << "gezeichnete Bilder: " << kiosk.window().frames() << std::endl;
  }
  return code;
}

ExitCode run(const app::Options& options) {
  const auto configuration = configuration_of(options);
  if (!configuration) {
    say("Die Angaben zu diesem Gerät lassen sich nicht lesen (" + configuration.error().detail +
        "); bitte die Datei von --config prüfen.");
    // What can't be read now may be read by the next start.
    const bool makes_no_sense = configuration.error().code == base::ErrorCode::kMalformedRecord;
    return makes_no_sense ? app::kExitUsage : app::kExitFailure;
  }
  auto data = load_program_data(options.assets);
  if (!data) {
    say("Die Daten des Programms fehlen oder sind fehlerhaft (" + data.error().detail +
        "); bitte das Programm neu installieren oder --assets angeben.");
    return app::kExitNoData;
  }
  if (options.task == app::Options::Task::kGallery) return show_gallery(options, *configuration, data->theme);
  app::Heartbeat heartbeat(supervisor::patience());
  while (true) {
    const auto ended = show_kiosk(options, *configuration, *data, heartbeat);
    if (ended) return *ended;
    say("Die Grafikkarte wurde zurückgesetzt; der Kiosk öffnet seinen Bildschirm noch einmal.");
    std::this_thread::sleep_for(kPauseAfterReset);
  }
}

}  // namespace

int main(int argc, char** argv) {
  // Xlib hands on what a plugged-in keyboard composes only in a locale that can spell it, and terminals have any or
  // none.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  app::block_stop_signals();
  try {
    const auto parsed = app::parse_options(argc, argv, std::cout, std::cerr);
    if (const ExitCode* said = std::get_if<ExitCode>(&parsed)) return *said;
    const auto& options = std::get<app::Options>(parsed);
    if (options.task == app::Options::Task::kHashPin) {
      const auto input = ::isatty(STDIN_FILENO) == 1 ? app::PinInput::kTerminal : app::PinInput::kPipe;
      return app::print_pin_hash(std::cin, input, std::cout, std::cerr);
    }
    return run(options);
  } catch (const std::exception& unforeseen) {
    std::cerr << "bildungskiosk: Unerwarteter Fehler: " << unforeseen.what() << '\n';
    return app::kExitFailure;
  }
}

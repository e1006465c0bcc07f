#pragma once

#include <functional>
#include <future>
#include <memory>
#include <span>
#include <string>

#include "kiosk/app/wall_clock.hpp"
#include "kiosk/i18n/languages.hpp"
#include "kiosk/model/update.hpp"
#include "kiosk/platform/input_queue.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/services/effect_runner.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/view/root_view.hpp"

namespace bildungskiosk::app {

/// The smallest display whose touch targets are still big enough to hit.
inline constexpr int kDisplayWidthMinPx = 1024;
inline constexpr int kDisplayHeightMinPx = 600;

/// The wiring and the loop: window, touch, model, view and services of one terminal, in one thread.
///
/// A turn: sleep until something happens; hand input to the touch arbiter and time and answers to the model; if
/// anything may have changed, draw one frame; apply what the fingers meant; start the effects. The first turn draws
/// before the catalogue is asked for.
class Kiosk {
 public:
  struct Settings {
    std::string store;
    std::vector<model::Notice> notices;
    model::StaffSetup staff;
    std::string staff_pin_hash;  // empty: none
    std::optional<offer::GeoPoint> place;
    /// The keyboards of the languages. Called once, on a thread of its own beside the first picture's; the first search
    /// waits for it, if need be. None: German in every language.
    std::function<typing::Keyboards()> load_keyboards;
    model::DisplaySettings display;           // what every visit begins with
    std::optional<print::Media> print_media;  // what lies in the printer; nothing: there is none
    /// Makes the printer's queue, which the kiosk then owns. None: there is no printer.
    std::function<std::unique_ptr<print::PrintQueue>()> open_print_queue;
    /// What the search knows of words; see CatalogueClient::Surroundings. May be empty.
    std::function<catalogue::Lexicon()> load_lexicon;
    /// Told once each, with milliseconds since the object was made; may be empty.
    std::function<void(std::int64_t elapsed_ms)> on_first_frame;
    std::function<void(std::int64_t elapsed_ms)> on_catalogue_ready;
    std::function<void(const base::Error& error)> on_catalogue_failed;
  };

  /// All references must outlive the kiosk.
  Kiosk(platform::Window& window, ui::Theme theme, const i18n::Languages& languages, const WallClock& clock,
        Settings settings);
  ~Kiosk();
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  /// One turn of the loop; sleeps at most `wait_max_ms` (negative: as long as nothing happens).
  void turn(platform::MonotonicMs wait_max_ms = -1);

  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const ui::SemanticsTree& semantics() const { return interface_.semantics(); }
  /// What of the picture has not the room that it needs.
  [[nodiscard]] const ui::Interface::Misfits& misfits() const { return interface_.misfits(); }
  [[nodiscard]] std::span<const platform::ScrolledArea> scrolled_areas() const { return interface_.scrolled_areas(); }
  /// The picture shows the model as it is now: nothing has happened since it was drawn.
  [[nodiscard]] bool up_to_date() const { return !dirty_; }
  /// Something on the screen is moving.
  [[nodiscard]] bool animating() const { return interface_.animating(); }
  /// A page is so new that touches don't count yet.
  [[nodiscard]] bool guarded() { return interface_.touch().guarded(window_.now_ms()); }
  [[nodiscard]] platform::Window& window() { return window_; }
  /// Pointer events of a scripted visit: they go the way that the window's own go.
  [[nodiscard]] platform::InputQueue& scripted_input() { return scripted_input_; }

 private:
  void sleep(platform::MonotonicMs wait_max_ms);
  void take_input();
  void take_time();
  void take_answers();
  void draw();
  void check_display();
  void take_keyboards();
  void happen(const model::Event& event);
  [[nodiscard]] ui::FrameSettings frame_settings() const;
  [[nodiscard]] platform::MonotonicMs next_wake_ms() const;

  platform::Window& window_;
  const i18n::Languages& languages_;
  const WallClock& clock_;
  Settings settings_;
  ui::Interface interface_;
  typing::Keyboards keyboards_;
  std::future<typing::Keyboards> coming_keyboards_;
  view::RootView view_;
  platform::InputQueue scripted_input_;
  services::EventQueue answers_;
  services::CatalogueClient catalogue_;
  services::ServiceClient service_;
  services::PrintClient printer_;
  services::EffectRunner effects_runner_;
  model::Effects effects_;
  model::Model model_;
  view::EventSink meant_;
  bool dirty_ = true;
  bool catalogue_told_ = false;
  platform::MonotonicMs started_ms_;
};

}  // namespace bildungskiosk::app

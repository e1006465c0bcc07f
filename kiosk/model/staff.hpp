#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/model/limits.hpp"
#include "sync/update/service_status.hpp"
#include "sync/update/staff_request.hpp"

/// What staff see of a stick: a dialog above the attract screen (or above the screens of a kiosk without a catalogue),
/// never above a visit. It follows the service's status; this file says when it comes and when it goes.
///
/// It comes as soon as nobody is visiting. It goes: with the stick while nothing has been decided; by its buttons; and
/// by itself, because citizens are waiting behind it (the times are in limits.hpp). What was closed is not shown again
/// before the stick has got further, or has been put in anew. Nothing in it can do harm in a citizen's hands: what is
/// offered is signed by the office and newer than what is shown.
namespace bildungskiosk::model {

/// What the configuration says about this terminal and its staff. Empty: not said.
struct StaffSetup {
  enum class Pin { kNone, kSet };
  Pin pin = Pin::kNone;
  std::string kiosk_name;  // "Kiosk Auerbrunn 1"
  std::string contact;     // "Telefon 09999 123-450, Mo–Fr 8–16 Uhr"
  std::string package_at;  // where staff find a new package: "Verwaltungsnetz: Bildungsbüro › Kiosk › Aktuell"
};

/// The question for the staff PIN, above the dialog.
struct PinEntry {
  enum class State { kTyping, kChecking, kWrong };
  State state = State::kTyping;
  std::string digits;
};

struct StaffState {
  StaffSetup setup;
  /// The newest word of the service; nothing while none is running.
  std::optional<update::ServiceStatus> service;

  /// What the dialog shows: a copy, for it may outlive the stick. Nothing: there is no dialog.
  std::optional<update::MediumStatus> dialog;
  enum class Medium { kThere, kGone };
  Medium medium = Medium::kThere;  // whether the stick of the dialog is still in
  MonotonicMs closes_at_ms = 0;    // when the dialog goes by itself
  /// A request of the staff is on its way since then; its button waits.
  std::optional<MonotonicMs> asked_at_ms;
  /// Seconds until the installation ends, once that can be said from what has been done so far.
  std::optional<int> seconds_left;

  std::optional<PinEntry> pin;
  int wrong_pins = 0;  // in a row
  MonotonicMs pin_locked_until_ms = 0;

  // What was closed last.
  std::int64_t closed_number = 0;
  update::MediumStage closed_stage = update::MediumStage::kNone;

  // Where the running installation was when it was first seen.
  float first_fraction = 0;
  MonotonicMs first_seen_at_ms = 0;
};

/// How far an installation is, 0 … 1. The steps count by the share of time that they took when measured: reading 10 %,
/// checking 5 %, taking over 55 %, preparing the search 28 %, switching over 2 %.
[[nodiscard]] float progress_fraction(const update::InstallStepProgress& progress);

/// The package may be installed with the staff PIN only, because the terminal's clock can't be right: it is offered, or
/// was refused as expired by that clock.
[[nodiscard]] bool needs_pin(const StaffState& staff);

/// Whole seconds until the dialog goes by itself; at least 1.
[[nodiscard]] int staff_seconds_to_close(const StaffState& staff, MonotonicMs now_ms);

/// The dialog counts down where staff can read it: nothing is left to decide.
[[nodiscard]] bool counts_down(const StaffState& staff);

}  // namespace bildungskiosk::model

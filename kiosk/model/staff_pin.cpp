#include <algorithm>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

/// The entry, when digits can be typed into it now.
PinEntry* open_entry(Model& model) {
  StaffState& staff = model.staff;
  if (!staff.dialog || !staff.pin || staff.pin->state == PinEntry::State::kChecking) return nullptr;
  return model.now_ms < staff.pin_locked_until_ms ? nullptr : &*staff.pin;
}

MonotonicMs pause_ms(int wrong_pins) {
  MonotonicMs pause = kPinPauseMs;
  for (int i = kPinFreeTries + 1; i < wrong_pins && pause < kPinPauseMaxMs; ++i) pause *= 2;
  return wrong_pins <= kPinFreeTries ? 0 : std::min(pause, kPinPauseMaxMs);
}

}  // namespace

void on(Model& model, const TypePinDigit& event, Effects& /*effects*/) {
  PinEntry* entry = open_entry(model);
  if (entry == nullptr || event.digit < '0' || event.digit > '9' || entry->digits.size() >= kPinDigitsMax) return;
  entry->state = PinEntry::State::kTyping;
  entry->digits.push_back(event.digit);
}

void on(Model& model, const DeletePinDigit& /*event*/, Effects& /*effects*/) {
  PinEntry* entry = open_entry(model);
  if (entry != nullptr && !entry->digits.empty()) entry->digits.pop_back();
}

void on(Model& model, const EnterPin& /*event*/, Effects& effects) {
  PinEntry* entry = open_entry(model);
  if (entry == nullptr || entry->digits.size() < kPinDigitsMin) return;
  entry->state = PinEntry::State::kChecking;
  effects.emplace_back(CheckPin{entry->digits});
  entry->digits.clear();
}

void on(Model& model, const CancelPin& /*event*/, Effects& /*effects*/) { model.staff.pin.reset(); }

void on(Model& model, const PinChecked& event, Effects& effects) {
  StaffState& staff = model.staff;
  if (event.answer == PinChecked::Answer::kWrong) {
    // Counted also when the dialog has gone meanwhile: taking the stick out gains no further try.
    ++staff.wrong_pins;
    staff.pin_locked_until_ms = model.now_ms + pause_ms(staff.wrong_pins);
    if (staff.pin) staff.pin->state = PinEntry::State::kWrong;
    return;
  }
  staff.wrong_pins = 0;
  if (!staff.pin) return;
  staff.pin.reset();
  if (needs_pin(staff)) ask_service(model, update::StaffRequestKind::kInstallIgnoringClock, effects);
}

}  // namespace bildungskiosk::model

#include "kiosk/model/staff.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {

using update::InstallStep;
using update::MediumStage;
using update::MediumStatus;

namespace {

float part(std::uint64_t done, std::uint64_t total) {
  return total == 0 ? 0 : std::min(1.0F, static_cast<float>(done) / static_cast<float>(total));
}

/// How long the dialog stays without a change or a touch.
MonotonicMs stays_ms(MediumStage stage, StaffState::Medium medium) {
  const bool gone = medium == StaffState::Medium::kGone;
  switch (stage) {
    case MediumStage::kOffered:
      return kStaffOfferMs;
    case MediumStage::kDone:
    case MediumStage::kUpToDate:
      return gone ? kStaffDoneStickOutMs : kStaffDoneMs;
    case MediumStage::kRefused:
      return gone ? kStaffRefusedStickOutMs : kStaffRefusedMs;
    case MediumStage::kNone:
    case MediumStage::kFound:
    case MediumStage::kChecking:
    case MediumStage::kInstalling:
      break;
  }
  return kStaffStuckMs;
}

bool is_result(MediumStage stage) {
  return stage == MediumStage::kDone || stage == MediumStage::kUpToDate || stage == MediumStage::kRefused;
}

bool was_closed(const StaffState& staff, const MediumStatus& medium) {
  return medium.number == staff.closed_number && medium.stage == staff.closed_stage;
}

void close_dialog(Model& model) {
  StaffState& staff = model.staff;
  if (staff.dialog) {
    staff.closed_number = staff.dialog->number;
    staff.closed_stage = staff.dialog->stage;
  }
  staff.dialog.reset();
  staff.pin.reset();
  staff.asked_at_ms.reset();
  staff.seconds_left.reset();
  if (auto* attract = shown<AttractPage>(model)) attract->since_ms = model.now_ms;  // begins anew, in German
}

void foretell(StaffState& staff, const MediumStatus& medium, MonotonicMs now_ms) {
  staff.seconds_left.reset();
  if (medium.stage != MediumStage::kInstalling) return;
  const float fraction = progress_fraction(medium.progress);
  const bool begins =
      !staff.dialog || staff.dialog->stage != MediumStage::kInstalling || staff.dialog->number != medium.number;
  if (begins) {
    staff.first_fraction = fraction;
    staff.first_seen_at_ms = now_ms;
    return;
  }
  const float done = fraction - staff.first_fraction;
  const MonotonicMs took_ms = now_ms - staff.first_seen_at_ms;
  if (done < kForetellFraction || took_ms < kForetellMs) return;
  const float left_ms = static_cast<float>(took_ms) * (1 - fraction) / done;
  staff.seconds_left = static_cast<int>(std::ceil(left_ms / 1'000));
}

/// How far a stage has got, 0 … 1: of an installation as the bar shows it, of a check by what has been read.
float measure(const MediumStatus& medium) {
  const update::InstallStepProgress& progress = medium.progress;
  if (medium.stage != MediumStage::kChecking) return progress_fraction(progress);
  return progress.step > InstallStep::kReading ? 1 : part(progress.bytes_done, progress.bytes_total);
}

void show(Model& model, const MediumStatus& medium, Effects& effects) {
  StaffState& staff = model.staff;
  foretell(staff, medium, model.now_ms);
  const bool other_stage =
      !staff.dialog || staff.dialog->stage != medium.stage || staff.dialog->number != medium.number;
  if (other_stage) {
    staff.asked_at_ms.reset();
    staff.pin.reset();
    // So that what is done is there when "Kiosk starten" is touched.
    if (medium.stage == MediumStage::kDone) effects.emplace_back(CheckCatalogue{});
  }
  staff.medium = StaffState::Medium::kThere;
  // Figures of before stay where the new ones are of less: what staff watch never goes back.
  const bool goes_back = !other_stage && measure(medium) < measure(*staff.dialog);
  const update::InstallStepProgress before = other_stage ? medium.progress : staff.dialog->progress;
  staff.dialog = medium;
  if (goes_back) staff.dialog->progress = before;
  staff.closes_at_ms = model.now_ms + stays_ms(medium.stage, staff.medium);
}

/// The stick of the dialog is out (or the service has gone): what was decided may still be read.
void medium_gone(Model& model) {
  StaffState& staff = model.staff;
  if (!is_result(staff.dialog->stage)) {
    close_dialog(model);
    return;
  }
  if (staff.medium == StaffState::Medium::kGone) return;
  staff.medium = StaffState::Medium::kGone;
  staff.closes_at_ms =
      std::min(staff.closes_at_ms, model.now_ms + stays_ms(staff.dialog->stage, StaffState::Medium::kGone));
}

}  // namespace

float progress_fraction(const update::InstallStepProgress& progress) {
  constexpr float kReading = 0.10F;
  constexpr float kVerifying = 0.05F;
  constexpr float kTakingOver = 0.55F;
  constexpr float kIndexing = 0.28F;
  constexpr float kActivating = 0.02F;
  const float bytes = part(progress.bytes_done, progress.bytes_total);
  const float offers = part(progress.offers_done, progress.offers_total);
  switch (progress.step) {
    case InstallStep::kReading:
      return kReading * bytes;
    case InstallStep::kVerifying:
      return kReading + kVerifying * bytes;
    case InstallStep::kTakingOver:
      return kReading + kVerifying + kTakingOver * offers;
    case InstallStep::kIndexing:
      return kReading + kVerifying + kTakingOver + kIndexing * offers;
    case InstallStep::kActivating:
      return kReading + kVerifying + kTakingOver + kIndexing + kActivating * offers;
  }
  return 0;
}

bool needs_pin(const StaffState& staff) {
  if (!staff.dialog || !staff.service || staff.service->clock == update::ClockTrust::kTrusted) return false;
  if (staff.dialog->stage == MediumStage::kOffered) return true;
  return staff.dialog->stage == MediumStage::kRefused && staff.medium == StaffState::Medium::kThere &&
         staff.dialog->refusal && staff.dialog->refusal->code == base::ErrorCode::kMetadataExpired;
}

int staff_seconds_to_close(const StaffState& staff, MonotonicMs now_ms) {
  return static_cast<int>(std::max<MonotonicMs>(1, (staff.closes_at_ms - now_ms + 999) / 1'000));
}

bool counts_down(const StaffState& staff) {
  return staff.dialog && (staff.dialog->stage == MediumStage::kDone || staff.dialog->stage == MediumStage::kUpToDate);
}

void look_after_staff(Model& model, Effects& effects) {
  StaffState& staff = model.staff;
  if (!nobody_there(model)) return;
  if (staff.dialog) {
    if (staff.asked_at_ms && model.now_ms - *staff.asked_at_ms >= kStaffAnswerMs) staff.asked_at_ms.reset();
    if (model.now_ms >= staff.closes_at_ms) close_dialog(model);
    return;
  }
  if (!staff.service) return;
  const MediumStatus& medium = staff.service->medium;
  if (medium.stage != MediumStage::kNone && !was_closed(staff, medium)) show(model, medium, effects);
}

void note_staff_touch(Model& model) {
  StaffState& staff = model.staff;
  if (!staff.dialog) return;
  staff.closes_at_ms = std::max(staff.closes_at_ms, model.now_ms + stays_ms(staff.dialog->stage, staff.medium));
}

void ask_service(Model& model, update::StaffRequestKind kind, Effects& effects) {
  model.staff.asked_at_ms = model.now_ms;
  effects.emplace_back(AskService{kind, model.staff.dialog->number});
}

void on(Model& model, const ServiceStatusChanged& event, Effects& effects) {
  StaffState& staff = model.staff;
  staff.service = event.status;
  if (!staff.dialog) {
    look_after_staff(model, effects);
    return;
  }
  const bool there = event.status && event.status->medium.stage != MediumStage::kNone;
  if (!there) {
    medium_gone(model);
  } else if (event.status->medium != *staff.dialog && !was_closed(staff, event.status->medium)) {
    show(model, event.status->medium, effects);
  }
}

void on(Model& model, const InstallOffered& /*event*/, Effects& effects) {
  StaffState& staff = model.staff;
  if (!staff.dialog || staff.asked_at_ms) return;
  if (needs_pin(staff)) {
    if (staff.setup.pin == StaffSetup::Pin::kSet) staff.pin.emplace();
    return;
  }
  if (staff.dialog->stage == MediumStage::kOffered) ask_service(model, update::StaffRequestKind::kInstall, effects);
}

void on(Model& model, const DismissOffer& /*event*/, Effects& effects) {
  if (!model.staff.dialog) return;
  if (model.staff.dialog->stage == MediumStage::kOffered) {
    ask_service(model, update::StaffRequestKind::kDismiss, effects);
  }
  close_dialog(model);
}

void on(Model& model, const CloseStaffDialog& /*event*/, Effects& effects) {
  if (!model.staff.dialog || !is_result(model.staff.dialog->stage)) return;
  close_dialog(model);
  look_after_staff(model, effects);  // another stick may wait already
}

void on(Model& model, const StaffRequestFailed& event, Effects& /*effects*/) {
  StaffState& staff = model.staff;
  if (!staff.dialog) return;
  // The service knows nothing of it; the dialog says what staff can do.
  staff.asked_at_ms.reset();
  staff.pin.reset();
  staff.dialog->stage = MediumStage::kRefused;
  staff.dialog->refusal = update::Refusal{event.error.code, event.error.detail, 0};
  staff.closes_at_ms = model.now_ms + stays_ms(MediumStage::kRefused, staff.medium);
}

}  // namespace bildungskiosk::model

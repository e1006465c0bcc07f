#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "sync/exchange/text_rules.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/service_state.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

namespace {

template <typename Enum, std::size_t count>
using Names = std::array<std::pair<Enum, std::string_view>, count>;

constexpr Names<MediumStage, 8> kStages{{{MediumStage::kNone, "none"},
                                         {MediumStage::kFound, "found"},
                                         {MediumStage::kChecking, "checking"},
                                         {MediumStage::kOffered, "offered"},
                                         {MediumStage::kInstalling, "installing"},
                                         {MediumStage::kDone, "done"},
                                         {MediumStage::kUpToDate, "up-to-date"},
                                         {MediumStage::kRefused, "refused"}}};
constexpr Names<MediumNeed, 2> kNeeds{{{MediumNeed::kMayGo, "may-go"}, {MediumNeed::kMustStay, "must-stay"}}};
constexpr Names<InstallStep, 5> kSteps{{{InstallStep::kReading, "reading"},
                                        {InstallStep::kVerifying, "verifying"},
                                        {InstallStep::kTakingOver, "taking-over"},
                                        {InstallStep::kIndexing, "indexing"},
                                        {InstallStep::kActivating, "activating"}}};
constexpr Names<NetworkStatus::Activity, 3> kActivities{{{NetworkStatus::Activity::kOff, "off"},
                                                         {NetworkStatus::Activity::kWaiting, "waiting"},
                                                         {NetworkStatus::Activity::kRunning, "running"}}};
constexpr Names<ClockTrust, 2> kClocks{{{ClockTrust::kTrusted, "trusted"}, {ClockTrust::kUntrusted, "untrusted"}}};

template <typename Enum, std::size_t count>
std::string_view name_of(const Names<Enum, count>& names, Enum value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return names.front().second;
}

/// The first of the table for a name that a newer program may have written.
template <typename Enum, std::size_t count>
Enum value_of(const Names<Enum, count>& names, std::string_view name) {
  for (const auto& [candidate, known] : names) {
    if (known == name) return candidate;
  }
  return names.front().first;
}

ErrorCode error_code_of(std::string_view name) {
  for (const ErrorCode code : base::all_error_codes()) {
    if (base::to_string(code) == name) return code;
  }
  return ErrorCode::kInternal;
}

/// A stick's label and an error's detail come from outside and end up on a screen.
std::string shown_text(const std::string& text) {
  std::string clean = exchange::clean_text(text, exchange::TextShape::kLine);
  if (clean.size() <= kServiceText_bytes_max) return clean;
  clean.resize(kServiceText_bytes_max);
  return exchange::clean_text(clean, exchange::TextShape::kLine);  // of a character that was cut in two
}

// Reading: a member that is missing or of another type leaves the value as it is.

std::string_view text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? std::string_view(found->get_ref<const std::string&>())
                                                     : std::string_view();
}

template <typename Integer>
void read_integer(const json& object, const char* name, Integer& value) {
  if (const auto found = object.find(name); found != object.end() && found->is_number_integer()) {
    value = found->get<Integer>();
  }
}

const json* object_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

json to_json(const ReleaseSummary& release) {
  return json{{"office", shown_text(release.office)},
              {"signing_key", shown_text(release.signing_key)},
              {"version", release.version},
              {"generated_at", release.generated_at},
              {"offers", release.offers}};
}

std::optional<ReleaseSummary> release_in(const json& parent, const char* name) {
  const json* const object = object_in(parent, name);
  if (object == nullptr) return std::nullopt;
  ReleaseSummary release;
  release.office = text_in(*object, "office");
  release.signing_key = text_in(*object, "signing_key");
  read_integer(*object, "version", release.version);
  read_integer(*object, "generated_at", release.generated_at);
  read_integer(*object, "offers", release.offers);
  return release;
}

json to_json(const InstallStepProgress& progress) {
  return json{{"step", name_of(kSteps, progress.step)}, {"bytes_done", progress.bytes_done},
              {"bytes_total", progress.bytes_total},    {"offers_done", progress.offers_done},
              {"offers_total", progress.offers_total},  {"started_at", progress.started_at}};
}

InstallStepProgress progress_in(const json& parent) {
  InstallStepProgress progress;
  const json* const object = object_in(parent, "progress");
  if (object == nullptr) return progress;
  progress.step = value_of(kSteps, text_in(*object, "step"));
  read_integer(*object, "bytes_done", progress.bytes_done);
  read_integer(*object, "bytes_total", progress.bytes_total);
  read_integer(*object, "offers_done", progress.offers_done);
  read_integer(*object, "offers_total", progress.offers_total);
  read_integer(*object, "started_at", progress.started_at);
  return progress;
}

json to_json(const MediumStatus& medium) {
  json object{
      {"stage", name_of(kStages, medium.stage)}, {"need", name_of(kNeeds, medium.need)}, {"number", medium.number},
      {"label", shown_text(medium.label)},       {"progress", to_json(medium.progress)}, {"since", medium.since}};
  if (medium.release) object["release"] = to_json(*medium.release);
  if (medium.installed) object["installed"] = to_json(*medium.installed);
  if (medium.changes) {
    object["changes"] = json{
        {"added", medium.changes->added}, {"changed", medium.changes->changed}, {"removed", medium.changes->removed}};
  }
  if (medium.refusal) {
    object["refusal"] = json{{"code", base::to_string(medium.refusal->code)},
                             {"detail", shown_text(medium.refusal->detail)},
                             {"missing_bytes", medium.refusal->missing_bytes}};
  }
  return object;
}

MediumStatus medium_in(const json& parent) {
  MediumStatus medium;
  const json* const object = object_in(parent, "medium");
  if (object == nullptr) return medium;
  medium.stage = value_of(kStages, text_in(*object, "stage"));
  medium.need = value_of(kNeeds, text_in(*object, "need"));
  read_integer(*object, "number", medium.number);
  medium.label = text_in(*object, "label");
  medium.release = release_in(*object, "release");
  medium.installed = release_in(*object, "installed");
  if (const json* const found = object_in(*object, "changes"); found != nullptr) {
    medium.changes.emplace();
    read_integer(*found, "added", medium.changes->added);
    read_integer(*found, "changed", medium.changes->changed);
    read_integer(*found, "removed", medium.changes->removed);
  }
  medium.progress = progress_in(*object);
  if (const json* const found = object_in(*object, "refusal"); found != nullptr) {
    medium.refusal.emplace();
    medium.refusal->code = error_code_of(text_in(*found, "code"));
    medium.refusal->detail = text_in(*found, "detail");
    read_integer(*found, "missing_bytes", medium.refusal->missing_bytes);
  }
  read_integer(*object, "since", medium.since);
  return medium;
}

json to_json(const NetworkStatus& network) {
  json object{{"activity", name_of(kActivities, network.activity)},
              {"last_attempt_at", network.last_attempt_at},
              {"last_success_at", network.last_success_at},
              {"next_attempt_at", network.next_attempt_at}};
  if (network.last_error) object["last_error"] = base::to_string(*network.last_error);
  return object;
}

NetworkStatus network_in(const json& parent) {
  NetworkStatus network;
  const json* const object = object_in(parent, "network");
  if (object == nullptr) return network;
  network.activity = value_of(kActivities, text_in(*object, "activity"));
  read_integer(*object, "last_attempt_at", network.last_attempt_at);
  read_integer(*object, "last_success_at", network.last_success_at);
  read_integer(*object, "next_attempt_at", network.next_attempt_at);
  if (const auto error = text_in(*object, "last_error"); !error.empty()) network.last_error = error_code_of(error);
  return network;
}

}  // namespace

std::string serialise(const ServiceStatus& status) {
  const json object{{"running", status.running},
                    {"alive_at", status.alive_at},
                    {"process_id", status.process_id},
                    {"clock", name_of(kClocks, status.clock)},
                    {"handled_request", status.handled_request},
                    {"medium", to_json(status.medium)},
                    {"network", to_json(status.network)}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<ServiceStatus> parse_service_status(std::string_view text) {
  if (text.size() > kServiceStatus_bytes_max) return Error{ErrorCode::kDatabase, "service status: too long"};
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return Error{ErrorCode::kDatabase, "service status: no JSON object"};
  ServiceStatus status;
  if (const auto found = object.find("running"); found != object.end() && found->is_boolean()) {
    status.running = found->get<bool>();
  }
  read_integer(object, "alive_at", status.alive_at);
  read_integer(object, "process_id", status.process_id);
  status.clock = value_of(kClocks, text_in(object, "clock"));
  read_integer(object, "handled_request", status.handled_request);
  status.medium = medium_in(object);
  status.network = network_in(object);
  return status;
}

}  // namespace bildungskiosk::update

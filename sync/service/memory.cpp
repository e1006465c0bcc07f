#include "sync/service/memory.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/service/limits.hpp"

namespace bildungskiosk::service {

using base::ErrorCode;
using nlohmann::json;

namespace {

std::string text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t integer_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

}  // namespace

void Memory::note_failure(const std::string& package, const base::Error& error) {
  if (package.empty()) return;
  std::erase_if(failed, [&](const FailedPackage& known) { return known.package == package; });
  failed.push_back({package, error});
  if (failed.size() > kFailedPackages_max) failed.erase(failed.begin());
}

std::string serialise(const Memory& memory) {
  json object{{"medium_number", memory.medium_number},
              {"approved_package", memory.approved_package},
              {"network_attempt_at", memory.network.last_attempt_at},
              {"network_failures", memory.network.failures_in_row},
              {"network_success_at", memory.network_success_at},
              {"failed", json::array()}};
  for (const auto& failure : memory.failed) {
    object["failed"].push_back(json{{"package", failure.package},
                                    {"code", base::to_string(failure.error.code)},
                                    {"detail", failure.error.detail.substr(0, 512)}});
  }
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Memory parse_memory(std::string_view text) {
  Memory memory;
  if (text.size() > kMemory_bytes_max) return memory;
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return memory;
  memory.medium_number = std::max<std::int64_t>(0, integer_in(object, "medium_number"));
  memory.approved_package = text_in(object, "approved_package");
  memory.network.last_attempt_at = integer_in(object, "network_attempt_at");
  memory.network.failures_in_row =
      static_cast<int>(std::clamp<std::int64_t>(integer_in(object, "network_failures"), 0, kNetworkFailures_max));
  memory.network_success_at = integer_in(object, "network_success_at");
  const auto failed = object.find("failed");
  if (failed == object.end() || !failed->is_array()) return memory;
  for (const auto& failure : *failed) {
    if (!failure.is_object()) continue;
    const std::string name = text_in(failure, "code");
    for (const ErrorCode code : base::all_error_codes()) {
      if (base::to_string(code) != name) continue;
      memory.note_failure(text_in(failure, "package"), {code, text_in(failure, "detail")});
    }
  }
  return memory;
}

bool may_pass(ErrorCode code) {
  switch (code) {
    // What lies in the package, whatever is done around it.
    case ErrorCode::kNotAFile:
    case ErrorCode::kTooLarge:
    case ErrorCode::kMalformedMetadata:
    case ErrorCode::kUnsupportedSpecVersion:
    case ErrorCode::kWrongSignature:
    case ErrorCode::kOtherOrganisation:
    case ErrorCode::kMissingRoot:
    case ErrorCode::kTooManyDelegations:
    case ErrorCode::kWrongRootVersion:
    case ErrorCode::kOlderThanInstalled:
    case ErrorCode::kSameVersionOtherContent:
    case ErrorCode::kMixedExports:
    case ErrorCode::kLengthMismatch:
    case ErrorCode::kHashMismatch:
    case ErrorCode::kTargetUnknown:
    case ErrorCode::kUnsafePath:
    case ErrorCode::kUnsupportedKey:
    case ErrorCode::kMalformedCompression:
    case ErrorCode::kMalformedRecord:
    case ErrorCode::kDuplicateId:
    case ErrorCode::kUnsupportedFormat:
      return false;
    default:
      return true;
  }
}

}  // namespace bildungskiosk::service

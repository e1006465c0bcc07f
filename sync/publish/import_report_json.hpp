#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sync/publish/quality_report.hpp"

/// What the stored report of an import and the JSON form of the quality report share.
namespace bildungskiosk::publish {

/// "format", "files", "read", "taken", "left_out", "reasons", "notes", "unmapped_categories", "findings".
void add_import(nlohmann::ordered_json& json, const ImportReport& report);

[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace bildungskiosk::publish

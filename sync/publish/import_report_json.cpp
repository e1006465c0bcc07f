#include "sync/publish/import_report_json.hpp"

#include <optional>

namespace bildungskiosk::publish {
namespace {

using Json = nlohmann::ordered_json;

Json finding_to_json(const Finding& finding) {
  Json json = {{"kind", to_string(finding.kind)}, {"file", finding.file}};
  if (finding.line > 0) json["line"] = finding.line;
  if (!finding.id.empty()) json["id"] = finding.id;
  if (!finding.detail.empty()) json["detail"] = finding.detail;
  if (!finding.column.empty()) json["column"] = finding.column;
  if (!finding.expected.empty()) json["expected"] = finding.expected;
  return json;
}

std::optional<FindingKind> kind_from_string(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(kLastFindingKind); ++i) {
    const auto kind = static_cast<FindingKind>(i);
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

}  // namespace

void add_import(Json& json, const ImportReport& report) {
  json["format"] = report.format;
  json["files"] = report.files;
  json["read"] = report.read;
  json["taken"] = report.taken;
  json["left_out"] = report.left_out;
  json["reasons"] = Json::object();
  json["notes"] = Json::object();
  for (const auto& [kind, count] : report.finding_counts) {
    json[is_left_out(kind) ? "reasons" : "notes"][std::string(to_string(kind))] = count;
  }
  json["unmapped_categories"] = report.unmapped_categories;
  json["findings"] = Json::array();
  for (const Finding& finding : report.findings) json["findings"].push_back(finding_to_json(finding));
}

// Foreign bytes pass through findings; what is no UTF-8 is replaced rather than thrown about.
std::string json_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string import_report_as_json(const ImportReport& report) {
  Json json = Json::object();
  add_import(json, report);
  return json_text(json);
}

base::Result<ImportReport> import_report_from_json(std::string_view text) {
  ImportReport report;
  try {
    const Json json = Json::parse(text);
    json.at("format").get_to(report.format);
    json.at("files").get_to(report.files);
    json.at("read").get_to(report.read);
    json.at("taken").get_to(report.taken);
    json.at("left_out").get_to(report.left_out);
    json.at("unmapped_categories").get_to(report.unmapped_categories);
    for (const char* group : {"reasons", "notes"}) {
      for (const auto& [name, count] : json.at(group).items()) {
        if (const auto kind = kind_from_string(name)) report.finding_counts[*kind] = count.get<std::uint64_t>();
      }
    }
    for (const Json& entry : json.at("findings")) {
      const auto kind = kind_from_string(entry.at("kind").get<std::string>());
      if (!kind) continue;  // a newer program's
      report.findings.push_back({*kind, entry.at("file").get<std::string>(), entry.value("line", std::uint64_t{0}),
                                 entry.value("id", std::string()), entry.value("detail", std::string()),
                                 entry.value("column", std::string()), entry.value("expected", std::string())});
    }
  } catch (const Json::exception& exception) {
    return base::Error{base::ErrorCode::kMalformedRecord, exception.what()};
  }
  return report;
}

}  // namespace bildungskiosk::publish

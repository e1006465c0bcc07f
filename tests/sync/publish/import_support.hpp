#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/exchange/record.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/source_import.hpp"

/// Builds a provider's file, imports it, and hands the result over by parts.
namespace bildungskiosk::test {

/// 2026-09-01, the day on which all tests import.
[[nodiscard]] base::Date import_day();
/// The product's own tables.
[[nodiscard]] const publish::Taxonomy& product_taxonomy();

[[nodiscard]] std::vector<std::string> lines_of(const publish::StockLines& stock);

/// An Open-vhs 1.2 file with these elements in it.
[[nodiscard]] std::string openvhs_file(std::string_view courses, std::string_view version = "1.2");
/// A complete, clean course. `extra` is put at its end.
[[nodiscard]] std::string openvhs_course(std::string_view extra,
                                         std::string_view guid = "0f48f5a8-c22c-4aff-b891-77095cd84029");
/// {"veranstaltungen": {"veranstaltung": <courses>}}
[[nodiscard]] std::string berlin_file(std::string_view courses);

struct ImportOutcome {
  std::optional<base::Error> error;
  std::optional<publish::TextPosition> stopped_at;
  publish::SourceReport report;
  std::vector<std::string> lines;
  std::vector<offer::Offer> offers;  // sorted by id
  std::vector<offer::Place> places;
  std::vector<offer::Provider> providers;

  [[nodiscard]] std::uint64_t count(publish::FindingKind kind) const;
  /// The only offer; stops the test when there is another number of them.
  [[nodiscard]] const offer::Offer& only() const&;
  // Of an outcome that is gone at the end of the line.
  [[nodiscard]] offer::Offer only() && { return std::as_const(*this).only(); }
};

/// Stops the test when there is no such offer.
[[nodiscard]] const offer::Offer& by_id(const ImportOutcome& outcome, const std::string& id);

/// Imports the content as the source "vhs".
[[nodiscard]] ImportOutcome import_text(const std::string& content,
                                        std::optional<publish::Format> format = std::nullopt,
                                        const std::string& provider_name = {});
[[nodiscard]] ImportOutcome import_paths(const std::vector<std::string>& paths);
/// Imports a spreadsheet with a mapping (TOML).
[[nodiscard]] ImportOutcome import_mapped(const std::string& content, const std::string& mapping);
[[nodiscard]] ImportOutcome import_path_mapped(const std::string& path, const std::string& mapping);
/// A course with these elements, imported.
[[nodiscard]] ImportOutcome import_course(std::string_view extra);

}  // namespace bildungskiosk::test

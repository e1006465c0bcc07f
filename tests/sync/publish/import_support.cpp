#include "tests/sync/publish/import_support.hpp"

#include "sync/base/asset_folder.hpp"
#include "sync/publish/importers/csv_mapping.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

base::Date import_day() { return *base::make_date(2026, 9, 1); }

const publish::Taxonomy& product_taxonomy() {
  static const publish::Taxonomy taxonomy = [] {
    auto& files = base::posix_file_system();
    return publish::Taxonomy::load(files, base::find_asset_folder().value() + "/taxonomy").value();
  }();
  return taxonomy;
}

std::vector<std::string> lines_of(const publish::StockLines& stock) {
  std::vector<std::string> lines;
  REQUIRE(stock.for_each([&](std::string_view line) {
    lines.emplace_back(line);
    return base::Result<void>();
  }));
  return lines;
}

std::string openvhs_file(std::string_view courses, std::string_view version) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<openvhs:veranstaltungen version=\"" + std::string(version) +
         "\" xmlns:openvhs=\"http://www.dvv-vhs.de/Open-VHS\">\n<export><ersteller><guid>4711</guid>"
         "<name>VHS Lindach</name></ersteller></export>\n" +
         std::string(courses) + "\n</openvhs:veranstaltungen>\n";
}

std::string openvhs_course(std::string_view extra, std::string_view guid) {
  return "<veranstaltung><guid>" + std::string(guid) + "</guid><name>Töpfern</name>" + std::string(extra) +
         "</veranstaltung>\n";
}

std::string berlin_file(std::string_view courses) {
  return "{\"veranstaltungen\":{\"veranstaltung\":" + std::string(courses) + "}}";
}

std::uint64_t ImportOutcome::count(publish::FindingKind kind) const {
  const auto found = report.import.finding_counts.find(kind);
  return found == report.import.finding_counts.end() ? 0 : found->second;
}

const offer::Offer& ImportOutcome::only() const& {
  REQUIRE(!error);
  REQUIRE(offers.size() == 1);
  return offers.front();
}

namespace {

ImportOutcome import_files(const std::vector<std::string>& paths, std::optional<publish::Format> format,
                           const std::string& provider_name, const publish::CsvMapping* mapping = nullptr) {
  ImportOutcome outcome;
  publish::SourceImport import(base::posix_file_system(), product_taxonomy(), {"vhs", provider_name}, import_day());
  for (const std::string& path : paths) {
    auto added = import.add_file(path, format, mapping);
    outcome.stopped_at = import.stopped_at();
    if (!added) {
      outcome.error = added.error();
      return outcome;
    }
  }
  auto stock = import.finish();
  if (!stock) {
    outcome.error = stock.error();
    return outcome;
  }
  outcome.report = stock->report;
  outcome.lines = lines_of(stock->records);
  for (const std::string& line : outcome.lines) {
    const auto record = exchange::parse_record(line);
    REQUIRE(record);
    if (const auto* offer = std::get_if<offer::Offer>(&*record)) outcome.offers.push_back(*offer);
    if (const auto* place = std::get_if<offer::Place>(&*record)) outcome.places.push_back(*place);
    if (const auto* provider = std::get_if<offer::Provider>(&*record)) outcome.providers.push_back(*provider);
  }
  return outcome;
}

}  // namespace

ImportOutcome import_text(const std::string& content, std::optional<publish::Format> format,
                          const std::string& provider_name) {
  const TemporaryDirectory directory;
  write_text_file(directory / "export", content);
  return import_files({directory / "export"}, format, provider_name);
}

ImportOutcome import_paths(const std::vector<std::string>& paths) { return import_files(paths, std::nullopt, {}); }

ImportOutcome import_path_mapped(const std::string& path, const std::string& mapping) {
  const auto parsed = publish::CsvMapping::parse(mapping, "mapping.toml");
  REQUIRE(parsed);
  return import_files({path}, publish::Format::kCsv, {}, &*parsed);
}

ImportOutcome import_mapped(const std::string& content, const std::string& mapping) {
  const TemporaryDirectory directory;
  write_text_file(directory / "export", content);
  return import_path_mapped(directory / "export", mapping);
}

ImportOutcome import_course(std::string_view extra) { return import_text(openvhs_file(openvhs_course(extra))); }

const offer::Offer& by_id(const ImportOutcome& outcome, const std::string& id) {
  for (const auto& offer : outcome.offers) {
    if (offer.id == id) return offer;
  }
  FAIL("no offer " << id);
  return outcome.offers.front();
}

}  // namespace bildungskiosk::test

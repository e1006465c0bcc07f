#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "sync/base/asset_folder.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/publish/source_import.hpp"
#include "tests/search/judged_set.hpp"

namespace bildungskiosk::test {
namespace {

template <typename T>
T must(base::Result<T> result, const std::string& what) {
  if (!result) {
    std::cerr << "the sample catalogue, " << what << ": " << result.error().detail << '\n';
    std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The Wednesday of the week that the sources are written for.
base::LocalTime base_week() { return {*base::make_date(2026, 1, 7), 8 * 60}; }

struct Source {
  std::string file;
  std::string id;
  std::string provider;
};

std::vector<Source> read_sources(const std::string& path) {
  std::vector<Source> sources;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);  // the heading
  while (std::getline(file, line)) {
    std::istringstream stream(line);
    Source source;
    std::string format;
    std::getline(stream, source.file, ';');
    std::getline(stream, source.id, ';');
    std::getline(stream, format, ';');
    std::getline(stream, source.provider);
    sources.push_back(std::move(source));
  }
  return sources;
}

publish::SourceStock import_source(const Source& source, const std::string& folder, const publish::Taxonomy& taxonomy) {
  const std::string name = source.file.substr(source.file.rfind('/') + 1);
  publish::SourceImport import(base::posix_file_system(), taxonomy, {source.id, source.provider}, base_week().date);
  must(import.add_file(folder + "/" + name, std::nullopt), name);
  return must(import.finish(), name);
}

offer::CatalogueInfo office() {
  offer::CatalogueInfo info;
  info.office = "Bildungsbüro Landkreis Sonnfeld";
  info.region = "Landkreis Sonnfeld";
  info.languages = {"de", "de-easy", "en", "tr", "uk", "ar"};
  info.generated_at = base::parse_utc("2026-01-05T06:00:00Z").value_or(0);
  return info;
}

catalogue::CatalogueReader build(const std::string& sources_csv, const std::string& folder, const std::string& path) {
  const std::string assets = must(base::find_asset_folder(), "assets");
  const auto taxonomy = must(publish::Taxonomy::load(base::posix_file_system(), assets + "/taxonomy"), "taxonomy");
  auto builder = must(catalogue::CatalogueBuilder::create(path), path);
  must(builder.add(exchange::Record(office())), "office");
  std::set<std::string> added;  // two sources use the same categories
  const auto add = [&](std::string_view line) -> base::Result<void> {
    if (!added.insert(std::string(line)).second) return {};
    BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line));
    return builder.add(record, line);
  };
  for (const Source& source : read_sources(sources_csv)) {
    const publish::SourceStock stock = import_source(source, folder, taxonomy);
    for (const std::string& line : stock.categories) must(add(line), "a category");
    must(stock.records.for_each(add), source.id);
  }
  static_cast<void>(must(builder.finish({}), "the index"));
  auto lexicon = must(catalogue::Lexicon::load(base::posix_file_system(), assets + "/search"), "lists of words");
  return must(catalogue::CatalogueReader::open(path, std::move(lexicon)), path);
}

}  // namespace

SampleCatalogue::SampleCatalogue(const std::string& sources_csv, const std::string& sources_folder,
                                 const std::string& path)
    : now_(base_week()), reader_(build(sources_csv, sources_folder, path)) {
  catalogue::SearchQuery all;
  all.now = now_;
  all.limit = 200;
  for (;; all.offset += all.limit) {
    const auto page = must(reader_.search(all), "all offers");
    for (const auto& item : page.items) {
      numbers_[item.id] = must(reader_.detail(item.id, now_, "de"), item.id).offer.number;
    }
    if (page.items.empty()) break;
  }
}

std::vector<std::string> SampleCatalogue::search(const std::string& text, const std::string& language,
                                                 std::size_t count) {
  catalogue::SearchQuery query;
  query.text = text;
  query.language = language;
  query.now = now_;
  query.limit = count;
  std::vector<std::string> numbers;
  for (const auto& item : must(reader_.search(query), text).items) numbers.push_back(number_of(item.id));
  return numbers;
}

}  // namespace bildungskiosk::test

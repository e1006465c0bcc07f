#include "sync/publish/source_import.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "sync/exchange/record.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using offer::TriState;

/// Puts the bytes that were looked at to tell the format in front of the rest.
class HeadFirst final : public base::ReadableFile {
 public:
  HeadFirst(base::Bytes head, std::unique_ptr<base::ReadableFile> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}
  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    if (at_ == head_.size()) return rest_->read(buffer);
    const std::size_t count = std::min(buffer.size(), head_.size() - at_);
    std::copy_n(head_.begin() + static_cast<std::ptrdiff_t>(at_), count, buffer.begin());
    at_ += count;
    return count;
  }

 private:
  base::Bytes head_;
  std::size_t at_ = 0;
  std::unique_ptr<base::ReadableFile> rest_;
};

Result<base::Bytes> read_head(base::ReadableFile& file) {
  base::Bytes head(kHeadBytes);
  std::size_t length = 0;
  while (length < head.size()) {
    BILDUNGSKIOSK_TRY(const std::size_t count, file.read(std::span(head).subspan(length)));
    if (count == 0) break;
    length += count;
  }
  head.resize(length);
  return head;
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// The line, if the format's own reader accepts it: a record that a terminal would refuse never leaves the office.
Result<std::string> valid_line(const exchange::Record& record) {
  std::string line = exchange::write_record(record);
  if (auto parsed = exchange::parse_record(line); !parsed) return std::move(parsed).error();
  return line;
}

}  // namespace

/// The importer's and the mapper's side of the import.
class SourceImport::Collector final : public RecordSink {
 public:
  explicit Collector(SourceImport& import) : import_(import) {}
  Result<void> take(CourseRecord record) override { return import_.take(record); }
  void stopped_at(TextPosition position) override { import_.stopped_at_ = position; }
  void report(Finding finding) override { import_.report_.add(std::move(finding)); }

 private:
  SourceImport& import_;
};

SourceImport::SourceImport(base::FileSystem& files, const Taxonomy& taxonomy, MapperOptions options, base::Date today)
    : files_(&files),
      taxonomy_(&taxonomy),
      options_(std::move(options)),
      today_(today),
      collector_(std::make_unique<Collector>(*this)),
      mapper_(options_, taxonomy, *collector_) {}

SourceImport::~SourceImport() = default;

Result<void> SourceImport::add_file(const std::string& path, std::optional<Format> format, const CsvMapping* mapping) {
  stopped_at_.reset();
  BILDUNGSKIOSK_TRY(auto file, files_->open_for_reading(path));
  BILDUNGSKIOSK_TRY(base::Bytes head, read_head(*file));
  if (head.empty()) return Error{ErrorCode::kEmptyExport, path + ": the file is empty"};
  if (!format) format = detect_format(head);
  if (!format) return Error{ErrorCode::kUnsupportedFormat, path + ": the beginning is that of no known format"};
  HeadFirst whole(std::move(head), std::move(file));
  report_.files.push_back(file_name(path));
  formats_.emplace(to_string(*format));
  return make_importer(*format)->import({&whole, file_name(path), import_window(today_), mapping}, *collector_);
}

Result<void> SourceImport::take(const CourseRecord& record) {
  const auto complain = [&](FindingKind kind, std::string detail) {
    collector_->report(
        {kind, record.file, record.line, record.guid.empty() ? record.number : record.guid, std::move(detail)});
  };
  auto mapped = mapper_.map(record);
  if (!mapped) return {};  // reported by the mapper
  offer::Offer& offer = mapped->offer;
  if (const auto earlier = offers_.find(offer.id); earlier != offers_.end()) {
    if (!merge_translation(offer, record.is_translation, earlier->second)) {
      complain(FindingKind::kDuplicateId, earlier->second.where);
    }
    return {};
  }
  for (const offer::Place& place : mapped->places) {
    if (const auto line = valid_line(place); !line) {
      complain(FindingKind::kRecordInvalid, line.error().detail);
      return {};
    }
  }
  auto line = valid_line(offer);
  if (!line) {
    complain(FindingKind::kRecordInvalid, line.error().detail);
    return {};
  }
  ++report_.read;
  ++report_.taken;
  const bool unnamed = record.provider_name.empty() && options_.provider_name.empty();
  if (unnamed && providers_.empty()) collector_->report({FindingKind::kProviderUnnamed, record.file, 0, {}, {}});
  if (!offer.number.empty()) {
    const auto [at, first] = id_by_number_.emplace(offer.provider_id + '\n' + offer.number, offer.id);
    if (!first) complain(FindingKind::kSameNumberTwice, offer.number);
  }
  for (const offer::CategoryRef& ref : offer.categories) {
    if (auto category = taxonomy_->category(ref)) {
      categories_.emplace(exchange::record_key(*category), exchange::write_record(*category));
    } else {
      ++report_.unmapped_categories[ref.scheme + " " + (ref.version.empty() ? "?" : ref.version) + " " + ref.code];
    }
  }
  merge_provider(std::move(mapped->provider));
  for (offer::Place& place : mapped->places) merge_place(std::move(place), record);
  offers_.emplace(offer.id,
                  Taken{*std::move(line), record.file + ":" + std::to_string(record.line), record.is_translation});
  return {};
}

bool SourceImport::merge_translation(const offer::Offer& offer, bool is_translation, Taken& earlier) {
  if (!is_translation && !earlier.is_translation) return false;
  auto parsed = exchange::parse_record(earlier.line);
  if (!parsed) return false;
  const auto* known = std::get_if<offer::Offer>(&*parsed);
  if (known == nullptr) return false;
  // What is no translation counts for everything but the other languages' texts.
  offer::Offer merged = is_translation ? *known : offer;
  const offer::Offer& other = is_translation ? offer : *known;
  bool adds = false;
  const auto add = [&](offer::LocalizedText& text, const offer::LocalizedText& more) {
    for (const auto& [language, words] : more) adds = text.emplace(language, words).second || adds;
  };
  add(merged.name, other.name);
  if (!adds) return false;  // the same language once more
  add(merged.abstract, other.abstract);
  add(merged.description, other.description);
  auto line = valid_line(merged);
  if (!line) return false;
  earlier.line = *std::move(line);
  earlier.is_translation = earlier.is_translation && is_translation;
  return true;
}

void SourceImport::merge_place(offer::Place place, const CourseRecord& record) {
  const auto [at, first] = places_.emplace(place.id, place);
  if (first) return;
  offer::Place& known = at->second;
  if (!known.geo) known.geo = place.geo;
  if (known.address.district.empty()) known.address.district = place.address.district;
  if (known.opening_hours.empty()) known.opening_hours = std::move(place.opening_hours);
  const TriState said = place.accessibility.step_free;
  TriState& step_free = known.accessibility.step_free;
  if (said == TriState::kUnknown || contradictory_places_.contains(place.id)) return;
  if (step_free == TriState::kUnknown) {
    step_free = said;
  } else if (step_free != said) {
    // One of the two is wrong, and a person in a wheelchair would pay for it.
    step_free = TriState::kUnknown;
    contradictory_places_.insert(place.id);
    collector_->report({FindingKind::kContradictoryPlace, record.file, record.line, {}, place.name});
  }
}

void SourceImport::merge_provider(offer::Provider provider) {
  const auto [at, first] = providers_.emplace(provider.id, provider);
  if (first) return;
  offer::Provider& known = at->second;
  if (known.telephone.empty()) known.telephone = provider.telephone;
  if (known.email.empty()) known.email = provider.email;
  if (known.url.empty()) known.url = provider.url;
}

Result<SourceStock> SourceImport::finish() {
  if (offers_.empty()) {
    std::string detail = "none of " + std::to_string(report_.read) + " courses could be taken";
    for (const auto& [kind, count] : report_.finding_counts) {
      if (is_left_out(kind)) detail += ", " + std::string(to_string(kind)) + " " + std::to_string(count);
    }
    return Error{ErrorCode::kEmptyExport, std::move(detail)};
  }
  SourceStock stock;
  for (const auto& [id, provider] : providers_) {
    BILDUNGSKIOSK_TRY(std::string line, valid_line(provider));
    stock.records.push_back(std::move(line));
  }
  for (const auto& [id, place] : places_) {
    BILDUNGSKIOSK_TRY(std::string line, valid_line(place));
    stock.records.push_back(std::move(line));
  }
  for (auto& [id, taken] : offers_) stock.records.push_back(std::move(taken.line));
  for (auto& [key, line] : categories_) stock.categories.push_back(std::move(line));
  for (const std::string& format : formats_) report_.format += (report_.format.empty() ? "" : ", ") + format;

  std::string text;
  for (const std::string& line : stock.records) text += line + '\n';
  BILDUNGSKIOSK_TRY(stock.report.stock, count_stock(text, today_));
  stock.report.source = options_.source_id;
  stock.report.import = std::move(report_);
  return stock;
}

Result<StockStatistics> count_stock(std::string_view records, base::Date today) {
  StockStatistics statistics;
  std::map<std::string, std::string> town_of_place;  // places come before offers
  std::uint64_t number = 0;
  while (!records.empty()) {
    ++number;
    const std::size_t end = std::min(records.find('\n'), records.size());
    auto record = exchange::parse_record(records.substr(0, end));
    if (!record) return base::with_context(std::move(record).error(), "line " + std::to_string(number));
    if (const auto* place = std::get_if<offer::Place>(&*record)) town_of_place[place->id] = place->address.locality;
    if (const auto* offer = std::get_if<offer::Offer>(&*record)) statistics.add(*offer, town_of_place, today);
    records.remove_prefix(std::min(end + 1, records.size()));
  }
  return statistics;
}

}  // namespace bildungskiosk::publish

#include "sync/publish/source_import.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "sync/exchange/record.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/watched_file.hpp"

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

constexpr char kTranslationMark = 't';
constexpr char kOriginalMark = '-';

/// The line, if the format's own reader accepts it: a record that a terminal would refuse never leaves the office.
Result<std::string> valid_line(const exchange::Record& record) {
  std::string line = exchange::write_record(record);
  if (auto parsed = exchange::parse_record(line); !parsed) return std::move(parsed).error();
  return line;
}
Result<std::string> valid_line(const offer::Offer& offer) {
  std::string line = exchange::write_record(offer);
  if (exchange::keeps_limits(offer, line.size())) return line;
  if (auto parsed = exchange::parse_record(line); !parsed) return std::move(parsed).error();
  return line;
}

struct Merged {
  std::string line;
  offer::Offer earlier;
};

/// The earlier offer and this one in one, if they are the same in several languages.
std::optional<Merged> with_translation(const std::string& earlier_line, bool earlier_is_translation,
                                       const offer::Offer& offer, bool is_translation) {
  if (!is_translation && !earlier_is_translation) return std::nullopt;
  auto parsed = exchange::parse_record(earlier_line);
  if (!parsed) return std::nullopt;
  auto* const known = std::get_if<offer::Offer>(&*parsed);
  if (known == nullptr) return std::nullopt;
  // What is no translation counts for everything but the other languages' texts.
  offer::Offer merged = is_translation ? *known : offer;
  const offer::Offer& other = is_translation ? offer : *known;
  bool adds = false;
  const auto add = [&](offer::LocalizedText& text, const offer::LocalizedText& more) {
    for (const auto& [language, words] : more) adds = text.emplace(language, words).second || adds;
  };
  add(merged.name, other.name);
  if (!adds) return std::nullopt;  // the same language once more
  add(merged.abstract, other.abstract);
  add(merged.description, other.description);
  auto line = valid_line(merged);
  return line ? std::optional(Merged{*std::move(line), std::move(*known)}) : std::nullopt;
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

Result<void> SourceImport::add_file(const std::string& path, std::optional<Format> format, const CsvMapping* mapping,
                                    std::string name) {
  if (name.empty()) name = file_name(path);
  stopped_at_.reset();
  BILDUNGSKIOSK_TRY(auto file, files_->open_for_reading(path));
  const auto status = files_->status(path);
  file = watched(std::move(file), listener_, {name, 0, status ? status->size_bytes : 0});
  BILDUNGSKIOSK_TRY(base::Bytes head, read_head(*file));
  if (head.empty()) return Error{ErrorCode::kEmptyExport, path + ": the file is empty"};
  if (!format) format = detect_format(head);
  if (!format) return Error{ErrorCode::kUnsupportedFormat, path + ": the beginning is that of no known format"};
  HeadFirst whole(std::move(head), std::move(file));
  report_.files.push_back(name);
  formats_.emplace(to_string(*format));
  return make_importer(*format)->import({&whole, name, import_window(today_), mapping}, *collector_);
}

Result<void> SourceImport::take(const CourseRecord& record) {
  if (cancel_ != nullptr && cancel_->cancelled()) return Error{ErrorCode::kCancelled, record.file};
  auto mapped = mapper_.map(record);
  if (!mapped) return {};  // reported by the mapper
  const offer::Offer& offer = mapped->offer;
  BILDUNGSKIOSK_TRY(const auto earlier, find(offer.id));
  if (earlier) return take_again(*earlier, *std::move(mapped), record);
  if (!are_valid(mapped->places, record)) return {};
  auto line = valid_line(offer);
  if (!line) {
    complain(record, FindingKind::kRecordInvalid, line.error().detail);
    return {};
  }
  ++report_.read;
  ++report_.taken;
  const bool unnamed = record.provider_name.empty() && options_.provider_name.empty();
  if (unnamed && providers_.empty()) collector_->report({FindingKind::kProviderUnnamed, record.file, 0, {}, {}});
  if (!offer.number.empty() && !numbers_.add_once(offer.provider_id + '\n' + offer.number)) {
    complain(record, FindingKind::kSameNumberTwice, offer.number);
  }
  const Taken taken{*std::move(line), record.file + ":" + std::to_string(record.line), record.is_translation};
  const std::string id = offer.id;
  merge_ground(*std::move(mapped), record);
  return put(id, taken);
}

/// An offer whose id is known already: the same in another language, or one too many.
Result<void> SourceImport::take_again(const Taken& earlier, MappedCourse mapped, const CourseRecord& record) {
  auto merged = with_translation(earlier.line, earlier.is_translation, mapped.offer, record.is_translation);
  if (!merged) {
    complain(record, FindingKind::kDuplicateId, earlier.where);
    return {};
  }
  const std::string id = mapped.offer.id;
  if (!record.is_translation) {
    // It stands in the translation's place, with everything it refers to.
    if (!are_valid(mapped.places, record)) return {};
    count_uses(merged->earlier, -1);
    merge_ground(std::move(mapped), record);
  }
  return put(id, {std::move(merged->line), earlier.where, earlier.is_translation && record.is_translation});
}

void SourceImport::complain(const CourseRecord& record, FindingKind kind, std::string detail) {
  collector_->report(
      {kind, record.file, record.line, record.guid.empty() ? record.number : record.guid, std::move(detail)});
}

bool SourceImport::are_valid(const std::vector<offer::Place>& places, const CourseRecord& record) {
  for (const offer::Place& place : places) {
    const auto seen = valid_places_.find(place.id);
    if (seen != valid_places_.end() && seen->second == place) continue;
    if (const auto line = valid_line(place); !line) {
      complain(record, FindingKind::kRecordInvalid, line.error().detail);
      return false;
    }
    valid_places_.insert_or_assign(place.id, place);
  }
  return true;
}

void SourceImport::merge_ground(MappedCourse mapped, const CourseRecord& record) {
  note_categories(mapped.offer);
  count_uses(mapped.offer, 1);
  merge_provider(std::move(mapped.provider));
  for (offer::Place& place : mapped.places) merge_place(std::move(place), record);
}

void SourceImport::count_uses(const offer::Offer& offer, int by) {
  std::set<std::string_view> ids{offer.provider_id, offer.place_id};
  for (const offer::Session& session : offer.schedule.sessions) {
    if (!session.place_id.empty()) ids.insert(session.place_id);
  }
  for (const std::string_view id : ids) {
    const auto known = uses_.find(id);
    if (known != uses_.end()) {
      known->second += by;
    } else {
      uses_.emplace(id, by);
    }
  }
}

bool SourceImport::is_used(const std::string& id) const {
  const auto found = uses_.find(id);
  return found != uses_.end() && found->second > 0;
}

void SourceImport::note_categories(const offer::Offer& offer) {
  for (const offer::CategoryRef& ref : offer.categories) {
    if (labelled_.contains(ref)) continue;
    if (auto category = taxonomy_->category(ref)) {
      categories_.emplace(exchange::record_key(*category), exchange::write_record(*category));
      labelled_.insert(ref);
    } else {
      std::string name = ref.scheme + " " + (ref.version.empty() ? "?" : ref.version) + " " + ref.code;
      Counts& unmapped = report_.unmapped_categories;
      if (unmapped.size() >= kUnmappedCategoriesMax && !unmapped.contains(name)) name = ref.scheme + " …";
      ++unmapped[name];
    }
  }
}

Result<std::optional<SourceImport::Taken>> SourceImport::find(const std::string& id) const {
  BILDUNGSKIOSK_TRY(auto entry, offers_->find(id));
  if (!entry) return std::optional<Taken>();
  return std::optional(Taken{std::move(entry->line), entry->note.substr(1), entry->note.front() == kTranslationMark});
}

Result<void> SourceImport::put(const std::string& id, const Taken& taken) {
  bytes_ += taken.line.size() + 1;
  if (bytes_ > kStockBytesMax) {
    return Error{ErrorCode::kTooLarge, "more than " + std::to_string(kStockBytesMax) + " bytes of records"};
  }
  return offers_->put(id, taken.line, (taken.is_translation ? kTranslationMark : kOriginalMark) + taken.where);
}

void SourceImport::merge_place(offer::Place place, const CourseRecord& record) {
  const auto at = places_.find(place.id);
  if (at == places_.end()) {
    places_.emplace(place.id, std::move(place));
    return;
  }
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
  const auto at = providers_.find(provider.id);
  if (at == providers_.end()) {
    providers_.emplace(provider.id, std::move(provider));
    return;
  }
  offer::Provider& known = at->second;
  if (known.telephone.empty()) known.telephone = provider.telephone;
  if (known.email.empty()) known.email = provider.email;
  if (known.url.empty()) known.url = provider.url;
}

Result<SourceStock> SourceImport::finish() {
  if (offers_->size() == 0) {
    std::string detail = "none of " + std::to_string(report_.read) + " courses could be taken";
    for (const auto& [kind, count] : report_.finding_counts) {
      if (is_left_out(kind)) detail += ", " + std::string(to_string(kind)) + " " + std::to_string(count);
    }
    return Error{ErrorCode::kEmptyExport, std::move(detail)};
  }
  SourceStock stock;
  std::vector<std::string> ground;
  for (const auto& [id, provider] : providers_) {
    if (!is_used(id)) continue;
    BILDUNGSKIOSK_TRY(std::string line, valid_line(provider));
    ground.push_back(std::move(line));
  }
  for (const auto& [id, place] : places_) {
    if (!is_used(id)) continue;
    BILDUNGSKIOSK_TRY(std::string line, valid_line(place));
    ground.push_back(std::move(line));
  }
  stock.records = StockLines(std::move(ground), std::move(offers_));
  for (auto& [key, line] : categories_) stock.categories.push_back(std::move(line));
  for (const std::string& format : formats_) report_.format += (report_.format.empty() ? "" : ", ") + format;

  StockCounter counter(today_);
  const auto counted = stock.records.for_each([&](std::string_view line) -> Result<void> {
    BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line));
    counter.add(record);
    return {};
  });
  if (!counted) return counted.error();
  stock.report.stock = std::move(counter).finish();
  stock.report.source = options_.source_id;
  stock.report.import = std::move(report_);
  return stock;
}

}  // namespace bildungskiosk::publish

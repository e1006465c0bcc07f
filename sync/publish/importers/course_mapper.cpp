#include "sync/publish/importers/course_mapper.hpp"

#include <algorithm>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

/// An id as the exchange format likes it: what separates its parts or breaks lines becomes a hyphen.
std::string local_id(std::string_view text) {
  std::string id = clean_line(text);
  for (char& c : id) {
    if (c == ':' || c == ' ') c = '-';
  }
  if (is_uuid(id))
    std::transform(id.begin(), id.end(), id.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  return id;
}

offer::Provider make_provider(const CourseRecord& record, const MapperOptions& options) {
  std::string key = slug(record.provider_key.empty() ? record.provider_name : record.provider_key);
  if (key.empty()) key = slug(options.provider_name);
  if (key.empty()) key = options.source_id;
  if (key.size() > 60) key.resize(60);
  offer::Provider provider;
  provider.id = options.source_id + ":" + key;
  std::string name = clean_line(options.provider_name.empty() ? record.provider_name : options.provider_name);
  if (name.empty() || name.size() > exchange::kShortTextBytesMax) name = options.source_id;
  provider.name[options.provider_name.empty() ? record.language : "de"] = std::move(name);
  return provider;
}

/// The office's contact: the provider's own, or that of the registration, which the Berlin dialect of 2026 repeats
/// with every course.
void add_contact(CourseMapping& mapping, offer::Provider& provider) {
  const CourseRecord::Contact& contact = mapping.record.provider;
  provider.telephone = mapping.short_line("telefon", contact.telephone);
  provider.email = email_address(mapping.short_line("mail", contact.email));
  provider.url = parse_url(contact.url).value_or(std::string());
  if (provider.telephone.empty()) provider.telephone = mapping.offer.registration.telephone;
  if (provider.email.empty()) provider.email = mapping.offer.registration.email;
  if (provider.url.empty()) provider.url = parse_url(mapping.record.registration_url).value_or(std::string());
  if (contact.locality.empty() && contact.postal_code.empty() && contact.street.empty()) return;
  provider.address = {mapping.short_line("strasse", contact.street),
                      mapping.short_line("plz", contact.postal_code),
                      mapping.short_line("ort", contact.locality),
                      {},
                      country_code(contact.country)};
}

}  // namespace

void CourseMapping::report(FindingKind kind, std::string detail) {
  ++reports;
  if (detail.size() > 160) detail.resize(160);
  const std::string& id = record.guid.empty() ? record.number : record.guid;
  findings.report({kind, record.file, record.line, id.substr(0, 80), std::move(detail)});
}

offer::TriState CourseMapping::read_boolean(std::string_view field, std::string_view value) {
  if (trim(value).empty()) return offer::TriState::kUnknown;
  const auto state = parse_boolean(value);
  if (!state) {
    report(FindingKind::kUnreadableBoolean, std::string(field) + ": " + std::string(value));
    return offer::TriState::kUnknown;
  }
  return *state ? offer::TriState::kYes : offer::TriState::kNo;
}

void CourseMapping::infer(std::string_view field, std::string_view value) {
  if (std::find(offer.inferred.begin(), offer.inferred.end(), field) == offer.inferred.end()) {
    offer.inferred.emplace_back(field);
  }
  if (!value.empty()) report(FindingKind::kInferred, std::string(field) + ": " + std::string(value));
}

std::vector<std::string> CourseMapping::inferred_values(std::string_view field) {
  return words.values_of(field, folded_keywords(), folded_title());
}

std::optional<std::string> CourseMapping::inferred_value(std::string_view field) {
  return words.value_of(field, folded_keywords(), folded_title());
}

std::string CourseMapping::short_line(std::string_view field, std::string_view text) {
  std::string clean = clean_line(text);
  if (clean.size() <= exchange::kShortTextBytesMax) return clean;
  report(FindingKind::kTextShortened, std::string(field));
  return {};
}

const std::vector<std::string>& CourseMapping::feature(std::string_view name) {
  static const std::vector<std::string> kNone;
  if (!folded_feature_names) {
    folded_feature_names.emplace();
    for (const CourseRecord::Feature& feature : record.features) folded_feature_names->push_back(fold(feature.name));
  }
  const auto found = std::find(folded_feature_names->begin(), folded_feature_names->end(), name);
  if (found == folded_feature_names->end()) return kNone;
  return record.features[static_cast<std::size_t>(found - folded_feature_names->begin())].values;
}

const std::vector<std::string>& CourseMapping::folded_keywords() {
  if (!folded_keyword_list) {
    folded_keyword_list.emplace();
    for (const std::string& keyword : record.keywords) folded_keyword_list->push_back(fold(keyword));
  }
  return *folded_keyword_list;
}

const std::string& CourseMapping::folded_title() {
  if (!folded_name) folded_name = fold(record.name);
  return *folded_name;
}

CourseMapper::CourseMapper(MapperOptions options, const Taxonomy& taxonomy, FindingSink& findings)
    : options_(std::move(options)), taxonomy_(&taxonomy), findings_(&findings) {}

std::optional<MappedCourse> CourseMapper::map(const CourseRecord& record) {
  CourseMapping mapping{record, taxonomy_->words(), *findings_, known_places_, {}};
  offer::Offer& offer = mapping.offer;
  MappedCourse mapped;
  mapped.provider = make_provider(record, options_);

  const std::string id = local_id(record.guid.empty() ? record.number : record.guid);
  if (id.empty() || id.size() > exchange::kIdBytesMax / 2) {
    mapping.report(FindingKind::kNoId, id.substr(0, 80));
    return std::nullopt;
  }
  if (record.guid_should_be_uuid && !record.guid.empty() && !is_uuid(record.guid))
    mapping.report(FindingKind::kGuidNotUuid, record.guid);
  offer.id = mapped.provider.id + ":" + id;
  offer.provider_id = mapped.provider.id;
  offer.number = mapping.short_line("nummer", record.number);

  map_texts(mapping);
  if (offer.name.empty()) {
    mapping.report(FindingKind::kNoName, {});
    return std::nullopt;
  }
  map_characteristics(mapping);
  map_price(mapping);
  map_capacity(mapping);
  map_links(mapping);
  std::vector<offer::Place> venues = map_venues(mapping, options_.source_id);
  // Who takes part online goes nowhere, even when the file names the office's address as the venue.
  const bool goes_nowhere =
      offer.mode == offer::AttendanceMode::kOnline || offer.mode == offer::AttendanceMode::kSelfPaced;
  if (goes_nowhere) venues.clear();
  if (!venues.empty()) offer.place_id = venues.front().id;
  map_schedule(mapping, venues);
  add_contact(mapping, mapped.provider);
  for (const std::string& field : record.inferred) mapping.infer(field);

  const Taxonomy::Assignment assignment = taxonomy_->assign(offer);
  offer.phases = assignment.phases;
  if (assignment.inferred) mapping.infer("phases");

  for (offer::Place& place : venues) {
    const bool known = std::any_of(mapped.places.begin(), mapped.places.end(),
                                   [&](const offer::Place& other) { return other.id == place.id; });
    if (!place.id.empty() && !known) mapped.places.push_back(std::move(place));
  }
  mapped.offer = std::move(offer);
  return mapped;
}

}  // namespace bildungskiosk::publish

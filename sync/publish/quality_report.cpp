#include "sync/publish/quality_report.hpp"

#include <algorithm>
#include <utility>

#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

void ImportReport::add(Finding finding) {
  const std::uint64_t count = ++finding_counts[finding.kind];
  if (is_left_out(finding.kind)) {
    ++left_out;
    ++read;
  }
  if (count <= kListedFindingsMax) findings.push_back(std::move(finding));
}

void StockStatistics::add(const offer::Offer& offer, const std::map<std::string, std::string>& town_of_place,
                          base::Date today) {
  ++offers;
  const auto& schedule = offer.schedule;
  const auto last = schedule.ends ? schedule.ends : schedule.starts;
  const bool has_weekly = !schedule.weekly.empty();
  if (last && *last < today && !(has_weekly && !schedule.ends)) ++past;
  if (!last && schedule.weekly.empty()) ++undated;
  if (offer.price.free == offer::TriState::kYes) ++free;
  const bool is_online =
      offer.mode == offer::AttendanceMode::kOnline || offer.mode == offer::AttendanceMode::kSelfPaced;
  if (is_online) ++online;

  const auto missing_if = [&](bool is_missing, const char* field) {
    if (is_missing) ++missing[field];
  };
  missing_if(offer.description.empty(), "description");
  missing_if(offer.categories.empty(), "category");
  missing_if(offer.price.free == offer::TriState::kUnknown && !offer.price.amount_cents, "price");
  missing_if(!is_online && offer.place_id.empty(), "place");
  missing_if(!last && schedule.weekly.empty() && offer.kind != offer::OfferKind::kCounselling, "dates");
  missing_if(offer.mode == offer::AttendanceMode::kUnknown, "mode");
  const auto& registration = offer.registration;
  missing_if(registration.url.empty() && registration.telephone.empty() && registration.email.empty(), "registration");

  for (const offer::Phase phase : offer.phases) ++phases[std::string(to_string(phase))];
  const auto town = town_of_place.find(offer.place_id);
  ++towns[town == town_of_place.end() ? std::string() : town->second];
  if (!schedule.starts) return;
  const std::string day = base::format_date(*schedule.starts);
  ++months[day.substr(0, 7)];
  identities.insert(fold(offer::localized(offer.name, "de")) + '\n' + day);
}

std::vector<CrossSourceDuplicate> duplicates_across_sources(const std::vector<SourceReport>& sources) {
  std::map<std::string, std::vector<std::string>> sources_of;
  for (const SourceReport& source : sources) {
    for (const std::string& identity : source.stock.identities) sources_of[identity].push_back(source.source);
  }
  std::vector<CrossSourceDuplicate> duplicates;
  for (auto& [identity, names] : sources_of) {
    if (names.size() < 2) continue;
    std::sort(names.begin(), names.end());
    const std::size_t split = identity.rfind('\n');
    duplicates.push_back({identity.substr(0, split), identity.substr(split + 1), std::move(names)});
  }
  return duplicates;
}

}  // namespace bildungskiosk::publish

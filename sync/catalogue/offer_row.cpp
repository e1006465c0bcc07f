#include "sync/catalogue/offer_row.hpp"

#include <algorithm>

#include "sync/base/check.hpp"
#include "sync/catalogue/offer_traits.hpp"
#include "sync/catalogue/search/occurrences.hpp"
#include "sync/catalogue/stored_times.hpp"

namespace bildungskiosk::catalogue {
namespace {

std::int64_t phase_bits(const std::vector<offer::Phase>& phases) {
  std::int64_t bits = 0;
  for (const offer::Phase phase : phases) bits |= std::int64_t{1} << static_cast<int>(phase);
  return bits;
}

/// Of what a visitor wants to know, how much is said.
std::int64_t completeness(const offer::Offer& offer) {
  const offer::Registration& registration = offer.registration;
  std::int64_t said = 0;
  for (const bool is_said :
       {!offer.abstract.empty(), !offer.description.empty(), !offer.place_id.empty(),
        offer.price.amount_cents.has_value() || offer.price.free != offer::TriState::kUnknown,
        !registration.url.empty() || !registration.telephone.empty() || !registration.email.empty()}) {
    if (is_said) ++said;
  }
  return said;
}

base::Bytes session_times(const offer::Schedule& schedule) {
  std::vector<SessionTime> times;
  times.reserve(schedule.sessions.size());
  for (const offer::Session& session : schedule.sessions) {
    if (session.cancelled) continue;
    times.push_back({session.date.days_since_epoch, session.starts.value_or(-1), session.ends.value_or(-1)});
  }
  return encode_times(times);
}

base::Bytes weekly_times(const offer::Schedule& schedule) {
  std::vector<SessionTime> times;
  if (schedule.sessions.empty()) {
    for (const offer::WeeklyPattern& weekly : schedule.weekly) {
      times.push_back({static_cast<std::int32_t>(weekly.day), weekly.starts.value_or(-1), weekly.ends.value_or(-1)});
    }
  }
  return encode_times(times);
}

}  // namespace

OfferRow make_row(const offer::Offer& offer, std::string_view line) {
  OfferRow row;
  row.id = offer.id;
  row.line = line;
  row.provider_id = offer.provider_id;
  row.place_id = offer.place_id;
  for (const offer::Session& session : offer.schedule.sessions) {
    const auto& known = row.session_place_ids;
    if (session.place_id.empty() || std::find(known.begin(), known.end(), session.place_id) != known.end()) continue;
    row.session_place_ids.push_back(session.place_id);
  }
  // Somebody to talk to sits in the provider's office if nothing else is said; a course without a place may be
  // anywhere.
  row.at_the_providers = (offer.kind == offer::OfferKind::kCounselling || offer.kind == offer::OfferKind::kPlace) &&
                         offer.mode != offer::AttendanceMode::kOnline;
  row.phases = phase_bits(offer.phases);
  row.main_phase = static_cast<std::int64_t>(offer.phases.front());
  row.mode = static_cast<std::int64_t>(offer.mode);
  row.traits = encode_traits(traits_of(offer));
  row.free = static_cast<std::int64_t>(offer.price.free);
  row.price_cents = offer.price.amount_cents;
  row.first_day = offer.schedule.starts ? offer.schedule.starts->days_since_epoch : kNoDay;
  row.last_day = last_day(offer);
  row.completeness = completeness(offer);
  for (const offer::CategoryRef& ref : offer.categories) row.categories.push_back({ref.scheme, {}, ref.code});
  std::sort(row.categories.begin(), row.categories.end());
  row.categories.erase(std::unique(row.categories.begin(), row.categories.end()), row.categories.end());
  row.sessions = session_times(offer.schedule);
  row.weekly = weekly_times(offer.schedule);
  row.words = own_words(offer);
  row.sort_words = title_sort_words(offer);
  return row;
}

RankInput rank_input(const OfferRow& row) {
  std::optional<RankInput> input = rank_input(row.sessions, row.first_day, row.last_day, row.completeness);
  BILDUNGSKIOSK_CHECK(input.has_value());
  return *std::move(input);
}

std::optional<RankInput> rank_input(base::ByteView sessions, std::int32_t first_day, std::int32_t last_day,
                                    std::int64_t completeness) {
  std::vector<SessionTime> times;
  if (!decode_times(sessions, times)) return std::nullopt;
  RankInput input;
  for (const SessionTime& time : times) input.session_days.push_back(time.day);
  std::sort(input.session_days.begin(), input.session_days.end());
  input.first_day = first_day;
  input.last_day = last_day;
  input.completeness = static_cast<std::int32_t>(completeness);
  return input;
}

}  // namespace bildungskiosk::catalogue

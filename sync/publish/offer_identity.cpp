#include "sync/publish/offer_identity.hpp"

#include <algorithm>
#include <array>

#include "sync/publish/importers/values.hpp"
#include "sync/publish/place_address.hpp"
#include "sync/publish/text_key.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

// One number for both kinds of keys must not make an address of a title.
constexpr std::string_view kUrlPrefix = "url\n";
constexpr std::string_view kContentPrefix = "content\n";

/// The days, or when it is regularly; "" when neither is known.
std::string days_of(const offer::Schedule& schedule) {
  if (!schedule.starts && schedule.weekly.empty()) return {};
  std::string text;
  if (schedule.starts) {
    text = base::format_date(*schedule.starts);
    // Who gives one day only means that it ends there.
    text += ' ' + base::format_date(schedule.ends.value_or(*schedule.starts));
    return text;
  }
  for (const offer::WeeklyPattern& weekly : schedule.weekly) {
    text += std::to_string(static_cast<int>(weekly.day)) + '@' + std::to_string(weekly.starts.value_or(-1)) + ' ';
  }
  return text;
}

std::string content_text(const offer::Offer& offer, const std::string& provider, std::uint64_t place) {
  const std::string title = slug(offer::localized(offer.name, "de"));
  const std::string days = days_of(offer.schedule);
  if (title.empty() || provider.empty() || (days.empty() && place == 0)) return {};
  return std::string(kContentPrefix) + provider + '\n' + title + '\n' + days + '\n' + std::to_string(place);
}

std::uint32_t facts_of(const offer::Accessibility& access) {
  std::uint32_t facts = 0;
  for (const offer::TriState state : {access.step_free, access.accessible_toilet, access.hearing_loop,
                                      access.sign_language, access.easy_language, access.slow_pace}) {
    if (state != offer::TriState::kUnknown) ++facts;
  }
  return facts;
}

std::size_t bytes_of(const offer::LocalizedText& text) {
  std::size_t bytes = 0;
  for (const auto& [language, words] : text) bytes += words.size();
  return bytes;
}

/// How many things the record says; among equals, how long its texts are.
std::uint32_t richness_of(const offer::Offer& offer) {
  constexpr std::uint32_t kBytesMax = (1U << 20U) - 1;
  constexpr std::uint32_t kFactsMax = (1U << 12U) - 1;
  const auto& registration = offer.registration;
  const auto& schedule = offer.schedule;
  std::uint32_t facts = facts_of(offer.accessibility);
  for (const bool said : {!offer.abstract.empty(),
                          !offer.description.empty(),
                          !offer.place_id.empty(),
                          !offer.categories.empty(),
                          !offer.audience.groups.empty(),
                          offer.audience.age_minimum || offer.audience.age_maximum,
                          !offer.level.empty(),
                          !offer.instruction_languages.empty(),
                          offer.mode != offer::AttendanceMode::kUnknown,
                          !offer.access_requirements.empty(),
                          !offer.certificates.empty(),
                          !offer.funding.empty(),
                          !registration.url.empty(),
                          !registration.telephone.empty(),
                          !registration.email.empty(),
                          registration.deadline.has_value(),
                          offer.price.amount_cents.has_value(),
                          offer.price.reduced_cents.has_value(),
                          offer.price.free != offer::TriState::kUnknown,
                          offer.capacity.maximum.has_value(),
                          schedule.starts.has_value(),
                          !schedule.sessions.empty(),
                          !schedule.weekly.empty(),
                          !offer.media.empty(),
                          !offer.url.empty()}) {
    if (said) ++facts;
  }
  facts += static_cast<std::uint32_t>(offer.description.size());  // languages
  // What was only guessed from a title is not something that the record says.
  facts -= std::min(facts, static_cast<std::uint32_t>(offer.inferred.size()));
  const std::size_t bytes = bytes_of(offer.name) + bytes_of(offer.abstract) + bytes_of(offer.description);
  return std::min(facts, kFactsMax) << 20U | static_cast<std::uint32_t>(std::min<std::size_t>(bytes, kBytesMax));
}

std::int32_t first_minute(const offer::Schedule& schedule) {
  for (const offer::Session& session : schedule.sessions) {
    if (session.starts && schedule.starts == session.date) return *session.starts;
  }
  return OfferIdentity::kUnknown;
}

/// Keys that stand more than once.
std::vector<std::uint64_t> repeated(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint64_t> twice;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const bool is_new = twice.empty() || twice.back() != keys[i];
    if (keys[i] == keys[i - 1] && is_new) twice.push_back(keys[i]);
  }
  return twice;
}

void forget_repeated(std::vector<OfferIdentity>& offers, std::uint64_t OfferIdentity::*key) {
  std::vector<std::uint64_t> keys;
  keys.reserve(offers.size());
  for (const OfferIdentity& offer : offers) keys.push_back(offer.*key);
  const auto twice = repeated(std::move(keys));
  for (OfferIdentity& offer : offers) {
    if (std::binary_search(twice.begin(), twice.end(), offer.*key)) offer.*key = 0;
  }
}

constexpr std::string_view kFileHead = "offer identities 1\n";
constexpr std::size_t kEntryBytes = 32;

template <typename Number>
void put(base::Bytes& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i)));
  }
}

template <typename Number>
Number take(base::ByteView& bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) number |= std::uint64_t{bytes[i]} << (8 * i);
  bytes = bytes.subspan(sizeof(Number));
  return static_cast<Number>(number);
}

}  // namespace

void IdentityCollector::add(const exchange::Record& record) {
  if (const auto* provider = std::get_if<offer::Provider>(&record)) {
    const std::string& name = offer::localized(provider->name, "de");
    // The mapper gives a provider that nobody named its source's id.
    const bool is_named = name != provider->id.substr(0, provider->id.find(':'));
    providers_[provider->id] = is_named ? slug(name) : std::string();
  } else if (const auto* place = std::get_if<offer::Place>(&record)) {
    places_[place->id] = address_key(*place);
  } else if (const auto* offer = std::get_if<offer::Offer>(&record)) {
    add_offer(*offer);
  }
  ++line_;
}

void IdentityCollector::add_offer(const offer::Offer& offer) {
  const auto provider = providers_.find(offer.provider_id);
  const auto place = places_.find(offer.place_id);
  OfferIdentity identity;
  if (const std::string url = normalised_url(offer.registration.url); !url.empty()) {
    identity.url = text_key(std::string(kUrlPrefix) + url);
  }
  if (provider != providers_.end()) {
    identity.content = text_key(content_text(offer, provider->second, place == places_.end() ? 0 : place->second));
  }
  if (identity.url == 0 && identity.content == 0) return;
  if (offer.schedule.starts) identity.day = offer.schedule.starts->days_since_epoch;
  identity.minute = first_minute(offer.schedule);
  identity.richness = richness_of(offer);
  identity.line = line_;
  identities_.offers.push_back(identity);
}

SourceIdentities IdentityCollector::finish() && {
  auto& offers = identities_.offers;
  forget_repeated(offers, &OfferIdentity::url);
  forget_repeated(offers, &OfferIdentity::content);
  std::erase_if(offers, [](const OfferIdentity& offer) { return offer.url == 0 && offer.content == 0; });
  offers.shrink_to_fit();
  return std::move(identities_);
}

Result<SourceIdentities> identify(const Content& records) {
  IdentityCollector collector;
  const auto read = for_each_line(records, [&](std::string_view line, std::uint64_t number) -> Result<void> {
    auto record = exchange::parse_record(line);
    if (!record) return base::with_context(std::move(record).error(), "line " + std::to_string(number));
    collector.add(*record);
    return {};
  });
  if (!read) return read.error();
  return std::move(collector).finish();
}

base::Bytes write_identities(const SourceIdentities& identities) {
  base::Bytes bytes(kFileHead.begin(), kFileHead.end());
  bytes.reserve(bytes.size() + identities.offers.size() * kEntryBytes);
  for (const OfferIdentity& offer : identities.offers) {
    put(bytes, offer.url);
    put(bytes, offer.content);
    put(bytes, offer.day);
    put(bytes, offer.minute);
    put(bytes, offer.richness);
    put(bytes, offer.line);
  }
  return bytes;
}

Result<SourceIdentities> read_identities(base::ByteView bytes) {
  const Error not_ours{ErrorCode::kMalformedRecord, "no file of identities"};
  if (!base::as_text(bytes).starts_with(kFileHead)) return not_ours;
  bytes = bytes.subspan(kFileHead.size());
  if (bytes.size() % kEntryBytes != 0) return not_ours;
  SourceIdentities identities;
  identities.offers.reserve(bytes.size() / kEntryBytes);
  while (!bytes.empty()) {
    OfferIdentity offer;
    offer.url = take<std::uint64_t>(bytes);
    offer.content = take<std::uint64_t>(bytes);
    offer.day = take<std::int32_t>(bytes);
    offer.minute = take<std::int32_t>(bytes);
    offer.richness = take<std::uint32_t>(bytes);
    offer.line = take<std::uint32_t>(bytes);
    identities.offers.push_back(offer);
  }
  return identities;
}

}  // namespace bildungskiosk::publish

#include "tests/support/generator/generated_catalogue.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/generator/offer_making.hpp"

namespace bildungskiosk::test {
namespace {

constexpr base::UnixSeconds kGeneratedAt = 1'795'168'800;  // 2026-11-20T10:00:00Z
constexpr base::UnixSeconds kWeek_s = 7LL * 86'400;

// Of what a week touches: the rest is half removed, half new.
constexpr double kChanged = 0.7;
constexpr double kRemoved = 0.15;

/// What the random numbers of one offer are for.
enum Purpose : std::uint64_t { kContent = 1, kFate = 2, kChange = 3 };

Random random_for(std::uint64_t seed, std::size_t provider, std::int64_t number, Purpose purpose) {
  return Random(seed, provider * 16 + purpose, static_cast<std::uint64_t>(number));
}

offer::Provider make_provider(std::size_t index) {
  const ProviderPlan& plan = provider_plans()[index];
  offer::Provider provider;
  provider.id = plan.id();
  provider.name["de"] = "Träger " + plan.source + ' ' + plan.key;
  provider.address = {.street = "Marktplatz " + std::to_string(index + 1),
                      .postal_code = "99991",
                      .locality = town_name(index),
                      .district = "",
                      .country = "DE"};
  provider.telephone = "09999 10" + std::to_string(100 + index);
  provider.email = "info@" + plan.key + ".example";
  provider.url = "https://" + plan.key + ".example";
  return provider;
}

offer::Place make_place(std::size_t provider, int number) {
  offer::Place place;
  place.id = provider_plans()[provider].place_id(number);
  Random random(1, provider, static_cast<std::uint64_t>(number));
  place.name = "Haus " + town_name(random.next()) + ' ' + std::to_string(number + 1);
  place.room = "Raum " + std::to_string(random.between(1, 40));
  place.address = {.street = "Schulweg " + std::to_string(random.between(1, 90)),
                   .postal_code = "9999" + std::to_string(random.between(0, 9)),
                   .locality = town_name(random.next()),
                   .district = "",
                   .country = "DE"};
  place.geo = offer::GeoPoint{50.0 + number / 100.0, 11.0 + static_cast<double>(provider) / 100.0};
  if (random.chance(0.6)) place.accessibility.step_free = offer::TriState::kYes;
  return place;
}

}  // namespace

GeneratedCatalogue::GeneratedCatalogue(std::int64_t offers, std::uint64_t seed) : seed_(seed) {
  Week beginning;
  std::int64_t left = offers;
  for (const ProviderPlan& plan : provider_plans()) {
    const auto part = static_cast<std::int64_t>(plan.share * static_cast<double>(offers));
    beginning.numbers.push_back(part);
    left -= part;
  }
  beginning.numbers.back() += left;
  weeks_.push_back(std::move(beginning));
}

GeneratedCatalogue GeneratedCatalogue::mutated(double share, std::uint64_t seed) const {
  GeneratedCatalogue next = *this;
  Week week{share, seed, weeks_.back().numbers};
  for (std::size_t provider = 0; provider < week.numbers.size(); ++provider) {
    const double added = share * (1 - kChanged - kRemoved) * static_cast<double>(weeks_.front().numbers[provider]);
    const auto whole = static_cast<std::int64_t>(added);
    const bool one_more = Random(seed, provider).chance(added - static_cast<double>(whole));
    week.numbers[provider] += whole + (one_more ? 1 : 0);
  }
  next.weeks_.push_back(std::move(week));
  return next;
}

const std::vector<std::string>& GeneratedCatalogue::sources() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const ProviderPlan& plan : provider_plans()) {
      if (all.empty() || all.back() != plan.source) all.push_back(plan.source);
    }
    return all;
  }();
  return names;
}

std::size_t GeneratedCatalogue::first_week(std::size_t provider, std::int64_t number) const {
  std::size_t week = 0;
  while (number >= weeks_[week].numbers[provider]) ++week;
  return week;
}

bool GeneratedCatalogue::is_there(std::size_t provider, std::int64_t number) const {
  for (std::size_t week = first_week(provider, number) + 1; week < weeks_.size(); ++week) {
    Random fate = random_for(weeks_[week].seed, provider, number, kFate);
    if (fate.chance(weeks_[week].share * (kChanged + kRemoved)) && fate.chance(kRemoved / (kChanged + kRemoved))) {
      return false;
    }
  }
  return true;
}

offer::Offer GeneratedCatalogue::make_offer(std::size_t provider, std::int64_t number) const {
  offer::Offer offer = new_offer(random_for(seed_, provider, number, kContent), provider_plans()[provider], number);
  for (std::size_t week = first_week(provider, number) + 1; week < weeks_.size(); ++week) {
    Random fate = random_for(weeks_[week].seed, provider, number, kFate);
    if (fate.chance(weeks_[week].share * (kChanged + kRemoved))) {
      change_offer(random_for(weeks_[week].seed, provider, number, kChange), offer);
    }
  }
  return offer;
}

std::int64_t GeneratedCatalogue::size() const {
  std::int64_t offers = 0;
  for (std::size_t provider = 0; provider < provider_plans().size(); ++provider) {
    for (std::int64_t number = 0; number < weeks_.back().numbers[provider]; ++number) {
      if (is_there(provider, number)) ++offers;
    }
  }
  return offers;
}

std::vector<exchange::Record> GeneratedCatalogue::office_records() const {
  offer::CatalogueInfo info;
  info.office = "Bildungsbüro Landkreis Sonnfeld";
  info.region = "Landkreis Sonnfeld";
  info.languages = {"de", "de-easy", "en", "tr", "ar", "uk"};
  info.generated_at = kGeneratedAt + static_cast<base::UnixSeconds>(weeks_.size() - 1) * kWeek_s;
  std::vector<exchange::Record> records{info};
  for (const offer::Category& category : generated_categories()) records.emplace_back(category);
  records.emplace_back(offer::Synonym{"de", {"Kita", "Kindertagesstätte"}});
  records.emplace_back(offer::News{"office:news:1", {{"de", "Bildungsmesse in der Stadthalle"}}, {}, {}, {}});
  return records;
}

std::vector<exchange::Record> GeneratedCatalogue::ground_records(std::string_view source) const {
  const auto& plans = provider_plans();
  std::vector<exchange::Record> records;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].source == source) records.emplace_back(make_provider(i));
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].source != source) continue;
    for (int place = 0; place < kPlacesOfProvider; ++place) records.emplace_back(make_place(i, place));
  }
  return records;
}

void GeneratedCatalogue::for_each_offer(std::string_view source,
                                        const std::function<void(const offer::Offer&)>& take) const {
  const auto& plans = provider_plans();
  for (std::size_t provider = 0; provider < plans.size(); ++provider) {
    if (plans[provider].source != source) continue;
    for (std::int64_t number = 0; number < weeks_.back().numbers[provider]; ++number) {
      if (is_there(provider, number)) take(make_offer(provider, number));
    }
  }
}

void GeneratedCatalogue::for_each_record(const std::function<void(const exchange::Record&)>& take) const {
  for (const exchange::Record& record : office_records()) take(record);
  for (const std::string& source : sources()) {
    for (const exchange::Record& record : ground_records(source)) take(record);
    for_each_offer(source, [&](const offer::Offer& offer) { take(offer); });
  }
}

std::string GeneratedCatalogue::office_content() const {
  std::string content;
  for (const exchange::Record& record : office_records()) content += exchange::write_record(record) + '\n';
  return content;
}

std::string GeneratedCatalogue::source_content(std::string_view source) const {
  std::string content;
  for (const exchange::Record& record : ground_records(source)) content += exchange::write_record(record) + '\n';
  for_each_offer(source, [&](const offer::Offer& offer) { content += exchange::write_record(offer) + '\n'; });
  return content;
}

}  // namespace bildungskiosk::test

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/record.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk {
namespace {

using offer::Offer;

bool keeps_limits(const Offer& offer) { return exchange::keeps_limits(offer, exchange::write_record(offer).size()); }

Offer whole_offer() {
  Offer offer = test::offer_with_everything();
  offer.media.clear();
  return offer;
}

/// What a text may be, and what none may be: at the limits, and one past them.
std::vector<std::string> texts() {
  const auto long_text = [](std::size_t length) { return std::string(length, 'x'); };
  return {"",
          "Grüße",
          "zwei\nZeilen",
          "\x7f",
          "Tab\tdarin",
          "\xc2\x85 C1",
          "\xff kein UTF-8",
          "\xe2\x80\xae rückwärts",
          " mit Rand ",
          "achtbyte",
          "achtbyt\x01",
          "acht Byte, dann \x1f",
          "https://vhs.example/kurs",
          "javascript:alert(1)",
          "https://vhs.example/ku rs",
          "de-easy",
          "CHF",
          "EUR",
          "Fr.",
          long_text(exchange::kIdBytesMax),
          long_text(exchange::kIdBytesMax + 1),
          long_text(exchange::kShortTextBytesMax),
          long_text(exchange::kShortTextBytesMax + 1),
          long_text(exchange::kLongTextBytesMax),
          long_text(exchange::kLongTextBytesMax + 1)};
}

template <typename Number>
std::vector<std::optional<Number>> numbers(std::initializer_list<std::int64_t> values) {
  std::vector<std::optional<Number>> all = {std::nullopt};
  for (const std::int64_t value : values) all.push_back(static_cast<Number>(value));
  return all;
}

using Change = std::function<void(Offer&)>;

/// One change for each field and value.
class Changes {
 public:
  template <typename Values, typename Set>
  void add(const Values& values, Set set) {
    for (const auto& value : values) all_.push_back([value, set](Offer& offer) { set(offer, value); });
  }
  [[nodiscard]] const std::vector<Change>& all() const { return all_; }

 private:
  std::vector<Change> all_;
};

void add_text_changes(Changes& changes) {
  using Text = const std::string&;
  changes.add(texts(), [](Offer& o, Text t) { o.id = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.provider_id = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.place_id = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.number = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.level = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.url = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.name = {{"de", t}}; });
  changes.add(texts(), [](Offer& o, Text t) { o.name["tr"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.name[t] = "Name"; });
  changes.add(texts(), [](Offer& o, Text t) { o.abstract["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.description["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.access_requirements["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.funding["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.keywords.push_back(t); });
  changes.add(texts(), [](Offer& o, Text t) { o.inferred.push_back(t); });
  changes.add(texts(), [](Offer& o, Text t) { o.audience.groups.push_back(t); });
  changes.add(texts(), [](Offer& o, Text t) { o.instruction_languages.push_back(t); });
  changes.add(texts(), [](Offer& o, Text t) { o.price.currency = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.price.note["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.registration.url = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.registration.telephone = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.registration.email = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.registration.note["de"] = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.categories.push_back({t, "2.0", "1"}); });
  changes.add(texts(), [](Offer& o, Text t) { o.categories.push_back({"dvv", t, "1"}); });
  changes.add(texts(), [](Offer& o, Text t) { o.categories.push_back({"dvv", "2.0", t}); });
  changes.add(texts(), [](Offer& o, Text t) { o.certificates.push_back({t, {}}); });
  changes.add(texts(), [](Offer& o, Text t) { o.certificates.push_back({"Schein", {{"de", t}}}); });
  changes.add(texts(), [](Offer& o, Text t) { o.schedule.sessions.at(0).place_id = t; });
  changes.add(texts(), [](Offer& o, Text t) { o.media.push_back({"image", t, {}}); });
}

void add_number_changes(Changes& changes) {
  const auto first = base::make_date(base::kYearMin, 1, 1)->days_since_epoch;
  const auto last = base::make_date(base::kYearMax, 12, 31)->days_since_epoch;
  std::vector<std::optional<base::Date>> days = {std::nullopt};
  for (const int day : {first - 1, first, 20'000, last, last + 1}) days.push_back(base::Date{day});
  changes.add(days, [](Offer& o, auto day) { o.schedule.starts = day; });
  changes.add(days, [](Offer& o, auto day) { o.schedule.ends = day; });
  changes.add(days, [](Offer& o, auto day) { o.registration.deadline = day; });
  changes.add(days, [](Offer& o, auto day) { o.schedule.sessions.at(0).date = day.value_or(base::Date{}); });
  constexpr std::int64_t kDay_s = 86'400;
  constexpr std::int64_t kFarDays = std::int64_t{1} << 32U;  // 0 again where days have 32 bits
  changes.add(numbers<base::UnixSeconds>({(first - 1) * kDay_s, first * kDay_s - 1, first * kDay_s, -1, 0,
                                          last * kDay_s + kDay_s - 1, last * kDay_s + kDay_s, kFarDays * kDay_s,
                                          -kFarDays * kDay_s}),
              [](Offer& o, auto seconds) { o.modified = seconds; });
  const auto minutes = numbers<base::MinuteOfDay>({-1, 0, 600, 1439, 1440});
  changes.add(minutes, [](Offer& o, auto minute) { o.schedule.sessions.at(0).starts = minute; });
  changes.add(minutes, [](Offer& o, auto minute) { o.schedule.sessions.at(0).ends = minute; });
  changes.add(minutes, [](Offer& o, auto minute) { o.schedule.weekly.at(0).starts = minute; });
  changes.add(minutes, [](Offer& o, auto minute) { o.schedule.weekly.at(0).ends = minute; });
  const auto cents = numbers<std::int64_t>({-1, 0, exchange::kCentsMax, exchange::kCentsMax + 1});
  changes.add(cents, [](Offer& o, auto amount) { o.price.amount_cents = amount; });
  changes.add(cents, [](Offer& o, auto amount) { o.price.reduced_cents = amount; });
  const auto people = numbers<int>({-1, 0, exchange::kAgeMax, exchange::kAgeMax + 1, exchange::kSessionsCountMax,
                                    exchange::kSessionsCountMax + 1, exchange::kPeopleMax, exchange::kPeopleMax + 1});
  changes.add(people, [](Offer& o, auto number) { o.audience.age_minimum = number; });
  changes.add(people, [](Offer& o, auto number) { o.audience.age_maximum = number; });
  changes.add(people, [](Offer& o, auto number) { o.capacity.minimum = number; });
  changes.add(people, [](Offer& o, auto number) { o.capacity.current = number; });
  changes.add(people, [](Offer& o, auto number) { o.capacity.maximum = number; });
  changes.add(people, [](Offer& o, auto number) { o.schedule.sessions_count = number; });
  const std::vector<std::optional<double>> lessons = {-0.01, 0.0, exchange::kLessonsMax, exchange::kLessonsMax + 0.01,
                                                      std::numeric_limits<double>::quiet_NaN()};
  changes.add(lessons, [](Offer& o, auto number) { o.schedule.lessons = number; });
}

void add_list_changes(Changes& changes) {
  const std::vector<std::size_t> items = {0, exchange::kListItemsMax, exchange::kListItemsMax + 1};
  changes.add(items, [](Offer& o, std::size_t count) { o.keywords.assign(count, "Wort"); });
  changes.add(items, [](Offer& o, std::size_t count) { o.inferred.assign(count, "level"); });
  changes.add(items, [](Offer& o, std::size_t count) { o.audience.groups.assign(count, "Eltern"); });
  changes.add(items, [](Offer& o, std::size_t count) { o.instruction_languages.assign(count, "de"); });
  changes.add(items, [](Offer& o, std::size_t count) { o.categories.assign(count, {"dvv", "", "1"}); });
  changes.add(items, [](Offer& o, std::size_t count) { o.certificates.assign(count, {"Schein", {}}); });
  changes.add(items,
              [](Offer& o, std::size_t count) { o.schedule.weekly.assign(std::max(count, std::size_t{1}), {}); });
  const std::vector<std::size_t> sessions = {exchange::kSessionsMax, exchange::kSessionsMax + 1};
  changes.add(sessions, [](Offer& o, std::size_t count) {
    o.schedule.sessions.assign(count, {.date = *base::make_date(2026, 1, 1), .starts = {}, .ends = {}, .place_id = ""});
  });
  using Phases = std::vector<offer::Phase>;
  changes.add(std::vector<Phases>{{}, {offer::Phase::kFamily, offer::Phase::kFamily}},
              [](Offer& o, const Phases& phases) { o.phases = phases; });
  changes.add(std::vector<int>{exchange::kLanguagesMax, exchange::kLanguagesMax + 1}, [](Offer& o, int count) {
    o.name.clear();
    for (int i = 0; i < count; ++i)
      o.name[std::string{'a', static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)}] = "x";
  });
}

std::vector<Change> all_changes() {
  Changes changes;
  add_text_changes(changes);
  add_number_changes(changes);
  add_list_changes(changes);
  return changes.all();
}

/// What the office's quick look lets pass, a terminal takes.
void check_promise(const Offer& offer) {
  const std::string line = exchange::write_record(offer);
  const auto read = exchange::parse_record(line);
  if (!exchange::keeps_limits(offer, line.size())) return;
  CAPTURE(line.substr(0, 400));
  REQUIRE(read);
  CHECK(exchange::write_record(*read) == line);
  CHECK(std::get<Offer>(*read).modified == offer.modified);
}

/// Whether the line is the offer's, and says of it what it should.
bool is_taken(const std::string& line, const Offer& offer) {
  const auto read = exchange::parse_record(line);
  return read && exchange::write_record(*read) == line && std::get<Offer>(*read).modified == offer.modified;
}

}  // namespace

TEST_CASE("What keeps an offer's limits is taken by the reader, and what the reader takes of one change keeps them") {
  for (const Change& change : all_changes()) {
    Offer offer = whole_offer();
    change(offer);
    check_promise(offer);
    const std::string line = exchange::write_record(offer);
    CAPTURE(line.substr(0, 400));
    // Of pictures and the last day nobody needs a quick answer; a broken one is what the reader is asked for.
    if (offer.media.empty() && is_taken(line, offer)) CHECK(keeps_limits(offer));
  }
}

TEST_CASE("Whatever else is changed with it, what keeps an offer's limits is taken by the reader") {
  const std::vector<Change> changes = all_changes();
  std::mt19937 random(4);
  for (int i = 0; i < 3'000; ++i) {
    Offer offer = whole_offer();
    for (int j = 0; j < 3; ++j) changes[random() % changes.size()](offer);
    check_promise(offer);
  }
}

TEST_CASE("An importer's usual offers are told to keep the limits without reading their lines") {
  for (const Offer& offer : test::generated_offers(200)) CHECK(keeps_limits(offer));
  CHECK(keeps_limits(whole_offer()));
  Offer offer = whole_offer();
  CHECK_FALSE(exchange::keeps_limits(offer, exchange::kLineBytesMax + 1));
  CHECK(exchange::keeps_limits(offer, exchange::kLineBytesMax));
}

}  // namespace bildungskiosk

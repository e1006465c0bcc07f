#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/i18n/languages.hpp"
#include "kiosk/i18n/texts.hpp"
#include "sync/base/asset_folder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::i18n {
namespace {

using base::Date;
using base::make_date;
using base::Weekday;

struct Shipped {
  std::string_view tag;
  std::string_view own_name;
  Direction direction;
};

// In the order in which the screen offers them.
constexpr std::array<Shipped, 6> kShipped = {{
    {"de", "Deutsch", Direction::kLeftToRight},
    {"de-easy", "Leichte Sprache", Direction::kLeftToRight},
    {"en", "English", Direction::kLeftToRight},
    {"tr", "Türkçe", Direction::kLeftToRight},
    {"ar", "العربية", Direction::kRightToLeft},
    {"uk", "Українська", Direction::kLeftToRight},
}};

// One of each kind that some language's rule tells apart: Arabic has a form for none, one, two, 3–10, 11–99 and the
// hundreds; Ukrainian says 21 as it says 1, and 11 as it says 5.
constexpr std::array<int, 7> kCounts = {0, 1, 2, 5, 11, 21, 100};

struct OffersCounted {
  std::string_view tag;
  std::array<std::string_view, kCounts.size()> said;
};

constexpr std::array<OffersCounted, 6> kOffersCounted = {{
    {"de",
     {"{1} Angebote", "{1} Angebot", "{1} Angebote", "{1} Angebote", "{1} Angebote", "{1} Angebote", "{1} Angebote"}},
    {"de-easy",
     {"{1} Angebote", "{1} Angebot", "{1} Angebote", "{1} Angebote", "{1} Angebote", "{1} Angebote", "{1} Angebote"}},
    {"en", {"{1} offers", "{1} offer", "{1} offers", "{1} offers", "{1} offers", "{1} offers", "{1} offers"}},
    {"tr", {"{1} program", "{1} program", "{1} program", "{1} program", "{1} program", "{1} program", "{1} program"}},
    {"ar", {"{1} عرض", "عرض واحد", "عرضان", "{1} عروض", "{1} عرضًا", "{1} عرضًا", "{1} عرض"}},
    {"uk",
     {"{1} пропозицій", "{1} пропозиція", "{1} пропозиції", "{1} пропозицій", "{1} пропозицій", "{1} пропозиція",
      "{1} пропозицій"}},
}};

// All that the screen counts.
constexpr std::array<std::pair<const char*, const char*>, 6> kCounted = {{
    {"{1} Angebot", "{1} Angebote"},
    {"{1} Angebot zum Lernen in Ihrer Nähe", "{1} Angebote zum Lernen in Ihrer Nähe"},
    {"{1} Termin ansehen", "Alle {1} Termine"},
    {"{1} Unterrichtsstunde", "{1} Unterrichtsstunden"},
    {"{1} gewählt", "{1} gewählt"},
    {"+ {1} weiterer", "+ {1} weitere"},
}};

const Languages& shipped_languages() {
  static const Languages kLanguages = [] {
    const auto folder = base::find_asset_folder();
    REQUIRE(folder);
    auto languages = Languages::load(*folder + "/locale");
    REQUIRE(languages);
    return std::move(*languages);
  }();
  return kLanguages;
}

const Texts& texts(std::string_view tag) {
  const Texts& found = shipped_languages().texts(tag);
  REQUIRE(found.tag() == tag);
  return found;
}

// Two languages may share a word by chance, but not seven of them.
std::vector<std::string> week(const Texts& language, bool in_full) {
  std::vector<std::string> days;
  for (int day = 0; day < 7; ++day) {
    const auto weekday = static_cast<Weekday>(day);
    days.push_back(in_full ? language.weekday_long(weekday) : language.weekday_short(weekday));
  }
  return days;
}

}  // namespace

TEST_CASE("Every shipped language is offered under its own name, German first") {
  const std::vector<LanguageInfo>& available = shipped_languages().available();
  REQUIRE(available.size() >= kShipped.size());
  for (std::size_t i = 0; i < kShipped.size(); ++i) {
    CHECK(available[i].tag == kShipped[i].tag);
    CHECK(available[i].own_name == kShipped[i].own_name);
  }
}

TEST_CASE("Of the shipped languages Arabic alone runs from right to left") {
  for (const Shipped& language : kShipped) {
    INFO(language.tag);
    CHECK(texts(language.tag).direction() == language.direction);
  }
  for (const LanguageInfo& language : shipped_languages().available()) {
    CHECK(language.direction == shipped_languages().texts(language.tag).direction());
  }
}

TEST_CASE("Offers are counted by the rule of each language") {
  for (const OffersCounted& language : kOffersCounted) {
    const Texts& in = texts(language.tag);
    for (std::size_t i = 0; i < kCounts.size(); ++i) {
      const std::string expected = fill(language.said[i], {in.number(kCounts[i])});
      CHECK(in.trn("{1} Angebot", "{1} Angebote", kCounts[i]) == expected);
    }
  }
}

TEST_CASE("Whatever is counted names its number, or in Arabic one and two by the word itself") {
  for (const Shipped& language : kShipped) {
    const Texts& in = texts(language.tag);
    for (const auto& [singular, plural] : kCounted) {
      std::set<std::string> said;
      for (const int count : kCounts) {
        const std::string& text = in.trn(singular, plural, count);
        INFO(language.tag << ", " << count << ": " << text);
        CHECK(text.find('{') == std::string::npos);
        const bool by_word = language.tag == "ar" && (count == 1 || count == 2);
        CHECK((by_word || text.find(in.number(count)) != std::string::npos));
        said.insert(text);
      }
      INFO(language.tag << ": " << singular);
      CHECK(said.size() == kCounts.size());
    }
  }
}

TEST_CASE("A translation is no German: what every screen shows differs from the key") {
  for (const Shipped& language : kShipped) {
    if (language.tag == "de" || language.tag == "de-easy") continue;
    INFO(language.tag);
    for (const char* german : {"Zurück", "Sprache", "Suchen", "Was möchten Sie lernen?", "kostenlos", "Schule"}) {
      CHECK(texts(language.tag).tr(german) != german);
    }
  }
}

TEST_CASE("Leichte Sprache replaces only what is hard: a long word gets its hyphen, a short one stays") {
  CHECK(texts("de-easy").tr("Merkliste") == "Merk-Liste");
  CHECK(texts("de-easy").tr("Zurück") == "Zurück");
}

TEST_CASE("The seven days have seven names in each language, and Leichte Sprache has the German ones") {
  for (const bool in_full : {false, true}) {
    std::set<std::vector<std::string>> weeks;
    for (const Shipped& language : kShipped) {
      const std::vector<std::string> days = week(texts(language.tag), in_full);
      INFO(language.tag);
      CHECK(std::set<std::string>(days.begin(), days.end()).size() == 7);
      for (const std::string& day : days) CHECK_FALSE(day.empty());
      weeks.insert(days);
    }
    CHECK(weeks.size() == kShipped.size() - 1);
    CHECK(week(texts("de-easy"), in_full) == week(texts("de"), in_full));
  }
}

TEST_CASE("A date tells its day in every language, with the year only when it is asked for") {
  const Date tuesday = *make_date(2026, 11, 24);
  const Date wednesday = *make_date(2026, 11, 25);
  for (const Shipped& language : kShipped) {
    const Texts& in = texts(language.tag);
    INFO(language.tag);
    CHECK(in.day_number(tuesday) == in.number(24));
    CHECK_THAT(in.day_month(tuesday), ContainsSubstring(in.day_number(tuesday)));
    CHECK_THAT(in.full_date(tuesday), ContainsSubstring(in.day_number(tuesday)));
    CHECK(in.day_month(tuesday) != in.day_month(wednesday));
    CHECK(in.full_date(tuesday) != in.full_date(*make_date(2027, 11, 24)));
    CHECK(in.day_month(tuesday) == in.day_month(*make_date(2027, 11, 24)));
  }
}

TEST_CASE("A span of days names its months in the language of the screen") {
  const Date monday = *make_date(2026, 11, 23);
  std::set<std::string> spans;
  for (const Shipped& language : kShipped) {
    const Texts& in = texts(language.tag);
    const std::string& week_span = in.date_span(monday, *make_date(2026, 11, 29));
    const std::string& over_months = in.date_span(monday, *make_date(2026, 12, 6));
    INFO(language.tag << ": " << week_span << "; " << over_months);
    CHECK_THAT(week_span, ContainsSubstring(in.number(23)));
    CHECK_THAT(week_span, ContainsSubstring(in.number(29)));
    CHECK(over_months.size() > week_span.size());
    spans.insert(week_span);
  }
  CHECK(spans.size() == kShipped.size() - 1);
}

TEST_CASE("Only Germans add Uhr to a time, and all read the same clock") {
  for (const Shipped& language : kShipped) {
    const Texts& in = texts(language.tag);
    INFO(language.tag);
    CHECK_THAT(in.time(18 * 60 + 30), ContainsSubstring("18:30"));
    CHECK_THAT(in.time_span(18 * 60 + 30, 21 * 60), ContainsSubstring("21:00"));
    const bool german = language.tag == "de" || language.tag == "de-easy";
    CHECK((in.time(18 * 60 + 30).find("Uhr") != std::string::npos) == german);
  }
}

TEST_CASE("Dates and figures are those of the people who read here, not of another country with the language") {
  const Date day = *make_date(2026, 11, 24);
  CHECK(texts("en").full_date(day) == "24/11/2026");
  CHECK(texts("de").full_date(day) == "24.11.2026");
  CHECK(texts("ar").number(1258) == "1,258");
  CHECK(texts("de").money(8280, "EUR") == "82,80\u00a0€");
  CHECK(texts("en").money(8280, "EUR") == "82.80\u00a0€");
}

TEST_CASE("An Arabic line that may begin with a Latin name says first that it is Arabic") {
  // A paragraph takes its direction from its first strong letter; U+200F is one that can't be seen.
  const std::string line = fill(texts("ar").tr("{1} · {2}"), {"16:00", "Lindach"});
  CHECK(line.starts_with("\u200f"));
}

}  // namespace bildungskiosk::i18n

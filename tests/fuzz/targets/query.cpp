#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>

#include "sync/base/asset_folder.hpp"
#include "sync/base/check.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

// What a visitor types, with the lists of words that come with the product: every text is answered, twice the same;
// what was understood lies within the text, one behind the other; who refuses corrections or understanding gets none.

namespace bildungskiosk::fuzz {
namespace {

using namespace catalogue;

offer::Offer make_offer(int number, const std::string& title, const std::string& level, base::Weekday day) {
  offer::Offer offer;
  offer.id = "vhs:vhs:" + std::to_string(number);
  offer.name["de"] = title;
  offer.abstract["uk"] = "Курс німецької мови";
  offer.provider_id = "vhs:vhs";
  offer.place_id = "vhs:place:haus";
  offer.phases = {offer::Phase::kLanguageAndIntegration};
  offer.level = level;
  offer.audience.groups = {"Eltern", "Menschen ab 60"};
  offer.schedule.weekly = {{day, base::MinuteOfDay{18 * 60}, base::MinuteOfDay{20 * 60}}};
  return offer;
}

/// A small catalogue in a folder of its own, which goes when the process ends in order.
class Catalogue {
 public:
  Catalogue() : folder_(std::filesystem::temp_directory_path() / ("fuzz-query-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    build();
    const auto assets = base::find_asset_folder();
    BILDUNGSKIOSK_CHECK(assets.has_value());
    auto lexicon = Lexicon::load(base::posix_file_system(), base::join_path(*assets, "search"));
    BILDUNGSKIOSK_CHECK(lexicon.has_value());
    reader_ = std::make_unique<CatalogueReader>(CatalogueReader::open(path(), std::move(*lexicon)).value());
  }
  ~Catalogue() {
    reader_.reset();
    std::filesystem::remove_all(folder_);
  }
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  CatalogueReader& reader() { return *reader_; }

 private:
  [[nodiscard]] std::string path() const { return (folder_ / "catalogue.sqlite").string(); }

  void build() const {
    auto builder = CatalogueBuilder::create(path());
    BILDUNGSKIOSK_CHECK(builder.has_value());
    const auto add = [&](const exchange::Record& record) { BILDUNGSKIOSK_CHECK(builder->add(record).has_value()); };
    offer::CatalogueInfo info;
    info.office = "Bildungsbüro (fiktiv)";
    info.region = "Sonnfeld (fiktiv)";
    info.languages = {"de"};
    add(info);
    offer::Provider provider;
    provider.id = "vhs:vhs";
    provider.name["de"] = "Volkshochschule (fiktiv)";
    add(provider);
    offer::Place place;
    place.id = "vhs:place:haus";
    place.name = "Haus";
    place.address.locality = "Bad Lindach";
    place.address.district = "Nordstadt";
    place.geo = offer::GeoPoint{50, 11};
    add(place);
    add(make_offer(1, "Deutschkurs A1 am Abend", "A1", base::Weekday::kMonday));
    add(make_offer(2, "Online-Marketing für Anfänger", "Anfänger", base::Weekday::kSaturday));
    add(make_offer(3, "Kinderbetreuung und Nähen", "", base::Weekday::kSunday));
    BILDUNGSKIOSK_CHECK(builder->finish({}).has_value());
  }

  std::filesystem::path folder_;
  std::unique_ptr<CatalogueReader> reader_;
};

SearchQuery query_of(std::string_view text) {
  constexpr std::array<const char*, 6> kLanguages = {"de", "en", "tr", "uk", "ar", "de-easy"};
  SearchQuery query;
  query.now = {*base::make_date(2026, 12, 31), 12 * 60};
  query.explain = true;
  if (text.empty()) return query;
  const auto choice = static_cast<unsigned char>(text.front());
  query.language = kLanguages.at(choice % kLanguages.size());
  if ((choice & 0x40U) != 0) query.correction = CorrectionUse::kRefused;
  if ((choice & 0x80U) != 0) query.understanding = UnderstandingUse::kRefused;
  query.text = text.substr(1);
  return query;
}

void check(const SearchResult& result, const SearchQuery& query) {
  BILDUNGSKIOSK_CHECK(result.items.size() <= query.limit);
  BILDUNGSKIOSK_CHECK(result.total >= static_cast<int>(result.items.size()));
  std::size_t last = 0;
  for (const Understood& facet : result.understood) {
    BILDUNGSKIOSK_CHECK(last <= facet.begin && facet.begin < facet.end && facet.end <= query.text.size());
    BILDUNGSKIOSK_CHECK(query.text.substr(facet.begin, facet.end - facet.begin) == facet.words);
    last = facet.end;
  }
  if (query.understanding == UnderstandingUse::kRefused) BILDUNGSKIOSK_CHECK(result.understood.empty());
  if (query.correction == CorrectionUse::kRefused) {
    BILDUNGSKIOSK_CHECK(result.dropped.empty() && result.corrected.empty());
  }
  for (const Reason& reason : result.reasons) BILDUNGSKIOSK_CHECK(reason.score > 0 && reason.score <= 1'023);
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bildungskiosk;
  static fuzz::Catalogue catalogue;
  const catalogue::SearchQuery query = fuzz::query_of(fuzz::text_of(data, size));
  const auto result = catalogue.reader().search(query);
  BILDUNGSKIOSK_CHECK(result.has_value());
  fuzz::check(*result, query);
  const auto again = catalogue.reader().search(query);
  BILDUNGSKIOSK_CHECK(again.has_value() && *again == *result);
  return 0;
}

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>

#include "sync/base/file_system.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/catalogue/catalogue_updater.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/catalogue/catalogue_image.hpp"

// An updated catalogue against a build from the same records: the same offers, columns, order, words, answers.

namespace bildungskiosk {
namespace {

using base::CancelToken;
using base::ErrorCode;
using base::Result;
using catalogue::CatalogueBuilder;
using catalogue::CatalogueReader;
using catalogue::CatalogueUpdater;
using catalogue::UpdateResult;
using exchange::Record;

constexpr std::uint64_t kSeed = 20261125;

std::vector<Record> records_of(const test::GeneratedCatalogue& catalogue) {
  std::vector<Record> records;
  catalogue.for_each_record([&records](const Record& record) { records.push_back(record); });
  return records;
}

void build(const std::string& path, const std::vector<Record>& records) {
  auto builder = CatalogueBuilder::create(path);
  REQUIRE(builder);
  for (const Record& record : records) builder->add(record).value();
  static_cast<void>(builder->finish(CancelToken()).value());
}

Result<UpdateResult> update(const std::string& from, const std::string& to, const std::vector<Record>& records,
                            const CancelToken& cancel = CancelToken(), const catalogue::UpdateListener& progress = {}) {
  base::posix_file_system().copy_file(from, to).value();
  BILDUNGSKIOSK_TRY(CatalogueUpdater updater, CatalogueUpdater::open(to, cancel));
  for (const Record& record : records) {
    const std::string line = exchange::write_record(record);
    BILDUNGSKIOSK_TRY(const auto known, updater.take_known(line));
    if (known) {
      CHECK(known->type == record.index());
      CHECK(known->key == exchange::record_key(record));
    } else {
      BILDUNGSKIOSK_TRY_VOID(updater.take(record, line));
    }
  }
  return updater.finish(cancel, progress);
}

std::vector<catalogue::SearchQuery> queries(base::LocalTime now) {
  std::vector<catalogue::SearchQuery> all;
  for (const char* text : {"", "y", "deu", "kurs für", "haus lindach", "träger", "umbenannt", "neustadt", "sprach",
                           "aquarell am abend", "gibtesnicht"}) {
    for (const auto sort : {catalogue::SortOrder::kRelevance, catalogue::SortOrder::kNextDate,
                            catalogue::SortOrder::kTitle, catalogue::SortOrder::kPrice}) {
      catalogue::SearchQuery query;
      query.text = text;
      query.sort = sort;
      query.now = now;
      query.limit = 200;
      all.push_back(query);
    }
  }
  catalogue::SearchQuery filtered;
  filtered.now = now;
  filtered.limit = 200;
  for (const auto phase : offer::kAllPhases) {
    filtered.phases = {phase};
    all.push_back(filtered);
  }
  filtered.towns = {"Auerbrunn", "Neustadt"};
  all.push_back(filtered);
  filtered.phases.clear();
  filtered.provider_ids = {"vhs:lindach"};
  filtered.free = catalogue::FreeFilter::kOnlyFree;
  all.push_back(filtered);
  filtered.towns.clear();
  filtered.from = now.date;
  filtered.until = base::add_days(now.date, 30);
  filtered.modes = {offer::AttendanceMode::kOnsite};
  all.push_back(filtered);
  return all;
}

/// What a visitor sees of both.
void check_same_answers(const std::string& updated, const std::string& built, const std::vector<Record>& records) {
  auto left = CatalogueReader::open(updated).value();
  auto right = CatalogueReader::open(built).value();
  CHECK(left.content_digest() == right.content_digest());
  CHECK(left.counts() == right.counts());
  CHECK(left.info() == right.info());
  left.verify(CancelToken()).value();
  const base::LocalTime now = base::german_local_time(right.info().generated_at);
  CHECK(left.overview(now, "de").value() == right.overview(now, "de").value());
  int number = 0;
  for (const auto& query : queries(now)) {
    INFO("query " << number++ << ", \"" << query.text << '"');
    CHECK(left.search(query).value() == right.search(query).value());
  }
  for (std::size_t i = 0; i < records.size(); i += 37) {
    const auto* offer = std::get_if<offer::Offer>(&records[i]);
    if (offer == nullptr) continue;
    CHECK(left.detail(offer->id, now, "uk").value() == right.detail(offer->id, now, "uk").value());
    CHECK(left.similar(offer->id, 10, now, "de").value() == right.similar(offer->id, 10, now, "de").value());
  }
}

/// One catalogue through release after release.
class Line {
 public:
  explicit Line(const std::vector<Record>& records) { build(path_, records); }

  /// The update must be possible, and be what a build is.
  UpdateResult go_on_with(const std::vector<Record>& records) {
    const std::string next = folder_ / ("updated" + std::to_string(++number_) + ".sqlite");
    const std::string clean = folder_ / ("built" + std::to_string(number_) + ".sqlite");
    auto updated = update(path_, next, records);
    if (!updated) FAIL(updated.error().detail);
    build(clean, records);
    CHECK(test::difference(test::image_of(next), test::image_of(clean)) == "");
    check_same_answers(next, clean, records);
    base::posix_file_system().remove_file(path_).value();
    path_ = next;
    return *updated;
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const test::TemporaryDirectory& folder() const { return folder_; }

 private:
  test::TemporaryDirectory folder_;
  std::string path_ = folder_ / "first.sqlite";
  int number_ = 0;
};

TEST_CASE("Ten updates one after the other give what ten builds give") {
  test::GeneratedCatalogue catalogue(900, kSeed);
  Line line(records_of(catalogue));
  std::uint64_t week = 0;
  for (const double share : {0.0, 0.001, 0.01, 0.05, 0.18, 0.01, 0.0, 0.1, 0.05, 0.15}) {
    catalogue = catalogue.mutated(share, kSeed + ++week);
    INFO("week " << week << ", " << share << " changed");
    const UpdateResult result = line.go_on_with(records_of(catalogue));
    CHECK(result.offers_written <= static_cast<std::int64_t>(share * 900 * 1.5) + 10);
  }
}

template <typename T>
T& find(std::vector<Record>& records, const std::string& id) {
  for (Record& record : records) {
    if (auto* value = std::get_if<T>(&record); value != nullptr && value->id == id) return *value;
  }
  throw std::runtime_error("no " + id);
}

offer::Offer& offer_number(std::vector<Record>& records, std::size_t number) {
  for (Record& record : records) {
    if (auto* offer = std::get_if<offer::Offer>(&record); offer != nullptr && number-- == 0) return *offer;
  }
  throw std::runtime_error("not so many offers");
}

void set_day(std::vector<Record>& records, int days) {
  std::get<offer::CatalogueInfo>(records.front()).generated_at += days * 86'400LL;
}

/// A change by hand, and how many offers it may cost; each goes on from the one before.
struct Step {
  const char* name;
  std::function<void(std::vector<Record>&)> change;
  std::int64_t offers_max;
};

const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"a provider is renamed",
       [](auto& records) { find<offer::Provider>(records, "familie:lindach").name["de"] = "Umbenannter Träger"; }, 70},
      {"a place moves to a town that is new",
       [](auto& records) {
         auto& place = find<offer::Place>(records, "vhs:place:auerbrunn-03");
         place.address.locality = "Neustadt";
         place.name = "Haus Neustadt";
       },
       20},
      {"a provider of counselling moves",
       [](auto& records) { find<offer::Provider>(records, "beratung:kreis").address.locality = "Neustadt"; }, 30},
      {"a place has another street only, which no offer is found by",
       [](auto& records) { find<offer::Place>(records, "vhs:place:auerbrunn-04").address.street = "Neue Gasse 1"; }, 0},
      {"a category is renamed",
       [](auto& records) {
         for (Record& record : records) {
           auto* category = std::get_if<offer::Category>(&record);
           if (category != nullptr && category->ref.code == "4.00") category->name["de"] = "Sprachen und mehr";
         }
       },
       40},
      {"a category goes, a synonym comes, the news change",
       [](auto& records) {
         std::erase_if(records, [](const Record& record) {
           const auto* category = std::get_if<offer::Category>(&record);
           return category != nullptr && category->ref.code == "4.01";
         });
         records.emplace_back(offer::Synonym{"de", {"Rad", "Fahrrad"}});
         for (Record& record : records) {
           if (auto* news = std::get_if<offer::News>(&record)) news->title["de"] = "Andere Nachrichten";
         }
       },
       40},
      {"nothing but a day passes", [](auto& records) { set_day(records, 1); }, 0},
      {"nothing but a month passes", [](auto& records) { set_day(records, 30); }, 0},
      {"time goes back", [](auto& records) { set_day(records, -31); }, 0},
      {"two offers are swapped",
       [](auto& records) {
         offer::Offer& one = offer_number(records, 100);
         offer::Offer& other = offer_number(records, 400);
         std::swap(one.id, other.id);
       },
       2},
      {"an offer becomes the first, and its title the last",
       [](auto& records) {
         const base::Date today =
             base::german_local_time(std::get<offer::CatalogueInfo>(records.front()).generated_at).date;
         offer::Offer& offer = offer_number(records, 200);
         offer.schedule = {};
         offer.schedule.sessions.push_back({today, base::MinuteOfDay{600}, base::MinuteOfDay{660}, {}, false});
         offer.schedule.starts = today;
         offer.name["de"] = "Zzz zum Schluss";
       },
       1},
      {"forty offers come with the same title and rank, and with titles between two that were neighbours",
       [](auto& records) {
         const offer::Offer like = offer_number(records, 300);
         for (int i = 0; i < 40; ++i) {
           offer::Offer offer = like;
           offer.id += "-" + std::to_string(i);
           if (i % 2 == 0) offer.name["de"] += ' ' + std::string(static_cast<std::size_t>(i / 2 + 1), 'a');
           records.emplace_back(offer);
         }
       },
       40},
      {"of these all but one go, and others take their rows",
       [](auto& records) {
         std::erase_if(records, [](const Record& record) {
           const auto* offer = std::get_if<offer::Offer>(&record);
           return offer != nullptr && offer->id.ends_with("-7") == false &&
                  offer->id.find("-", offer->id.size() - 3) != std::string::npos;
         });
         const offer::Offer like = offer_number(records, 10);
         for (int i = 0; i < 5; ++i) {
           offer::Offer offer = like;
           offer.id += "+" + std::to_string(i);
           offer.categories.clear();
           offer.name = {{"uk", "Курс"}, {"ar", "دورة"}};
           records.emplace_back(offer);
         }
       },
       45},
      {"a place goes, and its offers name another",
       [](auto& records) {
         for (Record& record : records) {
           auto* offer = std::get_if<offer::Offer>(&record);
           if (offer != nullptr && offer->place_id == "vhs:place:auerbrunn-03")
             offer->place_id = "vhs:place:auerbrunn-04";
         }
         std::erase_if(records, [](const Record& record) {
           const auto* place = std::get_if<offer::Place>(&record);
           return place != nullptr && place->id == "vhs:place:auerbrunn-03";
         });
       },
       20},
      {"a provider comes with a place and an offer",
       [](auto& records) {
         offer::Provider provider = find<offer::Provider>(records, "vhs:steinau");
         provider.id = "vhs:aaa";
         provider.name["de"] = "Neuer Träger";
         offer::Place place = find<offer::Place>(records, "vhs:place:auerbrunn-05");
         place.id = "vhs:aaa-place";
         offer::Offer offer = offer_number(records, 1);
         offer.id = "vhs:aaa:1";
         offer.provider_id = provider.id;
         offer.place_id = place.id;
         records.emplace_back(provider);
         records.emplace_back(place);
         records.emplace_back(offer);
       },
       1},
      {"and goes again",
       [](auto& records) {
         std::erase_if(records,
                       [](const Record& record) { return exchange::record_key(record).starts_with("vhs:aaa"); });
       },
       1},
      {"a meeting is cancelled, a price falls, a word goes, an offer has no place any more",
       [](auto& records) {
         for (std::size_t i = 0; i < 20; ++i) {
           offer::Offer& offer = offer_number(records, 20 * i);
           if (!offer.schedule.sessions.empty()) offer.schedule.sessions.front().cancelled = true;
           offer.price.amount_cents = 100;
           offer.description["de"] = "Kurz.";
           offer.place_id.clear();
         }
       },
       20},
  };
  return all;
}

TEST_CASE("Whatever changes by hand, an update gives what a build gives, at the cost of what it touches") {
  std::vector<Record> records = records_of(test::GeneratedCatalogue(900, kSeed));
  Line line(records);
  for (const Step& step : steps()) {
    INFO(step.name);
    step.change(records);
    const UpdateResult result = line.go_on_with(records);
    CHECK(result.offers_written <= step.offers_max);
    CHECK((result.offers_written > 0) == (step.offers_max > 0));
  }
}

TEST_CASE("The same update gives the same bytes, whatever the order of the records") {
  const test::GeneratedCatalogue catalogue(300, kSeed);
  Line line(records_of(catalogue));
  std::vector<Record> next = records_of(catalogue.mutated(0.1, kSeed + 1));
  REQUIRE(update(line.path(), line.folder() / "a", next));
  std::reverse(next.begin(), next.end());
  REQUIRE(update(line.path(), line.folder() / "b", next));
  CHECK(test::read_text_file(line.folder() / "a") == test::read_text_file(line.folder() / "b"));
}

TEST_CASE("An update refuses what a build refuses, and more than it is good for, and leaves no file") {
  const test::GeneratedCatalogue catalogue(300, kSeed);
  const std::vector<Record> before = records_of(catalogue);
  Line line(before);
  struct Wrong {
    const char* name;
    std::function<void(std::vector<Record>&)> change;
    ErrorCode code;
  };
  const std::vector<Wrong> wrongs = {
      {"no catalogue record", [](auto& records) { records.erase(records.begin()); }, ErrorCode::kMalformedRecord},
      {"a second one",
       [](auto& records) {
         records.push_back(records.front());
         set_day(records, 1);
       },
       ErrorCode::kDuplicateId},
      {"an offer twice", [](auto& records) { records.push_back(records.back()); }, ErrorCode::kDuplicateId},
      {"an offer and another of its id",
       [](auto& records) {
         records.push_back(records.back());
         std::get<offer::Offer>(records.back()).name["de"] += " anders";
       },
       ErrorCode::kDuplicateId},
      {"two new offers of one id",
       [](auto& records) {
         offer::Offer offer = offer_number(records, 0);
         offer.id += "-neu";
         records.emplace_back(offer);
         offer.name["de"] += " anders";
         records.emplace_back(offer);
       },
       ErrorCode::kDuplicateId},
      {"a place gone that offers name",
       [](auto& records) {
         std::erase_if(records, [](const Record& r) { return exchange::record_key(r) == "vhs:place:auerbrunn-04"; });
       },
       ErrorCode::kMalformedRecord},
      {"a provider gone that offers name",
       [](auto& records) {
         std::erase_if(records, [](const Record& r) { return exchange::record_key(r) == "beratung:kreis"; });
       },
       ErrorCode::kMalformedRecord},
      {"a new offer of nobody",
       [](auto& records) {
         offer::Offer offer = offer_number(records, 0);
         offer.id += "-neu";
         offer.provider_id = "nobody";
         records.emplace_back(offer);
       },
       ErrorCode::kMalformedRecord},
      {"all others",
       [](auto& records) {
         for (Record& record : records) {
           if (auto* offer = std::get_if<offer::Offer>(&record)) offer->name["de"] += '!';
         }
       },
       ErrorCode::kTooLarge},
  };
  for (const Wrong& wrong : wrongs) {
    INFO(wrong.name);
    std::vector<Record> records = before;
    wrong.change(records);
    const std::string path = line.folder() / "wrong.sqlite";
    const auto refused = update(line.path(), path, records);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == wrong.code);
    CHECK_FALSE(base::posix_file_system().status(path));
  }
}

TEST_CASE("A place that only a meeting names may not go, however the meeting spells it") {
  std::vector<Record> records = records_of(test::GeneratedCatalogue(100, kSeed));
  offer::Place place = find<offer::Place>(records, "vhs:place:auerbrunn-04");
  place.id = "vhs:place:turm/keller";
  records.emplace_back(place);
  offer::Offer& offer = offer_number(records, 50);
  offer.schedule.sessions = {{base::Date{20790}, {}, {}, place.id, false}};
  offer.schedule.ends = offer.schedule.sessions.front().date;
  offer.schedule.starts = offer.schedule.ends;
  std::string line = exchange::write_record(offer);
  const Record with_meeting = offer;
  std::erase_if(records, [&](const Record& record) { return record == with_meeting; });
  for (const std::string spelled :
       {"vhs:place:turm/keller", R"(vhs:place:turm\/keller)", R"(vhs:place:t\u0075rm/keller)"}) {
    INFO(spelled);
    const test::TemporaryDirectory folder;
    std::string written = line;
    written.replace(written.find("vhs:place:turm/keller"), place.id.size(), spelled);
    auto builder = CatalogueBuilder::create(folder / "a");
    REQUIRE(builder);
    for (const Record& record : records) builder->add(record).value();
    builder->add(exchange::parse_record(written).value(), written).value();
    static_cast<void>(builder->finish(CancelToken()).value());
    base::posix_file_system().copy_file(folder / "a", folder / "b").value();
    auto updater = CatalogueUpdater::open(folder / "b", CancelToken());
    REQUIRE(updater);
    for (const Record& record : records) {
      if (exchange::record_key(record) != place.id) CHECK(updater->take_known(exchange::write_record(record)).value());
    }
    CHECK(updater->take_known(written).value());
    const auto refused = updater->finish(CancelToken());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::kMalformedRecord);
  }
}

TEST_CASE("An update can be cancelled between offers and leaves no file") {
  const test::GeneratedCatalogue catalogue(2'000, kSeed);
  Line line(records_of(catalogue));
  const std::string path = line.folder() / "cancelled.sqlite";
  CancelToken cancel;
  std::vector<std::int64_t> done;
  const auto result =
      update(line.path(), path, records_of(catalogue.mutated(0.18, kSeed + 1)), cancel, [&](std::int64_t offers) {
        done.push_back(offers);
        if (offers > 0) cancel.cancel();
      });
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::kCancelled);
  CHECK(done.size() == 2);
  CHECK_FALSE(base::posix_file_system().status(path));
}

TEST_CASE("A catalogue of another version, or whose words were folded by another library, is not updated") {
  Line line(records_of(test::GeneratedCatalogue(50, kSeed)));
  const auto opened_after = [&](const char* sql) {
    const std::string path = line.folder() / "other.sqlite";
    base::posix_file_system().copy_file(line.path(), path).value();
    sqlite::Database::open(path, sqlite::OpenMode::kUpdateCopy).value().execute(sql).value();
    const auto opened = CatalogueUpdater::open(path, CancelToken());
    return opened ? ErrorCode::kInternal : opened.error().code;
  };
  CHECK(opened_after("PRAGMA user_version = 2") == ErrorCode::kUnsupportedFormat);
  CHECK(opened_after("UPDATE meta SET value = 'ICU 1' WHERE key = 'folding'") == ErrorCode::kUnsupportedFormat);
  CHECK(opened_after("DELETE FROM offer_line WHERE row = 7") == ErrorCode::kCatalogueDamaged);
}

}  // namespace
}  // namespace bildungskiosk

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <new>
#include <optional>
#include <stdexcept>
#include <thread>

#include "kiosk/services/catalogue_client.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/services/told_events.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::services {
namespace {

using test::InstalledStore;

/// A client and what it answered so far.
class Asked {
 public:
  explicit Asked(const std::string& store, std::function<catalogue::Lexicon()> load_lexicon = {},
                 std::function<void()> before_answer = {})
      : client_({store, std::move(load_lexicon), std::move(before_answer)}, queue_) {}
  ~Asked() { queue_.close(); }
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  CatalogueClient& client() { return client_; }

  /// The next answer of this kind; stops the test when none comes.
  template <typename T>
  T answer() {
    return answers_.next<T>(queue_);
  }
  template <typename T>
  bool has(int wait_ms) {
    return answers_.has<T>(queue_, wait_ms);
  }

 private:
  EventQueue queue_;
  CatalogueClient client_;
  ToldEvents answers_;
};

model::Search search(model::RequestId request, const std::string& text) {
  model::Search search{request, {}};
  search.query.text = text;
  search.query.now = test::now("2026-11-23");
  return search;
}

}  // namespace

TEST_CASE("An opened catalogue answers overview, search and offer, each with its request's number") {
  const InstalledStore store;
  Asked asked(store.path());
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(model::LoadOverview{11, test::now("2026-11-23"), "de"});
  const auto overview = asked.answer<model::OverviewLoaded>();
  CHECK(overview.request == 11);
  CHECK(overview.overview.info.region == "Landkreis Sonnfeld");
  asked.client().ask(search(12, "deutsch"));
  const auto found = asked.answer<model::SearchAnswered>();
  CHECK(found.request == 12);
  CHECK(found.result.total > 0);
  asked.client().ask(model::ReadOffer{13, "vhs:1", test::now("2026-11-23"), "de"});
  const auto offer = asked.answer<model::OfferRead>();
  CHECK(offer.request == 13);
  CHECK(offer.detail.summary.id == "vhs:1");
  CHECK_FALSE(offer.similar.empty());
}

TEST_CASE("The visitor's list is read anew: what the catalogue has of it, in the language asked for") {
  const InstalledStore store;
  Asked asked(store.path());
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(model::ReadRemembered{21, {"vhs:none", "vhs:1"}, test::now("2026-11-23"), "ar"});
  const auto read = asked.answer<model::RememberedRead>();
  CHECK(read.request == 21);
  REQUIRE(read.offers.size() == 1);
  CHECK(read.offers[0].id == "vhs:1");
  CHECK(read.offers[0].title_language == "ar");
}

TEST_CASE("The lists of words are loaded once, and every catalogue that is opened is searched with them") {
  InstalledStore store({test::OfferBuilder("vhs:1").title("Kindertagesstätte Lindach")});
  int loaded = 0;
  Asked asked(store.path(), [&loaded] {
    ++loaded;
    catalogue::Lexicon lexicon;
    CHECK(lexicon.add_synonyms("Kita = Kindertagesstätte"));
    return lexicon;
  });
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(search(1, "kita"));
  CHECK(asked.answer<model::SearchAnswered>().result.total == 1);
  store.install({test::OfferBuilder("vhs:2").title("Kindertagesstätte Steinau")});
  asked.client().ask(model::CheckCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(search(2, "kita"));
  CHECK(asked.answer<model::SearchAnswered>().result.total == 1);
  CHECK(loaded == 1);
}

TEST_CASE("A question before the catalogue is open fails, it does not wait") {
  Asked asked("/nowhere/at/all");
  asked.client().ask(search(1, "x"));
  const auto failed = asked.answer<model::RequestFailed>();
  CHECK(failed.request == 1);
  CHECK(failed.error.code == base::ErrorCode::kNoCatalogue);
}

TEST_CASE("An offer that is not there fails with not-found") {
  const InstalledStore store;
  Asked asked(store.path());
  asked.client().ask(model::OpenCatalogue{});
  asked.client().ask(model::ReadOffer{5, "vhs:none", test::now("2026-11-23"), "de"});
  CHECK(asked.answer<model::RequestFailed>().error.code == base::ErrorCode::kNotFound);
}

TEST_CASE("Of searches typed faster than they are answered the newest is always answered") {
  const InstalledStore store(test::generated_offers(2'000));
  Asked asked(store.path());
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  const std::string word = "kurs";
  for (model::RequestId request = 1; request <= 200; ++request) {
    asked.client().ask(search(request, word.substr(0, request % 4 + 1)));
  }
  model::RequestId newest = 0;
  while (newest != 200) newest = asked.answer<model::SearchAnswered>().request;
  CHECK(newest == 200);
}

TEST_CASE("A check answers only when another generation was installed") {
  InstalledStore store;
  Asked asked(store.path());
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(model::CheckCatalogue{});
  CHECK_FALSE(asked.has<model::CatalogueOpened>(100));
  store.install({test::OfferBuilder("vhs:9").title("Neu")});
  asked.client().ask(model::CheckCatalogue{});
  asked.answer<model::CatalogueOpened>();
  asked.client().ask(search(3, "neu"));
  CHECK(asked.answer<model::SearchAnswered>().result.total == 1);
}

TEST_CASE("A client that is busy or full of questions ends at once") {
  const InstalledStore store(test::generated_offers(2'000));
  const auto begin = std::chrono::steady_clock::now();
  {
    Asked asked(store.path());
    asked.client().ask(model::OpenCatalogue{});
    for (model::RequestId request = 1; request <= 500; ++request) {
      asked.client().ask(model::ReadOffer{request, "vhs:1", test::now("2026-11-23"), "de"});
    }
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("A fault on the worker is told, and the next look at the store opens the catalogue anew") {
  const InstalledStore store;
  std::atomic<bool> faulty = false;
  Asked asked(store.path(), {}, [&] {
    if (faulty) throw std::runtime_error("injected");
  });
  asked.client().ask(model::OpenCatalogue{});
  asked.answer<model::CatalogueOpened>();
  for (int round = 0; round < 3; ++round) {
    faulty = true;
    asked.client().ask(search(1, "deutsch"));
    const auto failed = asked.answer<model::CatalogueFailed>();
    CHECK(failed.error.code == base::ErrorCode::kInternal);
    CHECK_THAT(failed.error.detail, ContainsSubstring("injected"));
    asked.client().ask(model::CheckCatalogue{});
    asked.answer<model::CatalogueFailed>();  // as long as it lasts
    faulty = false;
    asked.client().ask(model::CheckCatalogue{});
    asked.answer<model::CatalogueOpened>();
    asked.client().ask(search(2, "deutsch"));
    CHECK(asked.answer<model::SearchAnswered>().request == 2);
  }
}

TEST_CASE("A fault while the lists of words are read is told, and they are read again") {
  const InstalledStore store;
  std::atomic<int> times = 0;
  Asked asked(store.path(), [&]() -> catalogue::Lexicon {
    if (times++ == 0) throw std::bad_alloc();
    return {};
  });
  asked.client().ask(model::OpenCatalogue{});
  CHECK(asked.answer<model::CatalogueFailed>().error.code == base::ErrorCode::kInternal);
  asked.client().ask(model::CheckCatalogue{});
  asked.answer<model::CatalogueOpened>();
  CHECK(times == 2);
}

}  // namespace bildungskiosk::services

#include "tests/sync/update/updater_fixture.hpp"

#include <algorithm>

#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/update/verification.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::update::test_support {

using base::posix_file_system;

namespace {

std::string name_of(const base::Error& error) { return std::string(base::to_string(error.code)); }

/// All offers of small catalogues: every title is searched for by nothing.
std::string titles_in(const std::string& catalogue_path, base::UnixSeconds now) {
  auto reader = catalogue::CatalogueReader::open(catalogue_path);
  if (!reader) return name_of(reader.error());
  catalogue::SearchQuery query;
  query.limit = 200;
  query.now = base::german_local_time(now);
  const auto result = reader->search(query);
  if (!result) return name_of(result.error());
  std::vector<std::string> titles;
  for (const auto& item : result->items) titles.push_back(item.title);
  std::sort(titles.begin(), titles.end());
  std::string joined;
  for (const auto& title : titles) joined += (joined.empty() ? "" : ", ") + title;
  return joined;
}

}  // namespace

Terminal::Terminal(const test::SamplePackage& package) {
  REQUIRE(initialise_store(posix_file_system(), store_path(), package.repository.first_root()));
}

std::string Terminal::install(base::Fetcher& source, InstallOptions options) {
  auto lock = StoreLock::acquire(store_path());
  if (!lock) return name_of(lock.error());
  Updater updater(std::move(*lock), store_path(), {*files, clock, built_at}, options);
  const base::CancelToken nobodys;
  const auto installed = updater.install(source, cancel != nullptr ? *cancel : nobodys, progress);
  facts = updater.facts();
  detail = installed ? "" : installed.error().detail;
  return installed ? "done" : name_of(installed.error());
}

std::string Terminal::roll_back() {
  auto lock = StoreLock::acquire(store_path());
  if (!lock) return name_of(lock.error());
  Updater updater(std::move(*lock), store_path(), {*files, clock, built_at});
  const auto current = updater.roll_back(base::CancelToken());
  return current ? "done" : name_of(current.error());
}

std::string Terminal::shown() const {
  const auto current = store().current();
  if (!current) return name_of(current.error());
  const auto verified = verify_current(posix_file_system(), store(), base::CancelToken());
  if (!verified) return name_of(verified.error()) + " " + verified.error().detail;
  return titles_in(store().layout().catalogue(current->catalogue), clock.now());
}

}  // namespace bildungskiosk::update::test_support

#include "tests/sync/update/updater_fixture.hpp"

#include <algorithm>

#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/update/verification.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::update::test_support {

using base::posix_file_system;

namespace {

std::string name_of(const base::Error& error) { return std::string(base::to_string(error.code)); }

template <typename T>
std::string name_of(const base::Result<T>& result) {
  return result ? "done" : name_of(result.error());
}

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

/// A process of its own, as far as the store can tell: it takes the lock and lets it go.
template <typename Job>
auto Terminal::with_updater(const InstallOptions& options, Job job) -> decltype(job(std::declval<Updater&>())) {
  auto lock = StoreLock::acquire(store_path());
  if (!lock) return lock.error();
  Updater updater(std::move(*lock), store_path(), {*files, clock, built_at}, options);
  auto result = job(updater);
  facts = updater.facts();
  detail = result ? "" : result.error().detail;
  return result;
}

std::string Terminal::install(base::Fetcher& source, InstallOptions options) {
  return name_of(with_updater(options, [&](Updater& updater) {
    return updater.install(source, cancel != nullptr ? *cancel : nobodys_, progress);
  }));
}

base::Result<PreparedRelease> Terminal::prepare(base::Fetcher& source, InstallOptions options) {
  return with_updater(options, [&](Updater& updater) {
    return updater.prepare(source, cancel != nullptr ? *cancel : nobodys_, progress);
  });
}

std::string Terminal::complete(PreparedRelease&& prepared, InstallOptions options) {
  return name_of(with_updater(options, [&](Updater& updater) {
    return updater.complete(std::move(prepared), cancel != nullptr ? *cancel : nobodys_, progress);
  }));
}

std::string Terminal::discard() {
  return name_of(with_updater({}, [](Updater& updater) { return updater.discard(); }));
}

std::string Terminal::roll_back() {
  return name_of(with_updater({}, [&](Updater& updater) { return updater.roll_back(nobodys_); }));
}

std::string Terminal::shown() const {
  const auto current = store().current();
  if (!current) return name_of(current.error());
  const auto verified = verify_current(posix_file_system(), store(), base::CancelToken());
  if (!verified) return name_of(verified.error()) + " " + verified.error().detail;
  return titles_in(store().layout().catalogue(current->catalogue), clock.now());
}

}  // namespace bildungskiosk::update::test_support

#include "sync/catalogue/catalogue_builder.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/catalogue/offer_rank.hpp"
#include "sync/catalogue/offer_writer.hpp"
#include "sync/catalogue/schema.hpp"
#include "sync/catalogue/staging.hpp"
#include "sync/sqlite/transaction.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;
using sqlite::Statement;

constexpr std::int64_t kOffersBetweenReports = 256;

/// A line that `add` has written; parsing it is also the check of what a caller may hand over and no file can hold (a
/// text past the limits, an offer without a phase).
template <typename T>
Result<T> read_back(std::string_view line) {
  BILDUNGSKIOSK_TRY(exchange::Record record, exchange::parse_record(line));
  T* value = std::get_if<T>(&record);
  if (value == nullptr) return Error{ErrorCode::kInternal, "a staged record of another type"};
  return std::move(*value);
}

}  // namespace

struct CatalogueBuilder::State {
  State(std::string path, Database built, Staging staged)
      : file_path(std::move(path)), database(std::move(built)), staging(std::in_place, std::move(staged)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!finished) static_cast<void>(base::posix_file_system().remove_file(file_path));
  }

  Result<void> add(const exchange::Record& record);
  Result<BuildResult> finish(const CancelToken& cancel, const ProgressCallback& progress);
  Result<void> write_rows(const CancelToken& cancel, const ProgressCallback& progress);
  Result<void> write_small_records(std::string_view type);
  template <typename T>
  Result<void> write_all(OfferWriter& writer, std::string_view type);
  Result<void> write_offers(OfferWriter& writer, const CancelToken& cancel, const ProgressCallback& progress);
  Result<void> write_meta(const BuildResult& result);

  std::string file_path;
  Database database;
  std::optional<Staging> staging;
  std::vector<RankInput> ranks;
  std::optional<offer::CatalogueInfo> info;
  BuildCounts counts;
  bool failed = false;
  bool finished = false;
};

Result<void> CatalogueBuilder::State::add(const exchange::Record& record) {
  BILDUNGSKIOSK_TRY_VOID(staging->add(record));
  struct Counter {
    State& state;
    void operator()(const offer::CatalogueInfo& value) const { state.info = value; }
    void operator()(const offer::Provider&) const { ++state.counts.providers; }
    void operator()(const offer::Place&) const { ++state.counts.places; }
    void operator()(const offer::Category&) const { ++state.counts.categories; }
    void operator()(const offer::Synonym&) const { ++state.counts.synonyms; }
    void operator()(const offer::News&) const { ++state.counts.news; }
    void operator()(const offer::Offer& value) const {
      ++state.counts.offers;
      state.ranks.push_back(rank_input(value));
    }
  };
  std::visit(Counter{*this}, record);
  return {};
}

template <typename T>
Result<void> CatalogueBuilder::State::write_all(OfferWriter& writer, std::string_view type) {
  BILDUNGSKIOSK_TRY(Statement lines, staging->lines(type));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, lines.step());
    if (!found) return {};
    BILDUNGSKIOSK_TRY(const T value, read_back<T>(lines.text(0)));
    BILDUNGSKIOSK_TRY_VOID(writer.add(value, lines.text(0)));
  }
}

Result<void> CatalogueBuilder::State::write_small_records(std::string_view type) {
  BILDUNGSKIOSK_TRY(Statement lines, staging->lines(type));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT INTO record VALUES(?, ?, ?)"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, lines.step());
    if (!found) return {};
    BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(lines.text(0)));
    insert.bind_all(type, exchange::record_key(record), lines.text(0));
    BILDUNGSKIOSK_TRY_VOID(insert.run());
  }
}

Result<void> CatalogueBuilder::State::write_offers(OfferWriter& writer, const CancelToken& cancel,
                                                   const ProgressCallback& progress) {
  const base::Date made_on = base::german_local_time(info->generated_at).date;
  const std::vector<std::string> ids = ids_in_order(std::exchange(ranks, {}), made_on);
  BILDUNGSKIOSK_TRY(Statement line_by_key, staging->line_by_key());
  std::int64_t done = 0;
  for (const std::string& id : ids) {
    if (done % kOffersBetweenReports == 0) {
      if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
      if (progress) progress({done, counts.offers});
    }
    line_by_key.bind_all("offer", id);
    BILDUNGSKIOSK_TRY(const bool found, line_by_key.step());
    BILDUNGSKIOSK_CHECK(found);
    BILDUNGSKIOSK_TRY(const offer::Offer offer, read_back<offer::Offer>(line_by_key.text(0)));
    BILDUNGSKIOSK_TRY_VOID(writer.add(offer, line_by_key.text(0)));
    ++done;
  }
  if (progress) progress({done, counts.offers});
  return {};
}

Result<void> CatalogueBuilder::State::write_rows(const CancelToken& cancel, const ProgressCallback& progress) {
  for (const std::string_view type : {"catalogue", "category", "synonym", "news"}) {
    BILDUNGSKIOSK_TRY_VOID(write_small_records(type));
  }
  BILDUNGSKIOSK_TRY(OfferWriter writer, OfferWriter::create(database));
  BILDUNGSKIOSK_TRY(Statement categories, staging->lines("category"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, categories.step());
    if (!found) break;
    BILDUNGSKIOSK_TRY(const offer::Category category, read_back<offer::Category>(categories.text(0)));
    writer.add(category);
  }
  BILDUNGSKIOSK_TRY_VOID(write_all<offer::Provider>(writer, "provider"));
  BILDUNGSKIOSK_TRY_VOID(write_all<offer::Place>(writer, "place"));
  BILDUNGSKIOSK_TRY_VOID(write_offers(writer, cancel, progress));
  BILDUNGSKIOSK_TRY_VOID(writer.finish());
  counts.sessions = writer.sessions();
  return {};
}

Result<void> CatalogueBuilder::State::write_meta(const BuildResult& result) {
  BILDUNGSKIOSK_TRY(const std::string stored, stored_digest(database));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT INTO meta VALUES(?, ?)"));
  const auto write = [&](std::string_view key, std::string_view value) {
    insert.bind_all(key, value);
    return insert.run();
  };
  BILDUNGSKIOSK_TRY_VOID(write(kMetaContentDigest, result.content_digest));
  BILDUNGSKIOSK_TRY_VOID(write(kMetaStoredDigest, stored));
  return {};
}

Result<BuildResult> CatalogueBuilder::State::finish(const CancelToken& cancel, const ProgressCallback& progress) {
  if (!info) return Error{ErrorCode::kMalformedRecord, "the package has no catalogue record"};
  BuildResult result;
  {
    BILDUNGSKIOSK_TRY(sqlite::Transaction transaction, sqlite::Transaction::begin(database));
    BILDUNGSKIOSK_TRY_VOID(write_rows(cancel, progress));
    BILDUNGSKIOSK_TRY_VOID(complete_indexes(database));
    BILDUNGSKIOSK_TRY_VOID(transaction.commit());
  }
  result.counts = counts;
  BILDUNGSKIOSK_TRY(result.content_digest, content_digest(database));
  BILDUNGSKIOSK_TRY_VOID(write_meta(result));
  if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
  BILDUNGSKIOSK_TRY_VOID(database.seal(kIdentity));
  staging.reset();
  finished = true;
  return result;
}

Result<CatalogueBuilder> CatalogueBuilder::create(const std::string& path) {
  BILDUNGSKIOSK_TRY(Staging staging, Staging::create(path + ".staging"));
  BILDUNGSKIOSK_TRY(Database database, Database::open(path, sqlite::OpenMode::kBuild));
  auto state = std::make_unique<State>(path, std::move(database), std::move(staging));
  BILDUNGSKIOSK_TRY_VOID(create_tables(state->database));
  return CatalogueBuilder(std::move(state));
}

CatalogueBuilder::CatalogueBuilder(std::unique_ptr<State> state) : state_(std::move(state)) {}
CatalogueBuilder::CatalogueBuilder(CatalogueBuilder&&) noexcept = default;
CatalogueBuilder& CatalogueBuilder::operator=(CatalogueBuilder&&) noexcept = default;
CatalogueBuilder::~CatalogueBuilder() = default;

Result<void> CatalogueBuilder::add(const exchange::Record& record) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the build has failed before"};
  Result<void> added = state_->add(record);
  if (!added) state_->failed = true;
  return added;
}

Result<BuildResult> CatalogueBuilder::finish(const CancelToken& cancel, const ProgressCallback& progress) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the build has failed before"};
  Result<BuildResult> result = state_->finish(cancel, progress);
  if (!result) state_->failed = true;
  return result;
}

}  // namespace bildungskiosk::catalogue

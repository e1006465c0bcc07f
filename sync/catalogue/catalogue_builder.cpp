#include "sync/catalogue/catalogue_builder.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/catalogue/content_digest.hpp"
#include "sync/catalogue/offer_order.hpp"
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

/// Written, and reported, at a time.
constexpr std::size_t kBatchOffers = 256;

template <typename T>
Result<T> parse_as(std::string_view line) {
  BILDUNGSKIOSK_TRY(exchange::Record record, exchange::parse_record(line));
  T* value = std::get_if<T>(&record);
  if (value == nullptr) return Error{ErrorCode::kInternal, "a staged record of another type"};
  return std::move(*value);
}

/// Kept in memory until the end.
struct StagedRecord {
  std::size_t type = 0;  // index in exchange::Record
  std::string_view key;  // lives in State::keys
  Staging::Position line;
};
struct StagedOffer {
  std::string_view id;  // lives in State::keys
  RankInput rank;
  std::string sort_words;
  Staging::Position row;
};

constexpr std::size_t kTypes = std::variant_size_v<exchange::Record>;

}  // namespace

struct CatalogueBuilder::State {
  State(std::string path, Database built, Staging staged)
      : file_path(std::move(path)), database(std::move(built)), staging(std::in_place, std::move(staged)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!finished) static_cast<void>(base::posix_file_system().remove_file(file_path));
  }

  Result<void> add(const exchange::Record& record, std::string_view line);
  Result<BuildResult> finish(const CancelToken& cancel, const ProgressCallback& progress);
  Result<void> write_rows(const CancelToken& cancel, const ProgressCallback& progress);
  Result<void> write_records(OfferWriter& writer);
  [[nodiscard]] std::vector<std::uint32_t> title_positions() const;
  [[nodiscard]] std::vector<std::size_t> offers_in_order() const;
  Result<void> write_offers(OfferWriter& writer, const CancelToken& cancel, const ProgressCallback& progress);

  std::string file_path;
  Database database;
  std::optional<Staging> staging;
  std::array<std::unordered_set<std::string>, kTypes> keys;  // by type
  std::vector<StagedRecord> records;                         // all but offers
  std::vector<StagedOffer> offers;
  std::optional<offer::CatalogueInfo> info;
  BuildCounts counts;
  bool failed = false;
  bool finished = false;
};

Result<void> CatalogueBuilder::State::add(const exchange::Record& record, std::string_view line) {
  const auto [key, is_new] = keys[record.index()].insert(exchange::record_key(record));
  if (!is_new) return Error{ErrorCode::kDuplicateId, std::string(exchange::type_name(record)) + ' ' + *key};
  if (const auto* offer = std::get_if<offer::Offer>(&record)) {
    OfferRow row = make_row(*offer, line);
    BILDUNGSKIOSK_TRY(const Staging::Position position, staging->add(pack(row)));
    offers.push_back({*key, rank_input(row), std::move(row.sort_words), position});
    ++counts.offers;
    return {};
  }
  BILDUNGSKIOSK_TRY(const Staging::Position position, staging->add(line));
  records.push_back({record.index(), *key, position});
  struct Counter {
    State& state;
    void operator()(const offer::CatalogueInfo& value) const { state.info = value; }
    void operator()(const offer::Provider&) const { ++state.counts.providers; }
    void operator()(const offer::Place&) const { ++state.counts.places; }
    void operator()(const offer::Category&) const { ++state.counts.categories; }
    void operator()(const offer::Synonym&) const { ++state.counts.synonyms; }
    void operator()(const offer::News&) const { ++state.counts.news; }
    void operator()(const offer::Offer&) const {}
  };
  std::visit(Counter{*this}, record);
  return {};
}

Result<void> CatalogueBuilder::State::write_records(OfferWriter& writer) {
  std::sort(records.begin(), records.end(), [](const StagedRecord& a, const StagedRecord& b) {
    return std::tie(a.type, a.key) < std::tie(b.type, b.key);
  });
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT INTO record VALUES(?, ?, ?)"));
  for (const StagedRecord& staged : records) {
    BILDUNGSKIOSK_TRY(const std::string_view line, staging->read(staged.line));
    BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line));
    if (const auto* provider = std::get_if<offer::Provider>(&record)) {
      BILDUNGSKIOSK_TRY_VOID(writer.add(*provider, line));
    } else if (const auto* place = std::get_if<offer::Place>(&record)) {
      BILDUNGSKIOSK_TRY_VOID(writer.add(*place, line));
    } else {
      if (const auto* category = std::get_if<offer::Category>(&record)) writer.add(*category);
      insert.bind_all(exchange::type_name(record), staged.key, line);
      BILDUNGSKIOSK_TRY_VOID(insert.run());
    }
  }
  return {};
}

/// By offer; equal titles share theirs.
std::vector<std::uint32_t> CatalogueBuilder::State::title_positions() const {
  std::vector<std::size_t> by_title(offers.size());
  std::iota(by_title.begin(), by_title.end(), std::size_t{0});
  std::sort(by_title.begin(), by_title.end(),
            [this](std::size_t a, std::size_t b) { return offers[a].sort_words < offers[b].sort_words; });
  std::vector<std::uint32_t> positions(offers.size());
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < by_title.size(); ++i) {
    const bool same = i > 0 && offers[by_title[i]].sort_words == offers[by_title[i - 1]].sort_words;
    if (!same) ++position;
    positions[by_title[i]] = position;
  }
  return positions;
}

std::vector<std::size_t> CatalogueBuilder::State::offers_in_order() const {
  const base::Date made_on = base::german_local_time(info->generated_at).date;
  std::vector<std::pair<Rank, std::size_t>> ranked;
  ranked.reserve(offers.size());
  for (std::size_t i = 0; i < offers.size(); ++i) {
    ranked.emplace_back(rank_of(offers[i].rank, offers[i].id, made_on), i);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::size_t> order;
  order.reserve(ranked.size());
  for (const auto& [rank, index] : ranked) order.push_back(index);
  return order;
}

Result<void> CatalogueBuilder::State::write_offers(OfferWriter& writer, const CancelToken& cancel,
                                                   const ProgressCallback& progress) {
  const std::vector<std::uint32_t> positions = title_positions();
  const std::vector<std::size_t> order = offers_in_order();
  OfferOrder shown;
  for (std::size_t i = 0; i < order.size(); ++i) {
    shown.rows.push_back(static_cast<std::uint32_t>(i + 1));
    shown.title_positions.push_back(positions[order[i]]);
  }
  BILDUNGSKIOSK_TRY_VOID(write_offer_order(database, shown));
  std::vector<OfferWriter::Numbered> batch;
  for (std::size_t done = 0; done < order.size(); done += batch.size()) {
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
    if (progress) progress({static_cast<std::int64_t>(done), counts.offers});
    batch.resize(std::min(kBatchOffers, order.size() - done));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const std::size_t index = order[done + i];
      BILDUNGSKIOSK_TRY(const std::string_view packed, staging->read(offers[index].row));
      batch[i] = {.row = static_cast<std::int64_t>(done + i + 1), .offer = unpack(packed)};
    }
    BILDUNGSKIOSK_TRY_VOID(writer.add(batch));
  }
  if (progress) progress({counts.offers, counts.offers});
  return {};
}

Result<void> CatalogueBuilder::State::write_rows(const CancelToken& cancel, const ProgressCallback& progress) {
  BILDUNGSKIOSK_TRY(OfferWriter writer, OfferWriter::create(database));
  BILDUNGSKIOSK_TRY_VOID(write_records(writer));
  BILDUNGSKIOSK_TRY_VOID(write_offers(writer, cancel, progress));
  counts.sessions = writer.sessions();
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
  BILDUNGSKIOSK_TRY_VOID(write_meta(database, result.content_digest));
  if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
  BILDUNGSKIOSK_TRY_VOID(database.seal(kIdentity));
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
  // What no file can hold (a text past the limits, an offer without a phase) is found by reading the line again.
  const std::string line = exchange::write_record(record);
  if (const auto read = exchange::parse_record(line); !read) {
    state_->failed = true;
    return read.error();
  }
  return add(record, line);
}

Result<void> CatalogueBuilder::add(const exchange::Record& record, std::string_view line) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the build has failed before"};
  Result<void> added = state_->add(record, line);
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

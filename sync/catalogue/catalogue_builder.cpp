#include "sync/catalogue/catalogue_builder.hpp"

#include <algorithm>
#include <memory_resource>
#include <numeric>
#include <optional>
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
#include "sync/catalogue/word_index.hpp"
#include "sync/sqlite/transaction.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;
using sqlite::Statement;

/// Written at a time.
constexpr std::size_t kBatchOffers = 256;

constexpr std::size_t kTypes = std::variant_size_v<exchange::Record>;
constexpr exchange::TypeIndex kOfferType = exchange::kTypeIndex<offer::Offer>;

Result<OfferRow> row_of_line(std::string_view line) {
  BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line));
  const auto* offer = std::get_if<offer::Offer>(&record);
  if (offer == nullptr) return Error{ErrorCode::kInternal, "the line of an offer is another record's"};
  return make_row(*offer, line);
}

/// Kept in memory until the end, in the order of the rows. The views live in State::texts.
struct KnownOffer {
  std::string_view id;
  std::string_view sort_words;
  Rank rank;
};

}  // namespace

struct CatalogueBuilder::State {
  State(std::string path, Database built, Staging put_aside)
      : file_path(std::move(path)), database(std::move(built)), staging(std::move(put_aside)) {
    keys.reserve(kTypes);
    while (keys.size() < kTypes) keys.emplace_back(&texts);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!finished) static_cast<void>(base::posix_file_system().remove_file(file_path));
  }

  Result<void> begin();
  Result<void> add(PreparedRecord record);
  Result<BuildResult> finish(const CancelToken& cancel);

  Result<void> note(exchange::TypeIndex type, std::string_view type_name, std::string_view key,
                    const base::Sha256& line_digest);
  Result<void> add_ground(const GroundRecord& ground, const std::string& key);
  Result<void> add_offer(OfferRow row);
  Result<void> take_offer(OfferRow row);
  Result<void> write_batch();
  Result<void> take_waiting(const CancelToken& cancel);
  Result<void> gather_words_again(const CancelToken& cancel);
  [[nodiscard]] OfferOrder order() const;
  [[nodiscard]] std::string_view keep(std::string_view text);

  std::string file_path;
  Database database;
  std::optional<sqlite::Transaction> transaction;
  std::optional<OfferWriter> writer;
  std::optional<Statement> insert_record;

  std::pmr::monotonic_buffer_resource texts;
  std::vector<std::pmr::unordered_set<std::string_view>> keys;  // by type
  ContentHasher content;
  std::optional<offer::CatalogueInfo> info;
  std::optional<base::Date> made_on;
  BuildCounts counts;

  std::vector<OfferWriter::Numbered> batch;  // the next to be written
  std::vector<KnownOffer> offers;            // all that were taken
  std::vector<RankInput> unranked;           // of the first ones, until the catalogue record says which day it is
  Staging staging;                           // lines of offers that name what is not there yet
  std::vector<Staging::Position> waiting;
  bool has_late_category = false;  // one that came when offers had been written
  bool failed = false;
  bool finished = false;
};

Result<void> CatalogueBuilder::State::begin() {
  BILDUNGSKIOSK_TRY_VOID(create_tables(database));
  BILDUNGSKIOSK_TRY(sqlite::Transaction begun, sqlite::Transaction::begin(database));
  transaction.emplace(std::move(begun));
  BILDUNGSKIOSK_TRY(OfferWriter created, OfferWriter::create(database));
  writer.emplace(std::move(created));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT INTO record VALUES(?, ?, ?)"));
  insert_record.emplace(std::move(insert));
  return {};
}

std::string_view CatalogueBuilder::State::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* kept = static_cast<char*>(texts.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), kept);
  return {kept, text.size()};
}

Result<void> CatalogueBuilder::State::add(PreparedRecord record) {
  if (auto* row = std::get_if<OfferRow>(&record.content)) {
    BILDUNGSKIOSK_TRY_VOID(note(kOfferType, "offer", row->id, record.line_digest));
    return add_offer(std::move(*row));
  }
  const auto& ground = std::get<GroundRecord>(record.content);
  const std::string key = exchange::record_key(ground.record);
  BILDUNGSKIOSK_TRY_VOID(note(ground.record.index(), exchange::type_name(ground.record), key, record.line_digest));
  return add_ground(ground, key);
}

Result<void> CatalogueBuilder::State::note(exchange::TypeIndex type, std::string_view type_name, std::string_view key,
                                           const base::Sha256& line_digest) {
  if (keys[type].contains(key)) {
    return Error{ErrorCode::kDuplicateId, std::string(type_name) + ' ' + std::string(key)};
  }
  const std::string_view kept = keep(key);
  keys[type].insert(kept);
  content.add(type, kept, line_digest);
  return {};
}

Result<void> CatalogueBuilder::State::add_ground(const GroundRecord& ground, const std::string& key) {
  if (const auto* provider = std::get_if<offer::Provider>(&ground.record)) {
    ++counts.providers;
    return writer->add(*provider, ground.line);
  }
  if (const auto* place = std::get_if<offer::Place>(&ground.record)) {
    ++counts.places;
    return writer->add(*place, ground.line);
  }
  if (const auto* category = std::get_if<offer::Category>(&ground.record)) {
    ++counts.categories;
    // Those that are in the index already may lack its words.
    BILDUNGSKIOSK_TRY_VOID(write_batch());
    has_late_category = has_late_category || !offers.empty();
    writer->add(*category);
  }
  if (std::holds_alternative<offer::Synonym>(ground.record)) ++counts.synonyms;
  if (std::holds_alternative<offer::News>(ground.record)) ++counts.news;
  if (const auto* catalogue = std::get_if<offer::CatalogueInfo>(&ground.record)) {
    info = *catalogue;
    made_on = base::german_local_time(info->generated_at).date;
    for (std::size_t i = 0; i < unranked.size(); ++i) offers[i].rank = rank_of(unranked[i], offers[i].id, *made_on);
    unranked = {};
  }
  insert_record->bind_all(exchange::type_name(ground.record), key, ground.line);
  return insert_record->run();
}

Result<void> CatalogueBuilder::State::add_offer(OfferRow row) {
  ++counts.offers;
  if (writer->check_names(row)) return take_offer(std::move(row));
  BILDUNGSKIOSK_TRY(const Staging::Position position, staging.add(row.line));
  waiting.push_back(position);
  return {};
}

/// All that it names is there.
Result<void> CatalogueBuilder::State::take_offer(OfferRow row) {
  KnownOffer known{*keys[kOfferType].find(row.id), keep(row.sort_words), {}};
  RankInput rank = rank_input(row);
  if (made_on) {
    known.rank = rank_of(rank, known.id, *made_on);
  } else {
    unranked.push_back(std::move(rank));
  }
  offers.push_back(known);
  batch.push_back({static_cast<std::uint32_t>(offers.size()), std::move(row)});
  return batch.size() < kBatchOffers ? Result<void>() : write_batch();
}

Result<void> CatalogueBuilder::State::write_batch() {
  BILDUNGSKIOSK_TRY_VOID(writer->add(batch));
  batch.clear();
  return {};
}

/// Those that came before what they name, now that all is there.
Result<void> CatalogueBuilder::State::take_waiting(const CancelToken& cancel) {
  for (const Staging::Position& position : waiting) {
    if (batch.empty() && cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
    BILDUNGSKIOSK_TRY(const std::string_view line, staging.read(position));
    BILDUNGSKIOSK_TRY(OfferRow row, row_of_line(line));
    BILDUNGSKIOSK_TRY_VOID(writer->check_names(row));
    BILDUNGSKIOSK_TRY_VOID(take_offer(std::move(row)));
  }
  return write_batch();
}

/// No office writes its categories behind a source's offers, but the format lets it.
Result<void> CatalogueBuilder::State::gather_words_again(const CancelToken& cancel) {
  WordRows& words = writer->word_rows();
  words.clear();
  BILDUNGSKIOSK_TRY(Statement lines, database.prepare("SELECT row, line FROM offer_line ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, lines.step());
    if (!found) return {};
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
    BILDUNGSKIOSK_TRY(const OfferRow row, row_of_line(lines.text(1)));
    words.add(static_cast<std::uint32_t>(lines.integer(0)), {row.words.title, writer->text_words(row)});
  }
}

OfferOrder CatalogueBuilder::State::order() const {
  std::vector<std::uint32_t> by(offers.size());
  std::iota(by.begin(), by.end(), 0U);
  std::sort(by.begin(), by.end(),
            [this](std::uint32_t a, std::uint32_t b) { return offers[a].sort_words < offers[b].sort_words; });
  std::vector<std::uint32_t> positions(offers.size());
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < by.size(); ++i) {
    const bool same = i > 0 && offers[by[i]].sort_words == offers[by[i - 1]].sort_words;
    if (!same) ++position;
    positions[by[i]] = position;
  }
  std::sort(by.begin(), by.end(), [this](std::uint32_t a, std::uint32_t b) { return offers[a].rank < offers[b].rank; });
  OfferOrder order;
  for (const std::uint32_t offer : by) {
    order.rows.push_back(offer + 1);
    order.title_positions.push_back(positions[offer]);
  }
  return order;
}

Result<BuildResult> CatalogueBuilder::State::finish(const CancelToken& cancel) {
  if (!info) return Error{ErrorCode::kMalformedRecord, "the package has no catalogue record"};
  BILDUNGSKIOSK_TRY_VOID(write_batch());
  BILDUNGSKIOSK_TRY_VOID(take_waiting(cancel));
  if (has_late_category) BILDUNGSKIOSK_TRY_VOID(gather_words_again(cancel));
  counts.sessions = writer->sessions();
  const OfferOrder shown = order();
  BILDUNGSKIOSK_TRY_VOID(write_offer_order(database, shown));
  BILDUNGSKIOSK_TRY_VOID(write_word_index(database, writer->word_rows(), shown, cancel));
  if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while building the catalogue"};
  BILDUNGSKIOSK_TRY_VOID(complete_indexes(database));
  BILDUNGSKIOSK_TRY_VOID(transaction->commit());

  BuildResult result;
  result.counts = counts;
  result.content_digest = content.finish_hex();
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
  BILDUNGSKIOSK_TRY_VOID(state->begin());
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
  return add(prepare(record, line));
}

Result<void> CatalogueBuilder::add(PreparedRecord record) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the build has failed before"};
  Result<void> added = state_->add(std::move(record));
  if (!added) state_->failed = true;
  return added;
}

Result<BuildResult> CatalogueBuilder::finish(const CancelToken& cancel) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the build has failed before"};
  Result<BuildResult> result = state_->finish(cancel);
  if (!result) state_->failed = true;
  return result;
}

}  // namespace bildungskiosk::catalogue

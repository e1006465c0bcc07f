#include "sync/catalogue/catalogue_updater.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/base/file_system.hpp"
#include "sync/catalogue/content_digest.hpp"
#include "sync/catalogue/ground_update.hpp"
#include "sync/catalogue/offer_order.hpp"
#include "sync/catalogue/offer_rank.hpp"
#include "sync/catalogue/offer_replacement.hpp"
#include "sync/catalogue/present_lines.hpp"
#include "sync/catalogue/schema.hpp"
#include "sync/catalogue/search/icu_folding.hpp"
#include "sync/catalogue/search/occurrences.hpp"
#include "sync/catalogue/title_order.hpp"
#include "sync/catalogue/word_index.hpp"
#include "sync/sqlite/transaction.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using exchange::kTypeIndex;
using exchange::TypeIndex;
using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

/// A transaction keeps the pages as they were; so many rows touch some 50 MB of them.
constexpr std::size_t kRowsPerTransaction = 1024;
constexpr std::size_t kRowsBetweenLooks = 256;  // at the cancel token, and reports
constexpr TypeIndex kOffer = kTypeIndex<offer::Offer>;
constexpr std::size_t kTypes = std::variant_size_v<exchange::Record>;

Error cancelled() { return {ErrorCode::kCancelled, "while updating the catalogue"}; }
Error too_much(const std::string& what) { return {ErrorCode::kTooLarge, "too much has changed: " + what}; }

}  // namespace

struct CatalogueUpdater::State {
  State(std::string path, Database copy, PresentLines lines)
      : file_path(std::move(path)), database(std::move(copy)), present(std::move(lines)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!finished) static_cast<void>(base::posix_file_system().remove_file(file_path));
  }

  Result<void> take(const exchange::Record& record, std::string_view line);
  Result<UpdateResult> finish(const CancelToken& cancel, const UpdateListener& progress);
  Result<void> compare();
  Result<std::vector<RowChange>> plan_rows(GroundUpdate& ground);
  Result<void> write(const CancelToken& cancel, const UpdateListener& progress);
  Result<void> write_offers(const std::vector<RowChange>& changes, OfferReplacement& offers, const CancelToken& cancel,
                            const UpdateListener& progress);
  Result<std::vector<std::uint32_t>> rank_rows();
  Result<OfferOrder> order_offers(const OfferOrder& before, OfferReplacement& offers);

  std::string file_path;
  Database database;
  PresentLines present;
  std::array<std::unordered_map<std::string, std::size_t>, kTypes> fresh_keys;  // by type; index into the fresh
  std::vector<OfferRow> fresh_offers;
  std::vector<FreshRecord> fresh_records;
  ContentHasher content;
  std::size_t fresh_bytes = 0;
  std::vector<std::uint32_t> gone_rows;                               // of offers, ascending
  std::vector<std::pair<std::uint32_t, const OfferRow*>> other_line;  // offers that stay with another line, by row
  std::vector<const OfferRow*> new_offers;                            // by id
  UpdateResult result;
  base::UnixSeconds generated_at = 0;
  bool failed = false;
  bool finished = false;
};

Result<void> CatalogueUpdater::State::take(const exchange::Record& record, std::string_view line) {
  const bool is_offer = record.index() == kOffer;
  const std::size_t index = is_offer ? fresh_offers.size() : fresh_records.size();
  const auto [key, is_new] = fresh_keys[record.index()].emplace(exchange::record_key(record), index);
  if (!is_new) return Error{ErrorCode::kDuplicateId, std::string(exchange::type_name(record)) + ' ' + key->first};
  fresh_bytes += line.size();
  if (fresh_bytes > kUpdateBytesMax) return too_much(std::to_string(fresh_bytes) + " bytes of lines");
  content.add(record.index(), key->first, base::sha256(base::as_bytes(line)));
  if (!is_offer) {
    fresh_records.push_back({record, std::string(line)});
    return {};
  }
  if (fresh_offers.size() >= update_offers_max(present.offers())) {
    return too_much("more than " + std::to_string(fresh_offers.size()) + " offers");
  }
  fresh_offers.push_back(make_row(std::get<offer::Offer>(record), line));
  return {};
}

/// Which offers stay, go and come; counts and content digest of what there will be.
Result<void> CatalogueUpdater::State::compare() {
  std::array<std::int64_t, kTypes> counts{};
  for (std::size_t type = 0; type < kTypes; ++type) counts[type] = static_cast<std::int64_t>(fresh_keys[type].size());
  std::vector<bool> is_known(fresh_offers.size());
  for (const PresentLines::Entry& entry : present.entries()) {
    const auto fresh = fresh_keys[entry.type].find(entry.key);
    const bool has_fresh = fresh != fresh_keys[entry.type].end();
    if (entry.is_taken) {
      if (has_fresh) return Error{ErrorCode::kDuplicateId, entry.key};
      content.add(entry.type, entry.key, entry.digest);
      ++counts[entry.type];
    }
    if (entry.type != kOffer || entry.is_taken) continue;
    if (has_fresh) {
      is_known[fresh->second] = true;
      other_line.emplace_back(entry.row, &fresh_offers[fresh->second]);
    } else {
      gone_rows.push_back(entry.row);
    }
  }
  for (std::size_t i = 0; i < fresh_offers.size(); ++i) {
    if (!is_known[i]) new_offers.push_back(&fresh_offers[i]);
  }
  std::sort(new_offers.begin(), new_offers.end(), [](const OfferRow* a, const OfferRow* b) { return a->id < b->id; });
  if (counts[kTypeIndex<offer::CatalogueInfo>] != 1) {
    return Error{ErrorCode::kMalformedRecord, "the package has no catalogue record"};
  }
  const auto info = [this](const exchange::Record& record) {
    if (const auto* value = std::get_if<offer::CatalogueInfo>(&record)) generated_at = value->generated_at;
  };
  for (const auto& [index, record] : present.ground()) {
    if (present.entries()[index].is_taken) info(record);
  }
  for (const FreshRecord& fresh : fresh_records) info(fresh.record);
  result.built.counts = {.offers = counts[kOffer],
                         .providers = counts[kTypeIndex<offer::Provider>],
                         .places = counts[kTypeIndex<offer::Place>],
                         .categories = counts[kTypeIndex<offer::Category>],
                         .synonyms = counts[kTypeIndex<offer::Synonym>],
                         .news = counts[kTypeIndex<offer::News>],
                         .sessions = 0};
  return {};
}

/// New offers take the rows of those that go; the rest stand behind the last.
Result<std::vector<RowChange>> CatalogueUpdater::State::plan_rows(GroundUpdate& ground) {
  std::vector<RowChange> changes;
  std::unordered_set<std::uint32_t> rows;
  for (const auto& [row, fresh] : other_line) {
    changes.push_back({row, true, fresh, false});
    rows.insert(row);
  }
  std::uint32_t last_row = 0;
  for (const PresentLines::Entry& entry : present.entries()) {
    if (entry.type == kOffer) last_row = std::max(last_row, entry.row);
  }
  std::size_t next = 0;
  for (const std::uint32_t row : gone_rows) {
    changes.push_back({row, true, next < new_offers.size() ? new_offers[next++] : nullptr, false});
    rows.insert(row);
  }
  while (next < new_offers.size()) {
    if (last_row == kRowMax) return too_much("no row is left");
    changes.push_back({++last_row, false, new_offers[next++], false});
  }
  BILDUNGSKIOSK_TRY(const std::vector<std::uint32_t> affected, ground.affected_offers(database));
  for (const std::uint32_t row : affected) {
    if (rows.insert(row).second) changes.push_back({row, true, nullptr, true});
  }
  if (changes.size() > update_offers_max(present.offers())) {
    return too_much(std::to_string(changes.size()) + " of " + std::to_string(present.offers()) + " offers");
  }
  std::sort(changes.begin(), changes.end(), [](const RowChange& a, const RowChange& b) { return a.row < b.row; });
  return changes;
}

Result<void> CatalogueUpdater::State::write_offers(const std::vector<RowChange>& changes, OfferReplacement& offers,
                                                   const CancelToken& cancel, const UpdateListener& progress) {
  const std::int64_t total = result.built.counts.offers;
  for (std::size_t done = 0; done < changes.size();) {
    BILDUNGSKIOSK_TRY(Transaction transaction, Transaction::begin(database));
    const std::size_t end = std::min(changes.size(), done + kRowsPerTransaction);
    for (; done < end; ++done) {
      if (done % kRowsBetweenLooks == 0) {
        if (cancel.cancelled()) return cancelled();
        if (progress) progress(total * static_cast<std::int64_t>(done) / static_cast<std::int64_t>(changes.size()));
      }
      BILDUNGSKIOSK_TRY_VOID(offers.apply(changes[done]));
    }
    BILDUNGSKIOSK_TRY_VOID(transaction.commit());
  }
  return {};
}

/// The rows in the order of the new release's day. It reads the columns of all offers, and counts their meetings.
Result<std::vector<std::uint32_t>> CatalogueUpdater::State::rank_rows() {
  const base::Date made_on = base::german_local_time(generated_at).date;
  std::vector<std::pair<std::uint32_t, std::string>> offers;  // row, id
  std::vector<std::pair<Rank, std::size_t>> ranked;
  offers.reserve(static_cast<std::size_t>(result.built.counts.offers));
  BILDUNGSKIOSK_TRY(
      Statement columns,
      database.prepare("SELECT row, id, sessions, first_day, last_day, completeness FROM offer ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, columns.step());
    if (!found) break;
    const auto day = [&columns](int column) {
      return columns.is_null(column) ? kNoDay : static_cast<std::int32_t>(columns.integer(column));
    };
    const auto input = rank_input(columns.bytes(2), day(3), day(4), columns.integer(5));
    if (!input) return Error{ErrorCode::kCatalogueDamaged, "meetings that no builder writes"};
    result.built.counts.sessions += static_cast<std::int64_t>(input->session_days.size());
    ranked.emplace_back(rank_of(*input, {}, made_on), offers.size());
    offers.emplace_back(static_cast<std::uint32_t>(columns.integer(0)), columns.text(1));
  }
  if (offers.size() != static_cast<std::size_t>(result.built.counts.offers)) {
    return Error{ErrorCode::kDatabase, "other offers are there than were taken"};
  }
  for (auto& [rank, index] : ranked) rank.id = offers[index].second;
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::uint32_t> rows;
  rows.reserve(ranked.size());
  for (const auto& [rank, index] : ranked) rows.push_back(offers[index].first);
  return rows;
}

Result<OfferOrder> CatalogueUpdater::State::order_offers(const OfferOrder& before, OfferReplacement& offers) {
  OfferOrder order;
  BILDUNGSKIOSK_TRY(order.rows, rank_rows());
  // Titles that are where they were, in rows that still hold an offer.
  std::unordered_set<std::uint32_t> moving;
  for (const LooseTitle& title : offers.loose_titles()) moving.insert(title.row);
  const std::uint32_t last_row = order.rows.empty() ? 0 : *std::max_element(order.rows.begin(), order.rows.end());
  std::vector<bool> stays(last_row + 1);
  for (const std::uint32_t row : order.rows) stays[row] = !moving.contains(row);
  std::vector<PlacedTitle> placed;
  for (std::size_t i = 0; i < before.rows.size(); ++i) {
    const std::uint32_t row = before.rows[i];
    if (row <= last_row && stays[row]) placed.push_back({row, before.title_positions[i]});
  }
  BILDUNGSKIOSK_TRY(const auto ordered, order_titles(std::move(placed), std::move(offers.loose_titles()),
                                                     [&offers](std::uint32_t row) -> Result<std::string> {
                                                       BILDUNGSKIOSK_TRY(OfferRow offer, offers.read(row));
                                                       return std::move(offer.sort_words);
                                                     }));
  std::vector<std::uint32_t> positions(last_row + 1);
  for (const PlacedTitle& title : ordered) positions[title.row] = title.position;
  for (const std::uint32_t row : order.rows) order.title_positions.push_back(positions[row]);
  return order;
}

Result<void> CatalogueUpdater::State::write(const CancelToken& cancel, const UpdateListener& progress) {
  BILDUNGSKIOSK_TRY(const OfferOrder before, read_offer_order(database));
  BILDUNGSKIOSK_TRY(OfferWriter writer, OfferWriter::create(database));
  GroundUpdate ground;
  {
    BILDUNGSKIOSK_TRY(Transaction transaction, Transaction::begin(database));
    BILDUNGSKIOSK_TRY_VOID(ground.write(database, present, fresh_records, writer));
    BILDUNGSKIOSK_TRY_VOID(transaction.commit());
  }
  BILDUNGSKIOSK_TRY(const std::vector<RowChange> changes, plan_rows(ground));
  result.offers_written = static_cast<std::int64_t>(changes.size());
  BILDUNGSKIOSK_TRY(OfferReplacement offers, OfferReplacement::create(database, writer));
  BILDUNGSKIOSK_TRY_VOID(write_offers(changes, offers, cancel, progress));
  BILDUNGSKIOSK_TRY_VOID(ground.check_references(database));
  BILDUNGSKIOSK_TRY(Transaction transaction, Transaction::begin(database));
  BILDUNGSKIOSK_TRY_VOID(
      database.execute("DELETE FROM town WHERE row NOT IN "
                       "(SELECT town FROM offer WHERE town IS NOT NULL)"));
  BILDUNGSKIOSK_TRY_VOID(database.execute("DELETE FROM traits WHERE row NOT IN (SELECT traits FROM offer)"));
  BILDUNGSKIOSK_TRY(const OfferOrder after, order_offers(before, offers));
  BILDUNGSKIOSK_TRY_VOID(write_offer_order(database, after));
  std::vector<std::uint32_t> rows;
  for (const RowChange& change : changes) rows.push_back(change.row);
  BILDUNGSKIOSK_TRY_VOID(update_word_index(database, {before, after, rows, writer.word_rows()}, cancel));
  return transaction.commit();
}

Result<UpdateResult> CatalogueUpdater::State::finish(const CancelToken& cancel, const UpdateListener& progress) {
  BILDUNGSKIOSK_TRY_VOID(compare());
  result.built.content_digest = content.finish_hex();
  // Until it is complete it is no catalogue.
  BILDUNGSKIOSK_TRY_VOID(database.set_identity({}));
  BILDUNGSKIOSK_TRY_VOID(write(cancel, progress));
  if (cancel.cancelled()) return cancelled();
  BILDUNGSKIOSK_TRY_VOID(write_meta(database, result.built.content_digest));
  if (cancel.cancelled()) return cancelled();
  if (progress) progress(result.built.counts.offers);
  BILDUNGSKIOSK_TRY_VOID(database.seal(kIdentity));
  finished = true;
  return result;
}

Result<CatalogueUpdater> CatalogueUpdater::open(const std::string& path, const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(Database database, Database::open(path, sqlite::OpenMode::kUpdateCopy));
  BILDUNGSKIOSK_TRY(const Database::Identity identity, database.identity());
  if (identity != kIdentity) {
    return Error{ErrorCode::kUnsupportedFormat, "schema version " + std::to_string(identity.user_version)};
  }
  BILDUNGSKIOSK_TRY(const std::string folding, read_meta(database, kMetaFolding));
  if (folding != icu_version()) return Error{ErrorCode::kUnsupportedFormat, "words folded by " + folding};
  BILDUNGSKIOSK_TRY(PresentLines present, PresentLines::read(database, cancel));
  return CatalogueUpdater(std::make_unique<State>(path, std::move(database), std::move(present)));
}

CatalogueUpdater::CatalogueUpdater(std::unique_ptr<State> state) : state_(std::move(state)) {}
CatalogueUpdater::CatalogueUpdater(CatalogueUpdater&&) noexcept = default;
CatalogueUpdater& CatalogueUpdater::operator=(CatalogueUpdater&&) noexcept = default;
CatalogueUpdater::~CatalogueUpdater() = default;

Result<std::optional<CatalogueUpdater::Known>> CatalogueUpdater::take_known(std::string_view line) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the update has failed before"};
  PresentLines::Entry* entry = state_->present.find(base::sha256(base::as_bytes(line)));
  if (entry == nullptr) return std::optional<Known>();
  if (entry->is_taken) {
    state_->failed = true;
    return Error{ErrorCode::kDuplicateId, entry->key};
  }
  entry->is_taken = true;
  return std::optional(Known{entry->type, entry->key});
}

Result<void> CatalogueUpdater::take(const exchange::Record& record, std::string_view line) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the update has failed before"};
  Result<void> taken = state_->take(record, line);
  if (!taken) state_->failed = true;
  return taken;
}

Result<UpdateResult> CatalogueUpdater::finish(const CancelToken& cancel, const UpdateListener& progress) {
  BILDUNGSKIOSK_CHECK(!state_->finished);
  if (state_->failed) return Error{ErrorCode::kInvalidArgument, "the update has failed before"};
  Result<UpdateResult> result = state_->finish(cancel, progress);
  if (!result) state_->failed = true;
  return result;
}

}  // namespace bildungskiosk::catalogue

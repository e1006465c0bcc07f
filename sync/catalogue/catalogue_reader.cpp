#include "sync/catalogue/catalogue_reader.hpp"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <utility>

#include "sync/catalogue/content_digest.hpp"
#include "sync/catalogue/offer_reader.hpp"
#include "sync/catalogue/offer_words.hpp"
#include "sync/catalogue/schema.hpp"
#include "sync/catalogue/search/catalogue_search.hpp"
#include "sync/catalogue/search/offer_facets.hpp"
#include "sync/catalogue/search/search_engine.hpp"
#include "sync/catalogue/search/to_come.hpp"
#include "sync/catalogue/search/week_selection.hpp"
#include "sync/catalogue/stored_records.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;
using sqlite::Statement;

constexpr std::size_t kItemsMax = 200;
constexpr std::size_t kSimilarMax = 50;

/// Nothing is ever wrong with our own statements on a file that our builder wrote: what SQLite refuses here is damage.
Error as_damage(Error error) {
  if (error.code == ErrorCode::kDatabase || error.code == ErrorCode::kMalformedRecord) {
    error.code = ErrorCode::kCatalogueDamaged;
  }
  return error;
}

template <typename T>
Result<T> as_damage(Result<T> result) {
  if (!result) return as_damage(result.error());
  return result;
}

/// Offers and meetings are counted in the columns: another pass over their table would cost a fifth of opening.
Result<BuildCounts> read_counts(Database& database, const OfferColumns& columns) {
  BILDUNGSKIOSK_TRY(Statement counts,
                    database.prepare("SELECT (SELECT count(*) FROM provider), (SELECT count(*) FROM place), "
                                     "(SELECT count(*) FROM record WHERE type = 'category'), "
                                     "(SELECT count(*) FROM record WHERE type = 'synonym'), "
                                     "(SELECT count(*) FROM record WHERE type = 'news')"));
  BILDUNGSKIOSK_TRY(const bool found, counts.step());
  if (!found) return Error{ErrorCode::kCatalogueDamaged, "no counts"};
  return BuildCounts{std::int64_t{columns.size()},
                     counts.integer(0),
                     counts.integer(1),
                     counts.integer(2),
                     counts.integer(3),
                     counts.integer(4),
                     static_cast<std::int64_t>(columns.sessions.size())};
}

base::Date monday_of(base::Date day) { return base::add_days(day, -static_cast<int>(base::weekday(day))); }

bool is_valid_on(const offer::News& news, base::Date day) {
  return (!news.valid_from || *news.valid_from <= day) && (!news.valid_until || *news.valid_until >= day);
}

}  // namespace

struct CatalogueReader::State {
  State(Database opened, Lexicon known_words) : database(std::move(opened)), lexicon(std::move(known_words)) {}

  Result<void> load();
  Result<CatalogueOverview> overview(base::LocalTime now, const offer::Language& language, std::size_t this_week_max);
  Result<SearchResult> search(const SearchQuery& query);
  Result<void> tell_of_words(const WordAnswer& answer, const std::vector<OfferIndex>& found, SearchResult& result);
  Result<std::vector<OfferIndex>> similar(std::string_view offer_id, std::size_t count, base::LocalTime now);

  /// Runs one call so that `interrupt` reaches it, also between two statements.
  template <typename Call>
  auto interruptible(Call call) -> decltype(call()) {
    interrupted.store(false);
    running.store(true);
    auto result = call();
    running.store(false);
    if (!result) return as_damage(result.error());
    return result;
  }

  Database database;
  Lexicon lexicon;
  std::optional<TextIndex> index;
  std::optional<WordSearch> words;
  std::optional<ToCome> to_come;
  std::optional<OfferFacets> facets;
  std::optional<CatalogueSearch> finder;
  std::optional<StoredRecords> records;
  std::optional<OfferReader> offers;
  OfferColumns columns;
  offer::CatalogueInfo info;
  BuildCounts counts;
  std::string content_digest;
  std::atomic<bool> running{false};
  std::atomic<bool> interrupted{false};
};

Result<void> CatalogueReader::State::load() {
  BILDUNGSKIOSK_TRY(const Database::Identity identity, database.identity());
  if (identity.application_id != kIdentity.application_id) {
    return Error{ErrorCode::kCatalogueDamaged, "not a catalogue, or not finished"};
  }
  if (identity.user_version != kIdentity.user_version) {
    return Error{ErrorCode::kUnsupportedFormat, "schema version " + std::to_string(identity.user_version)};
  }
  BILDUNGSKIOSK_TRY(content_digest, read_meta(database, kMetaContentDigest));
  BILDUNGSKIOSK_TRY(columns, load_columns(database));
  BILDUNGSKIOSK_TRY(counts, read_counts(database, columns));
  BILDUNGSKIOSK_TRY(index, TextIndex::open(database, columns.size()));
  index->watch(interrupted);
  BILDUNGSKIOSK_TRY(records, StoredRecords::open(database, columns.rows));
  offers.emplace(*records, columns, interrupted);
  BILDUNGSKIOSK_TRY(info, records->info());
  BILDUNGSKIOSK_TRY(const std::vector<offer::Synonym> synonyms, records->synonyms());
  for (const offer::Synonym& synonym : synonyms) lexicon.add(synonym);
  facets.emplace(columns, lexicon.facet_words());
  words.emplace(*index, std::move(lexicon));
  to_come.emplace(columns);
  finder.emplace(columns, *facets, *words, *to_come, base::german_local_time(info.generated_at).date);
  return {};
}

Result<CatalogueOverview> CatalogueReader::State::overview(base::LocalTime now, const offer::Language& language,
                                                           std::size_t this_week_max) {
  CatalogueOverview overview;
  overview.info = info;
  overview.week_starts = monday_of(now.date);
  overview.week_ends = base::add_days(overview.week_starts, 6);
  std::vector<WeekDate> this_week;
  std::vector<int> towns(columns.towns.size());
  std::vector<bool> providers(columns.providers.size());
  for (OfferIndex offer = 0; offer < columns.size(); ++offer) {
    const Occurrences dates = columns.occurrences(offer);
    if (is_over(dates, now)) continue;
    ++overview.offers;
    for (std::size_t phase = 0; phase < offer::kAllPhases.size(); ++phase) {
      if ((columns.phases[offer] & (1U << phase)) != 0) ++overview.offers_by_phase[phase];
    }
    if (columns.town[offer] != kNoTown) ++towns[columns.town[offer]];
    providers[columns.provider[offer]] = true;
    const auto next = next_date(dates, now);
    if (next && next->date <= overview.week_ends) this_week.push_back({offer, *next});
  }
  overview.providers = static_cast<int>(std::count(providers.begin(), providers.end(), true));
  for (std::uint32_t i = 0; i < columns.towns.size(); ++i) {
    if (towns[i] > 0) overview.towns.push_back({columns.towns[i], towns[i]});
  }
  std::sort(overview.towns.begin(), overview.towns.end(), [](const TownCount& a, const TownCount& b) {
    return a.offers != b.offers ? a.offers > b.offers : a.town < b.town;
  });
  overview.this_week_total = static_cast<int>(this_week.size());
  const std::vector<OfferIndex> first = spread_over_days(std::move(this_week), now, std::min(this_week_max, kItemsMax));
  BILDUNGSKIOSK_TRY(overview.this_week, offers->summaries(first, now, language));
  BILDUNGSKIOSK_TRY(overview.news, records->news());
  std::erase_if(overview.news, [&](const offer::News& news) { return !is_valid_on(news, now.date); });
  return overview;
}

Result<void> CatalogueReader::State::tell_of_words(const WordAnswer& answer, const std::vector<OfferIndex>& found,
                                                   SearchResult& result) {
  constexpr std::size_t kLookedAtMax = 3;
  for (const QueryWord& word : answer.words) {
    if (word.corrected.empty()) continue;
    std::optional<std::string> spelling;
    for (std::size_t i = 0; i < std::min(kLookedAtMax, found.size()) && !spelling; ++i) {
      BILDUNGSKIOSK_TRY(const offer::Offer offer, records->offer(found[i]));
      spelling = spelling_in(offer, word.corrected);
    }
    result.corrected.push_back({word.typed, spelling.value_or(word.corrected)});
  }
  return {};
}

Result<SearchResult> CatalogueReader::State::search(const SearchQuery& query) {
  BILDUNGSKIOSK_TRY(Finding finding, finder->search(query));
  Matches& matches = finding.matches;
  SearchResult result;
  result.understood = std::move(finding.understood);
  result.dropped = std::move(finding.dropped);
  result.total = static_cast<int>(matches.total);
  result.facets = std::move(matches.facets);
  const std::size_t begin = std::min(query.offset, matches.offers.size());
  const std::size_t end = begin + std::min({query.limit, kItemsMax, matches.offers.size() - begin});
  const std::vector<OfferIndex> page(matches.offers.begin() + static_cast<std::ptrdiff_t>(begin),
                                     matches.offers.begin() + static_cast<std::ptrdiff_t>(end));
  BILDUNGSKIOSK_TRY(result.items, offers->summaries(page, query.now, query.language));
  BILDUNGSKIOSK_TRY_VOID(tell_of_words(*finding.answer, matches.offers, result));
  if (!query.explain || (finding.answer->words.empty() && finding.conditions.empty())) return result;
  for (const OfferIndex offer : page) {
    BILDUNGSKIOSK_TRY(Reason reason, finder->explain(finding, query, offer));
    result.reasons.push_back(std::move(reason));
  }
  return result;
}

Result<std::vector<OfferIndex>> CatalogueReader::State::similar(std::string_view offer_id, std::size_t count,
                                                                base::LocalTime now) {
  BILDUNGSKIOSK_TRY(const OfferIndex at, records->index_of(offer_id));
  BILDUNGSKIOSK_TRY(const offer::Offer offer, records->offer(at));
  std::vector<OfferIndex> same_category;
  for (const offer::CategoryRef& ref : offer.categories) {
    BILDUNGSKIOSK_TRY(const std::vector<OfferIndex> having, records->offers_of(ref));
    same_category.insert(same_category.end(), having.begin(), having.end());
  }
  return find_similar(columns, to_come->at(now), *index, at, offer, same_category, std::min(count, kSimilarMax));
}

Result<CatalogueReader> CatalogueReader::open(const std::string& path, Lexicon lexicon) {
  Result<Database> database = Database::open(path, sqlite::OpenMode::kReadImmutable);
  if (!database) return as_damage(database.error());
  auto state = std::make_unique<State>(std::move(*database), std::move(lexicon));
  if (const Result<void> loaded = state->load(); !loaded) return with_context(as_damage(loaded.error()), path);
  return CatalogueReader(std::move(state));
}

CatalogueReader::CatalogueReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CatalogueReader::CatalogueReader(CatalogueReader&&) noexcept = default;
CatalogueReader& CatalogueReader::operator=(CatalogueReader&&) noexcept = default;
CatalogueReader::~CatalogueReader() = default;

const offer::CatalogueInfo& CatalogueReader::info() const { return state_->info; }
const BuildCounts& CatalogueReader::counts() const { return state_->counts; }
const std::string& CatalogueReader::content_digest() const { return state_->content_digest; }

Result<CatalogueOverview> CatalogueReader::overview(base::LocalTime now, const offer::Language& language,
                                                    std::size_t this_week_max) {
  return state_->interruptible([&] { return state_->overview(now, language, this_week_max); });
}

Result<SearchResult> CatalogueReader::search(const SearchQuery& query) {
  return state_->interruptible([&] { return state_->search(query); });
}

Result<OfferDetail> CatalogueReader::detail(std::string_view offer_id, base::LocalTime now,
                                            const offer::Language& language) {
  return state_->interruptible([&] { return state_->offers->detail(offer_id, now, language); });
}

Result<std::vector<OfferSummary>> CatalogueReader::similar(std::string_view offer_id, std::size_t count,
                                                           base::LocalTime now, const offer::Language& language) {
  return state_->interruptible([&]() -> Result<std::vector<OfferSummary>> {
    BILDUNGSKIOSK_TRY(const std::vector<OfferIndex> alike, state_->similar(offer_id, count, now));
    return state_->offers->summaries(alike, now, language);
  });
}

Result<std::vector<OfferSummary>> CatalogueReader::summaries(const std::vector<std::string>& offer_ids,
                                                             base::LocalTime now, const offer::Language& language) {
  return state_->interruptible([&]() -> Result<std::vector<OfferSummary>> {
    std::vector<OfferIndex> known;
    for (std::size_t i = 0; i < std::min(offer_ids.size(), kItemsMax); ++i) {
      const Result<OfferIndex> found = state_->records->index_of(offer_ids[i]);
      if (found) {
        known.push_back(*found);
      } else if (found.error().code != ErrorCode::kNotFound) {
        return found.error();
      }
    }
    return state_->offers->summaries(known, now, language);
  });
}

Result<void> CatalogueReader::verify(const CancelToken& cancel) {
  return state_->interruptible([&]() -> Result<void> {
    const auto cancelled = [&]() -> Result<void> {
      if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while verifying"};
      return {};
    };
    BILDUNGSKIOSK_TRY_VOID(cancelled());
    BILDUNGSKIOSK_TRY_VOID(state_->database.check_integrity());
    BILDUNGSKIOSK_TRY_VOID(cancelled());
    BILDUNGSKIOSK_TRY(const std::string stored, stored_digest(state_->database));
    BILDUNGSKIOSK_TRY(const std::string expected, read_meta(state_->database, kMetaStoredDigest));
    if (stored != expected) return Error{ErrorCode::kCatalogueDamaged, "the tables are not as they were built"};
    BILDUNGSKIOSK_TRY_VOID(cancelled());
    BILDUNGSKIOSK_TRY(const std::string content, catalogue::content_digest(state_->database));
    if (content != state_->content_digest) {
      return Error{ErrorCode::kCatalogueDamaged, "the records are not those it was built from"};
    }
    return {};
  });
}

void CatalogueReader::interrupt() {
  if (!state_->running.load()) return;
  state_->interrupted.store(true);
  state_->database.interrupt();
}

}  // namespace bildungskiosk::catalogue

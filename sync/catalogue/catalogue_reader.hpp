#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/offer_detail.hpp"
#include "sync/catalogue/overview.hpp"
#include "sync/catalogue/search/lexicon.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// One generation's catalogue, read-only. The file never changes while it is open (generations are immutable), so
/// there are no locks. Every method but `interrupt` belongs to one thread at a time; open one reader for each thread.
/// Errors of every method: kCatalogueDamaged when the file is not what the builder wrote, kCancelled after `interrupt`.
class CatalogueReader {
 public:
  /// Opens, and loads the columns for filters and the words of the index (10,000 offers: some 30 ms).
  /// kNotFound without a file; kUnsupportedFormat when another version of the schema wrote it (build it again);
  /// kCatalogueDamaged when it is no catalogue, was not finished, or is visibly broken.
  /// `lexicon`: what is known of words beyond the catalogue (assets/search); without it the catalogue's own synonyms.
  [[nodiscard]] static base::Result<CatalogueReader> open(const std::string& path, Lexicon lexicon = {});
  CatalogueReader(CatalogueReader&&) noexcept;
  CatalogueReader& operator=(CatalogueReader&&) noexcept;
  ~CatalogueReader();

  /// Reads every page and row and compares them with the digests written at the end of the build: kCatalogueDamaged
  /// names the first difference. About a second for 100,000 offers.
  [[nodiscard]] base::Result<void> verify(const base::CancelToken& cancel);

  [[nodiscard]] const offer::CatalogueInfo& info() const;
  [[nodiscard]] const BuildCounts& counts() const;  // of all offers, past ones too
  [[nodiscard]] const std::string& content_digest() const;

  [[nodiscard]] base::Result<CatalogueOverview> overview(base::LocalTime now, const offer::Language& language,
                                                         std::size_t this_week_max = 8);

  /// 10,000 offers: results, total and facets in a few milliseconds. Never fails because of what was typed.
  [[nodiscard]] base::Result<SearchResult> search(const SearchQuery& query);

  /// kNotFound when the catalogue has no such offer. Past offers can be read: somebody may have remembered one.
  [[nodiscard]] base::Result<OfferDetail> detail(std::string_view offer_id, base::LocalTime now,
                                                 const offer::Language& language);

  /// Up to `count` (at most 50) other offers that are to come, nearest first: same phase, category, words of the title,
  /// town.
  [[nodiscard]] base::Result<std::vector<OfferSummary>> similar(std::string_view offer_id, std::size_t count,
                                                                base::LocalTime now, const offer::Language& language);

  /// The summaries of those ids that exist, in the given order (the visitor's list). At most 200 ids are looked at.
  [[nodiscard]] base::Result<std::vector<OfferSummary>> summaries(const std::vector<std::string>& offer_ids,
                                                                  base::LocalTime now, const offer::Language& language);

  /// Makes the call that runs on the other thread end soon with kCancelled; without one, does nothing. From any thread,
  /// while the reader lives.
  void interrupt();

 private:
  struct State;
  explicit CatalogueReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::catalogue

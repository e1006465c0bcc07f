#include "sync/publish/office_report.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/merging.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/stock_changes.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Result;

/// The full file that the release has of a source; nullopt of one that is not in it.
Result<std::unique_ptr<exchange::CompressedLineReader>> published_lines(const Office& office,
                                                                        const PublishedState& state,
                                                                        const std::string& source) {
  for (const auto& [path, file] : state.release->all_targets()) {
    if (!path.starts_with(source + "/offers-") || !path.ends_with(".jsonl.zst")) continue;
    const std::string stored =
        office.targets_directory() + "/" + trust::target_file_path(path, file, state.root.consistent_snapshot);
    BILDUNGSKIOSK_TRY(auto opened, office.files().open_for_reading(stored));
    return std::make_unique<exchange::CompressedLineReader>(std::move(opened));
  }
  return std::unique_ptr<exchange::CompressedLineReader>();
}

Result<StockChanges> changes_of(const Office& office, const PublishedState& state, const std::string& source,
                                const Content& shown) {
  BILDUNGSKIOSK_TRY(const auto reader, published_lines(office, state, source));
  const NextLine next = [&](std::string_view& line) -> Result<bool> {
    exchange::CompressedLineReader::Line read;
    if (!reader) return false;
    BILDUNGSKIOSK_TRY(const bool more, reader->next(read));
    line = read.text;
    return more;
  };
  return changes_between(next, shown);
}

std::uint64_t offers_before(const StockChanges& changes) { return changes.changed + changes.gone + changes.unchanged; }

/// What all sources hold, and what is merged.
struct Stocks {
  std::vector<MergeSource> sources;
  std::vector<Content> contents;
  Merge merge;
};

Result<Stocks> stocks_of(const Office& office, const std::vector<std::string>& ids) {
  Stocks stocks;
  for (const std::string& id : ids) {
    BILDUNGSKIOSK_TRY(const auto delegation, office.delegation(id));
    BILDUNGSKIOSK_TRY(Content content, office.source_content(id));
    BILDUNGSKIOSK_TRY(auto identities, office.source_identities(id, content, Office::Cache::kRead));
    stocks.sources.push_back({id, delegation.has_value(), std::move(identities)});
    stocks.contents.push_back(std::move(content));
  }
  stocks.merge = merge_sources(stocks.sources);
  return stocks;
}

/// Title and day of what a source shows, for those of `offers` that are its, in the order of its lines.
Result<void> describe(const Content& content, std::span<SharedOffer> offers, std::span<const MergedOffer> merged) {
  std::size_t next = 0;
  return for_each_line(content, [&](std::string_view line, std::uint64_t number) -> Result<void> {
    if (next == offers.size() || merged[next].records.front().line != number - 1) return {};
    BILDUNGSKIOSK_TRY(const auto record, exchange::parse_record(line));
    if (const auto* offer = std::get_if<offer::Offer>(&record)) {
      offers[next].title = offer::localized(offer->name, "de");
      if (offer->schedule.starts) offers[next].day = base::format_date(*offer->schedule.starts);
    }
    ++next;
    return {};
  });
}

Result<void> add_shared(const Stocks& stocks, QualityReport& report) {
  const std::vector<MergedOffer>& merged = stocks.merge.merged;
  report.shared_count = merged.size();
  report.uncertain = stocks.merge.uncertain;
  report.shared.resize(std::min(merged.size(), kListedSharedMax));
  for (std::size_t i = 0; i < report.shared.size(); ++i) {
    report.shared[i].by_address = merged[i].by_address;
    for (const OfferLine& record : merged[i].records) {
      report.shared[i].sources.push_back(stocks.sources[record.source].source);
    }
  }
  // They are in the order of the sources that show them.
  for (std::size_t begin = 0; begin < report.shared.size();) {
    const std::size_t source = merged[begin].records.front().source;
    std::size_t end = begin;
    while (end < report.shared.size() && merged[end].records.front().source == source) ++end;
    BILDUNGSKIOSK_TRY_VOID(describe(stocks.contents[source], std::span(report.shared).subspan(begin, end - begin),
                                    std::span(merged).subspan(begin, end - begin)));
    begin = end;
  }
  return {};
}

}  // namespace

Result<QualityReport> report_on(const Office& office, base::Date today, const ProgressListener& listener) {
  QualityReport report{{}, today, office.settings().office, office.settings().region};
  BILDUNGSKIOSK_TRY(const auto ids, office.source_ids());
  BILDUNGSKIOSK_TRY(const PublishedState state, read_own_state(office.files(), office.directory() + "/repository"));
  BILDUNGSKIOSK_TRY(const Stocks stocks, stocks_of(office, ids));
  BILDUNGSKIOSK_TRY_VOID(add_shared(stocks, report));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string& id = ids[i];
    const auto& hidden = stocks.merge.hidden[i];
    if (listener) listener({id, i, ids.size()});
    BILDUNGSKIOSK_TRY(SourceReport source, office.source_report(id, today, hidden));
    if (state.release) {
      BILDUNGSKIOSK_TRY(const Content shown, without_lines(stocks.contents[i], hidden));
      // A target that was lost or altered is written anew by the next release; until then nothing is known of it.
      if (auto changes = changes_of(office, state, id, shown)) source.changes = *changes;
    }
    const auto published = source.changes ? std::optional(offers_before(*source.changes)) : std::nullopt;
    source.broken = broken_thresholds(office.settings().thresholds.of(id), source, published);
    report.sources.push_back(std::move(source));
  }
  return report;
}

std::optional<std::uint64_t> offers_until_now(const Office& office, const std::string& source) {
  const auto records = office.source_content(source);
  if (!records) return std::nullopt;
  const auto offers = count_offers(*records);
  return offers ? std::optional(*offers) : std::nullopt;
}

}  // namespace bildungskiosk::publish

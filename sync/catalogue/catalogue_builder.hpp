#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/cancel_token.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/prepared_record.hpp"
#include "sync/exchange/record.hpp"

namespace bildungskiosk::catalogue {

struct BuildCounts {
  std::int64_t offers = 0;
  std::int64_t providers = 0;
  std::int64_t places = 0;
  std::int64_t categories = 0;
  std::int64_t synonyms = 0;
  std::int64_t news = 0;
  std::int64_t sessions = 0;
  bool operator==(const BuildCounts&) const = default;
};

struct BuildResult {
  BuildCounts counts;
  /// Of the records' lines (content_digest.hpp): the same content gives the same digest, whatever the order of `add`
  /// and the version of the schema.
  std::string content_digest;
};

/// Builds the terminal's database of one generation from records: create, add each, finish. Records may come in any
/// order; it is quickest when the office's come first and each source's providers and places before its offers, for an
/// offer that names what is not there yet is put aside and parsed again. Offers get their rows in the order in which
/// they could be written, so the same records in the same order give the same bytes; in another order, the same content
/// and the same search results.
///
/// It is written aside and activated by somebody else, so there is no journal: a builder that was not finished,
/// or failed, leaves files that are to be thrown away (the destructor removes them). Belongs to one thread.
///
/// Files: `path` and, without a name, one beside it of the lines put aside. Memory: some 550 bytes an offer and
/// SQLite's caches (80 MB).
class CatalogueBuilder {
 public:
  /// Replaces nothing: kInvalidArgument when `path` exists. kDatabase with SQLite's words when it can't be created,
  /// kNoSpace when the disk is full (here and below).
  [[nodiscard]] static base::Result<CatalogueBuilder> create(const std::string& path);
  CatalogueBuilder(CatalogueBuilder&&) noexcept;
  CatalogueBuilder& operator=(CatalogueBuilder&&) noexcept;
  ~CatalogueBuilder();

  /// kDuplicateId when a record of its type and key is there already (a second catalogue record, too).
  /// After an error the builder takes nothing more.
  [[nodiscard]] base::Result<void> add(PreparedRecord record);
  /// A record that was parsed from `line`.
  [[nodiscard]] base::Result<void> add(const exchange::Record& record, std::string_view line);
  /// The same with the record's canonical line. What no line may hold: the error of `exchange::parse_record`.
  [[nodiscard]] base::Result<void> add(const exchange::Record& record);

  /// Checks references, orders the offers, completes the index. When it returns, the file is complete and synced to the
  /// medium (its directory entry is the caller's to sync). Call once.
  /// kMalformedRecord: no catalogue record, or an offer whose provider or place is not there; kCancelled.
  [[nodiscard]] base::Result<BuildResult> finish(const base::CancelToken& cancel);

 private:
  struct State;
  explicit CatalogueBuilder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::catalogue

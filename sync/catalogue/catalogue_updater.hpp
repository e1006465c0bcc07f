#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/cancel_token.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/exchange/record.hpp"

namespace bildungskiosk::catalogue {

/// How many offers an update of a catalogue with `present` of them may write anew: a share beyond which a build is
/// quicker (`scripts/bench install` finds it), and a few that are quick either way.
inline constexpr double kUpdateShareMax = 0.2;
inline constexpr std::uint64_t kUpdateOffersAlways = 64;
[[nodiscard]] constexpr std::uint64_t update_offers_max(std::uint64_t present) {
  return kUpdateOffersAlways + static_cast<std::uint64_t>(kUpdateShareMax * static_cast<double>(present));
}
/// Changed lines are kept in memory until the end; a release with more is built.
inline constexpr std::size_t kUpdateBytesMax = 64U << 20U;

/// Called now and then while `finish` works, on its thread: how many of all offers are done with.
using UpdateListener = std::function<void(std::int64_t offers)>;

struct UpdateResult {
  BuildResult built;
  std::int64_t offers_written = 0;  // new, changed, removed, and those whose provider, place or category was renamed
};

/// Turns a copy of the present generation's database into the next one's, at the cost of what differs: open, give it
/// every line of the new release as the builder is given every record, finish. What comes out shows and finds the same
/// as a build from the same records; only the numbers of rows and the layout of the file are its own.
///
/// It does not say what is wrong with a release: whatever the builder would refuse, and whatever is unforeseen, is an
/// error here, the copy is worth nothing then (the destructor removes it), and the builder is to be asked. Belongs to
/// one thread. Memory: some 200 bytes an offer, kUpdateBytesMax, SQLite's caches and the pages that one transaction
/// changes.
class CatalogueUpdater {
 public:
  /// `path`: a copy whose bytes are known to be those that were published. Reads every line of it.
  /// kUnsupportedFormat: another version of the schema, or another folding of words. kCatalogueDamaged, kDatabase,
  /// kNotFound, kCancelled.
  [[nodiscard]] static base::Result<CatalogueUpdater> open(const std::string& path, const base::CancelToken& cancel);
  CatalogueUpdater(CatalogueUpdater&&) noexcept;
  CatalogueUpdater& operator=(CatalogueUpdater&&) noexcept;
  ~CatalogueUpdater();

  /// What a line of the present catalogue is; the key is valid as long as this object.
  struct Known {
    exchange::TypeIndex type = 0;
    std::string_view key;
  };
  /// When the present catalogue has this very line, it is taken over. Nothing: it is to be parsed, and taken as a
  /// record. kDuplicateId when it came before.
  [[nodiscard]] base::Result<std::optional<Known>> take_known(std::string_view line);
  /// A record whose line is not known. kDuplicateId; kTooLarge when there are more than an update is good for.
  [[nodiscard]] base::Result<void> take(const exchange::Record& record, std::string_view line);

  /// Writes the difference; what was not taken is removed. When it returns, the file is complete and synced, as the
  /// builder's. Call once. Besides the builder's errors kTooLarge: more offers would be written than update_offers_max.
  [[nodiscard]] base::Result<UpdateResult> finish(const base::CancelToken& cancel, const UpdateListener& progress = {});

 private:
  struct State;
  explicit CatalogueUpdater(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::catalogue

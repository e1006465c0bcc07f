#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/sync_configuration.hpp"
#include "sync/publish/taxonomy.hpp"
#include "sync/publish/thresholds.hpp"

namespace bildungskiosk::publish {

/// What became of one source in a run.
struct SourceOutcome {
  std::string source;
  std::uint64_t offers = 0;             // taken; of a source that was kept: nothing
  std::optional<base::Error> error;     // why it was kept as it was
  std::vector<BrokenThreshold> broken;  // the same: what of the new stock is worse than office.toml allows
  std::string place;                    // the file, folder or address that the error is about
  std::optional<TextPosition> at;       // in that file

  [[nodiscard]] bool is_kept() const { return error.has_value() || !broken.empty(); }
};

/// What became of a run. Sources are kept apart: trouble with one is never trouble with another.
struct SyncOutcome {
  std::vector<SourceOutcome> sources;  // in the order of the configuration
  std::optional<ReleaseResult> release;
  std::optional<base::Error> release_error;
  enum class Export { kNotWanted, kUpToDate, kWritten } exported = Export::kNotWanted;
  std::optional<base::Error> export_error;
};

struct SyncSurroundings {
  const Taxonomy& taxonomy;
  const base::Clock& clock;
  const base::CancelToken& cancel;
  std::string_view passphrase;
  /// Told of each source as it is done.
  std::function<void(const SourceOutcome&)> source_done = [](const SourceOutcome&) {};
};

/// One run of continuous operation: reads every source anew, releases when something but a time stamp has changed or
/// the signatures need renewing, and brings `publish_to` up to date. The caller holds the office's lock.
///
/// A source that can't be read whole, or whose export breaks a threshold, keeps the stock it had, and with it what is
/// published of it. Sources that the configuration does not name are left as they are. Whatever stops the run, the
/// office is valid: each step replaces files atomically, and the next run does what is missing. When cancelled, the
/// sources not yet done are kept (their error is kCancelled) and nothing is released.
SyncOutcome run_sync(Office& office, const SyncConfiguration& configuration, const SyncSurroundings& surroundings);

}  // namespace bildungskiosk::publish

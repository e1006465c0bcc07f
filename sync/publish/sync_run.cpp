#include "sync/publish/sync_run.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/importers/csv_mapping.hpp"
#include "sync/publish/office_report.hpp"
#include "sync/publish/source_files.hpp"
#include "sync/publish/source_import.hpp"
#include "sync/publish/stick_export.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

class Run {
 public:
  Run(Office& office, const SyncConfiguration& configuration, const SyncSurroundings& surroundings)
      : office_(office),
        configuration_(configuration),
        surroundings_(surroundings),
        source_files_(office.files(), office.directory() + "/fetched", configuration.network, surroundings.cancel) {}

  SyncOutcome run() {
    SyncOutcome outcome;
    for (const SyncSource& source : configuration_.sources) {
      SourceOutcome& done = outcome.sources.emplace_back();
      done.source = source.id;
      if (const auto taken = take(source, done); !taken) done.error = taken.error();
      surroundings_.source_done(done);
    }
    if (surroundings_.cancel.cancelled()) {
      outcome.release_error = Error{ErrorCode::kCancelled, "before the release"};
      return outcome;
    }
    // What is kept of downloads is only a saving.
    static_cast<void>(source_files_.forget_others(configuration_.sources));
    publish(outcome);
    return outcome;
  }

 private:
  Result<void> take(const SyncSource& source, SourceOutcome& done) {
    if (surroundings_.cancel.cancelled()) return Error{ErrorCode::kCancelled, source.id};
    auto& files = office_.files();
    std::optional<CsvMapping> mapping;
    if (!source.mapping.empty()) {
      done.place = source.mapping;
      BILDUNGSKIOSK_TRY(mapping, CsvMapping::load(files, source.mapping));
    }
    const auto paths = source_files_.find(source);
    done.place = source_files_.failed_at();
    if (!paths) return paths.error();
    const base::Date today = base::german_local_time(surroundings_.clock.now()).date;
    SourceImport import(files, surroundings_.taxonomy, {source.id, source.provider_name}, today);
    import.stop_on(surroundings_.cancel);
    for (const std::string& path : *paths) {
      done.place = source_files_.name_of(path);
      const bool is_downloaded = done.place != path;
      const auto added = import.add_file(path, source.format, mapping ? &*mapping : nullptr,
                                         is_downloaded ? done.place : std::string());
      done.at = import.stopped_at();
      if (!added) return added.error();
    }
    done.place.clear();
    BILDUNGSKIOSK_TRY(const SourceStock stock, import.finish());
    done.broken = broken_thresholds(office_.settings().thresholds.of(source.id), stock.report,
                                    offers_until_now(office_, source.id));
    if (!done.broken.empty()) return {};
    done.offers = stock.report.stock.offers;
    return office_.store_source(source.id, stock);
  }

  void publish(SyncOutcome& outcome) {
    ReleaseOptions options;
    options.valid_days = office_.settings().valid_days;
    auto released = release(office_, surroundings_.passphrase, options, surroundings_.clock.now());
    if (!released) {
      outcome.release_error = std::move(released).error();
      return;
    }
    outcome.release = *std::move(released);
    if (configuration_.publish_to.empty()) return;
    if (is_exported(office_, configuration_.publish_to)) {
      outcome.exported = SyncOutcome::Export::kUpToDate;
      return;
    }
    const auto exported = write_export();
    if (!exported) {
      outcome.export_error = exported.error();
      return;
    }
    outcome.exported = SyncOutcome::Export::kWritten;
  }

  Result<void> write_export() {
    BILDUNGSKIOSK_TRY_VOID(create_folders_durably(office_.files(), configuration_.publish_to));
    BILDUNGSKIOSK_TRY_VOID(export_to_stick(office_, configuration_.publish_to, surroundings_.clock.now()));
    return {};
  }

  Office& office_;
  const SyncConfiguration& configuration_;
  const SyncSurroundings& surroundings_;
  SourceFiles source_files_;
};

}  // namespace

SyncOutcome run_sync(Office& office, const SyncConfiguration& configuration, const SyncSurroundings& surroundings) {
  return Run(office, configuration, surroundings).run();
}

}  // namespace bildungskiosk::publish

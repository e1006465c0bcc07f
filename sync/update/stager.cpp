#include "sync/update/stager.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/digest.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/update/delta_rebuild.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

/// One call of `stage`.
struct Stager::Run {
  trust::TufClient& client;
  const base::CancelToken& cancel;
  const Progress& progress;
  std::uint64_t bytes_fetched = 0;
  std::uint64_t bytes_total = 0;

  void fetched(std::size_t bytes) {
    bytes_fetched += bytes;
    if (progress) progress(bytes_fetched, bytes_total);
  }
};

namespace {

/// Writes what comes, counts and hashes it.
class FileSink final : public base::ByteSink {
 public:
  FileSink(base::WritableFile& file, std::function<void(std::size_t)> count) : file_(file), count_(std::move(count)) {}

  Result<void> write(base::ByteView bytes) override {
    BILDUNGSKIOSK_TRY_VOID(file_.append(bytes));
    hasher_.update(bytes);
    count_(bytes.size());
    return {};
  }
  [[nodiscard]] std::string finish_hex() { return hasher_.finish_hex(); }

 private:
  base::WritableFile& file_;
  std::function<void(std::size_t)> count_;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
};

}  // namespace

std::uint64_t database_bytes(const std::vector<ManifestTarget>& targets) {
  std::uint64_t package_bytes = 0;
  for (const auto& target : targets) package_bytes += target.length_bytes;
  return package_bytes * kDatabaseBytesPerPackageByte;
}

std::vector<PlannedTarget> Stager::plan(const std::vector<trust::TrustedTarget>& targets,
                                        const std::vector<trust::TrustedTarget>& all) const {
  std::vector<PlannedTarget> planned;
  for (const auto& target : targets) {
    PlannedTarget& next = planned.emplace_back(PlannedTarget{target, std::nullopt, std::nullopt});
    const auto content = content_of(target);
    if (content && stock_.has(content->sha256)) next.known = content->sha256;
    for (auto& delta : deltas_to(target, all)) {
      if (!stock_.has(delta.from.sha256)) continue;
      next.delta = std::move(delta);
      break;
    }
  }
  return planned;
}

Result<std::uint64_t> Stager::missing_bytes(const std::vector<PlannedTarget>& planned,
                                            std::uint64_t floor_bytes) const {
  std::uint64_t needed_bytes = floor_bytes;
  std::uint64_t scratch_bytes = 0;  // one rebuild after the other
  for (const auto& next : planned) {
    const std::uint64_t full_bytes = next.target.file.length_bytes;
    if (full_bytes > kTarget_bytes_max) {
      return Error{ErrorCode::kTooLarge, next.target.path + ": " + std::to_string(full_bytes) + " bytes"};
    }
    needed_bytes += full_bytes * kDatabaseBytesPerPackageByte;
    // A delta that is of no use costs the full file; a rebuilt one is not packed as tightly as the full file.
    if (!next.known) needed_bytes += full_bytes * (next.delta ? kRebuiltBytesPerPackageByte : 1);
    if (!next.known && next.delta) scratch_bytes = std::max(scratch_bytes, next.delta->from.bytes);
  }
  needed_bytes += scratch_bytes;
  BILDUNGSKIOSK_TRY(const std::uint64_t free_bytes, files_.free_bytes(folder_));
  return needed_bytes > free_bytes ? needed_bytes - free_bytes : 0;
}

Result<std::vector<StagedFile>> Stager::stage(trust::TufClient& client, const std::vector<PlannedTarget>& planned,
                                              const base::CancelToken& cancel, const Progress& progress) {
  Run run{client, cancel, progress};
  for (const auto& next : planned) run.bytes_total += next.fetch_bytes();
  run.fetched(0);
  std::vector<StagedFile> staged;
  for (const auto& next : planned) {
    BILDUNGSKIOSK_TRY(auto file, stage_one(run, next, staged.size()));
    staged.push_back(std::move(file));
  }
  return staged;
}

Result<StagedFile> Stager::stage_one(Run& run, const PlannedTarget& planned, std::size_t index) {
  if (planned.known) {
    auto known = from_stock(run, planned);
    if (known || known.error().code == ErrorCode::kCancelled) return known;
  }
  if (planned.delta) {
    if (planned.known) run.bytes_total += planned.delta->target.file.length_bytes;
    auto rebuilt = from_delta(run, planned, index);
    if (rebuilt || !full_file_may_do(rebuilt.error())) return rebuilt;
  }
  if (planned.known || planned.delta) run.bytes_total += planned.target.file.length_bytes;
  return fetch(run, planned.target, "target-" + std::to_string(index));
}

/// The lines are read and compared before anything relies on them: a disk forgets.
Result<StagedFile> Stager::from_stock(Run& run, const PlannedTarget& planned) {
  const std::string path = stock_.path_of(*planned.known);
  BILDUNGSKIOSK_TRY(const auto lines, measure_lines(files_, path, run.cancel));
  if (lines.sha256 != *planned.known) {
    return Error{ErrorCode::kCatalogueDamaged, path + ": other lines than its name says"};
  }
  BILDUNGSKIOSK_TRY(const auto file, measure_file(files_, path, run.cancel));
  return StagedFile{planned.target, path, file.sha256, lines.sha256};
}

Result<StagedFile> Stager::from_delta(Run& run, const PlannedTarget& planned, std::size_t index) {
  const Delta& delta = *planned.delta;
  BILDUNGSKIOSK_TRY(const auto patch, fetch(run, delta.target, "patch-" + std::to_string(index)));
  const RebuildPaths paths{stock_.path_of(delta.from.sha256), patch.path, base::join_path(folder_, "earlier"),
                           base::join_path(folder_, "target-" + std::to_string(index))};
  const auto rebuilt = rebuild(files_, delta, paths, run.cancel);
  static_cast<void>(files_.remove_file(patch.path));
  if (!rebuilt) return rebuilt.error();
  BILDUNGSKIOSK_TRY(const auto file, measure_file(files_, paths.result, run.cancel));
  return StagedFile{planned.target, paths.result, file.sha256, delta.to.sha256};
}

Result<StagedFile> Stager::fetch(Run& run, const trust::TrustedTarget& target, const std::string& name) {
  // Our own names: a foreign one never reaches the disk.
  const std::string path = base::join_path(folder_, name);
  BILDUNGSKIOSK_TRY(const auto file, files_.create(path));
  FileSink sink(*file, [&run](std::size_t bytes) { run.fetched(bytes); });
  if (auto done = run.client.download(target, sink, run.cancel); !done) {
    return base::with_context(std::move(done).error(), target.path);
  }
  BILDUNGSKIOSK_TRY_VOID(file->close());
  return StagedFile{target, path, sink.finish_hex(), std::nullopt};
}

}  // namespace bildungskiosk::update

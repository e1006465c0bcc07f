#include "sync/publish/new_targets.hpp"

#include <algorithm>
#include <utility>

#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/patch.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/target_history.hpp"
#include "sync/publish/unpacked_lines.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::ByteView;
using base::ErrorCode;
using base::Result;
using trust::JsonObject;
using trust::TargetFile;

JsonObject describe_content(std::uint64_t length_bytes, std::string sha256) {
  return {{"length", static_cast<std::int64_t>(length_bytes)}, {"sha256", std::move(sha256)}};
}

JsonObject describe_content(const Content& lines) { return describe_content(lines.length_bytes, lines.sha256); }

class IntoScratch final : public base::WritableFile {
 public:
  explicit IntoScratch(base::ScratchFile& file) : file_(file) {}
  Result<void> append(ByteView bytes) override { return file_.append(bytes); }
  Result<void> sync() override { return {}; }
  Result<void> close() override { return {}; }

 private:
  base::ScratchFile& file_;
};

class ScratchSink final : public base::ByteSink {
 public:
  explicit ScratchSink(base::ScratchFile& file) : file_(file) {}
  Result<void> write(ByteView bytes) override { return file_.append(bytes); }

 private:
  base::ScratchFile& file_;
};

/// Whether an earlier version's file can't be a delta's base: gone, altered, or longer than a base may be.
bool is_of_no_use(ErrorCode code) {
  return code == ErrorCode::kNotFound || code == ErrorCode::kNotAFile || code == ErrorCode::kHashMismatch ||
         code == ErrorCode::kMalformedCompression || code == ErrorCode::kMalformedRecord ||
         code == ErrorCode::kTooLarge;
}

/// Whether a terminal is better off with the delta, the entry in the metadata that everybody reads included.
bool is_worth_it(std::uint64_t delta_bytes, std::uint64_t full_bytes) {
  return delta_bytes + kDeltaListingBytes <= full_bytes / 4 * 3;
}

}  // namespace

Result<LineCounts> count_lines(const Content& lines) {
  LineCounts counts;
  const auto counted = for_each_line(lines, [&](std::string_view line, std::uint64_t number) -> Result<void> {
    const auto record = exchange::parse_record(line);
    if (!record) return base::with_context(record.error(), "line " + std::to_string(number));
    ++counts.records;
    if (std::holds_alternative<offer::Offer>(*record)) ++counts.offers;
    return {};
  });
  if (!counted) return counted.error();
  return counts;
}

Result<void> NewTargets::add(TargetFiles& into, const std::string& path, const Content& content, JsonObject custom) {
  BILDUNGSKIOSK_TRY(base::ScratchFile* const file, scratch());
  const std::uint64_t begin = file->size_bytes();
  IntoScratch bytes(*file);
  exchange::CompressingSink sink(bytes, content.length_bytes,
                                 exchange::CompressionPlan::thorough(content.length_bytes));
  BILDUNGSKIOSK_TRY_VOID(content.write_to(sink));
  BILDUNGSKIOSK_TRY_VOID(sink.finish());
  custom.insert_or_assign("content", describe_content(content));
  return add_file(into, path, begin, std::move(custom));
}

Result<void> NewTargets::add_as_it_is(TargetFiles& into, const std::string& path, const Content& content,
                                      JsonObject custom) {
  BILDUNGSKIOSK_TRY(base::ScratchFile* const file, scratch());
  const std::uint64_t begin = file->size_bytes();
  ScratchSink sink(*file);
  BILDUNGSKIOSK_TRY_VOID(content.write_to(sink));
  return add_file(into, path, begin, std::move(custom));
}

Result<base::ScratchFile*> NewTargets::scratch() {
  if (!scratch_) {
    BILDUNGSKIOSK_TRY(scratch_, base::ScratchFile::create());
  }
  return &*scratch_;
}

Result<void> NewTargets::add_file(TargetFiles& into, const std::string& path, std::uint64_t begin, JsonObject custom) {
  BILDUNGSKIOSK_TRY(Content content, scratch_content(*scratch_, begin));
  TargetFile target = target_of(content);
  target.custom = std::move(custom);
  const std::string stored = trust::target_file_path(path, target, state_->root.consistent_snapshot);
  pending_.push_back({targets_folder_ + "/" + stored, std::move(content)});
  into.insert_or_assign(path, std::move(target));
  return {};
}

Result<NewTargets::Deltas> NewTargets::add_deltas(TargetFiles& into, const TargetName& name, const Content& content,
                                                  std::int64_t versions_back) {
  BILDUNGSKIOSK_TRY(const auto earlier, earlier_files(*files_, targets_folder_, name.folder, name.version));
  const auto is_wanted = [&](const EarlierFile& file) { return file.version >= name.version - versions_back; };
  const bool fits = content.length_bytes <= exchange::kPatchContentBytesMax;
  if (!fits || std::none_of(earlier.begin(), earlier.end(), is_wanted)) return Deltas{};
  UnpackedLines unpacked;
  BILDUNGSKIOSK_TRY_VOID(content.write_to(unpacked));
  BILDUNGSKIOSK_TRY(const auto lines, unpacked.take());
  Deltas made;
  for (const EarlierFile& file : earlier) {
    if (!is_wanted(file)) break;
    BILDUNGSKIOSK_TRY(const std::uint64_t bytes, add_delta(into, name, content, *lines, file));
    made.count += bytes > 0 ? 1U : 0U;
    made.bytes += bytes;
  }
  return made;
}

Result<std::uint64_t> NewTargets::add_delta(TargetFiles& into, const TargetName& name, const Content& content,
                                            base::MappedFile& lines, const EarlierFile& earlier) {
  UnpackedLines unpacked;
  if (const auto done = unpack_lines(*files_, earlier, exchange::kPatchContentBytesMax, unpacked); !done) {
    // A lost or altered file of an earlier version costs its delta, not the release.
    return is_of_no_use(done.error().code) ? Result<std::uint64_t>(0) : done.error();
  }
  BILDUNGSKIOSK_TRY(const auto earlier_lines, unpacked.take());
  BILDUNGSKIOSK_TRY(const base::Bytes patch, exchange::make_patch(*earlier_lines, lines));
  if (!is_worth_it(patch.size(), into.find(name.full())->second.length_bytes)) return std::uint64_t{0};
  JsonObject from = describe_content(earlier_lines->bytes().size(), unpacked.finish_sha256());
  from.insert_or_assign("version", earlier.version);
  BILDUNGSKIOSK_TRY(base::ScratchFile* const file, scratch());
  const std::uint64_t begin = file->size_bytes();
  BILDUNGSKIOSK_TRY_VOID(file->append(patch));
  BILDUNGSKIOSK_TRY_VOID(add_file(into, name.delta(earlier.version), begin,
                                  {{"kind", kDelta},
                                   {"source", name.folder},
                                   {"version", name.version},
                                   {"from", std::move(from)},
                                   {"to", describe_content(content)}}));
  return std::uint64_t{patch.size()};
}

Result<void> NewTargets::write() {
  auto& files = *files_;
  for (const Pending& target : std::exchange(pending_, {})) {
    BILDUNGSKIOSK_TRY_VOID(create_folders_durably(files, base::parent_path(target.path)));
    BILDUNGSKIOSK_TRY_VOID(write_content(files, target.path, target.content));
  }
  return {};
}

}  // namespace bildungskiosk::publish

#include "sync/update/generation_builder.hpp"

#include <utility>

#include "sync/base/digest.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/update/record_stream.hpp"

namespace bildungskiosk::update {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::FileSystem;
using base::Result;

namespace {

constexpr std::size_t kReadBlock_bytes = 256U << 10U;

Error cancelled() { return Error{ErrorCode::kCancelled, "asked to stop"}; }

/// What was read, out of the batch into the builder; `offers` counts them.
Result<void> take(catalogue::CatalogueBuilder& builder, RecordStream::Batch& batch, std::uint64_t& offers) {
  for (auto& [line, record] : batch.records) {
    if (record.is_offer()) ++offers;
    if (auto added = builder.add(std::move(record)); !added) {
      return base::with_context(std::move(added).error(), batch.target + " line " + std::to_string(line));
    }
  }
  return {};
}

}  // namespace

Result<BuiltCatalogue> build_catalogue(FileSystem& files, const std::vector<StagedFile>& staged,
                                       const std::string& catalogue_path, const CancelToken& cancel,
                                       const BuildListener& progress) {
  BILDUNGSKIOSK_TRY(auto builder, catalogue::CatalogueBuilder::create(catalogue_path));
  std::uint64_t offers = 0;
  {
    RecordStream records(files, staged, cancel);
    while (true) {
      if (progress) progress(InstallStep::kTakingOver, offers);
      BILDUNGSKIOSK_TRY(auto batch, records.next());
      if (!batch) break;
      if (cancel.cancelled()) return cancelled();
      BILDUNGSKIOSK_TRY_VOID(take(builder, *batch, offers));
    }
  }
  if (progress) progress(InstallStep::kIndexing, offers);
  BILDUNGSKIOSK_TRY(const auto result, builder.finish(cancel));
  return count_again(files, catalogue_path, result.counts, offers, cancel);
}

Result<BuiltCatalogue> count_again(FileSystem& files, const std::string& catalogue_path,
                                   const catalogue::BuildCounts& counts, std::uint64_t offers,
                                   const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto reader, catalogue::CatalogueReader::open(catalogue_path));
  if (static_cast<std::uint64_t>(counts.offers) != offers || reader.counts() != counts) {
    return Error{ErrorCode::kDatabase, "the built catalogue does not hold what was read: " + std::to_string(offers) +
                                           " offers read, " + std::to_string(reader.counts().offers) + " found"};
  }
  BuiltCatalogue built;
  BILDUNGSKIOSK_TRY(built.file, measure_file(files, catalogue_path, cancel));
  built.file.offers = offers;
  built.info = reader.info();
  return built;
}

Result<ManifestCatalogue> measure_file(FileSystem& files, const std::string& path, const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto file, files.open_for_reading(path));
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  base::Bytes block(kReadBlock_bytes);
  ManifestCatalogue measured;
  while (true) {
    if (cancel.cancelled()) return cancelled();
    BILDUNGSKIOSK_TRY(const std::size_t count, file->read(block));
    if (count == 0) break;
    hasher.update(base::ByteView(block).first(count));
    measured.bytes += count;
  }
  measured.sha256 = hasher.finish_hex();
  return measured;
}

}  // namespace bildungskiosk::update

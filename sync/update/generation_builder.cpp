#include "sync/update/generation_builder.hpp"

#include <utility>
#include <variant>

#include "sync/base/digest.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/package.hpp"
#include "sync/update/record_scope.hpp"

namespace bildungskiosk::update {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::FileSystem;
using base::Result;

namespace {

constexpr std::size_t kReadBlock_bytes = 256U << 10U;
constexpr std::uint64_t kOffersBetweenReports = 50;

Error cancelled() { return Error{ErrorCode::kCancelled, "asked to stop"}; }

/// Reads one staged file into the builder.
class FileImport {
 public:
  FileImport(catalogue::CatalogueBuilder& builder, const StagedFile& staged, std::uint64_t& offers)
      : builder_(builder), description_(describe(staged.target)), offers_(offers) {}

  Result<void> run(exchange::CompressedLineReader& lines, const CancelToken& cancel, const BuildListener& progress) {
    exchange::CompressedLineReader::Line line;
    while (true) {
      auto more = lines.next(line);
      if (!more) return base::with_context(std::move(more).error(), description_.path);
      if (!*more) return {};
      if (cancel.cancelled()) return cancelled();
      if (auto taken = take(line.text); !taken) {
        return base::with_context(std::move(taken).error(), description_.path + " line " + std::to_string(line.number));
      }
      if (progress && offers_ % kOffersBetweenReports == 0) progress(InstallStep::kTakingOver, offers_);
    }
  }

 private:
  Result<void> take(std::string_view text) {
    BILDUNGSKIOSK_TRY(const auto record, read_record(description_, text));
    if (!record) return {};
    if (std::holds_alternative<offer::Offer>(*record)) ++offers_;
    return builder_.add(*record, text);
  }

  catalogue::CatalogueBuilder& builder_;
  const ManifestTarget description_;
  std::uint64_t& offers_;
};

}  // namespace

Result<BuiltCatalogue> build_catalogue(FileSystem& files, const std::vector<StagedFile>& staged,
                                       const std::string& catalogue_path, const CancelToken& cancel,
                                       const BuildListener& progress) {
  BILDUNGSKIOSK_TRY(auto builder, catalogue::CatalogueBuilder::create(catalogue_path));
  std::uint64_t offers = 0;
  for (const auto& file : staged) {
    BILDUNGSKIOSK_TRY(auto opened, files.open_for_reading(file.path));
    exchange::CompressedLineReader lines(std::move(opened));
    BILDUNGSKIOSK_TRY_VOID(FileImport(builder, file, offers).run(lines, cancel, progress));
  }
  if (progress) progress(InstallStep::kTakingOver, offers);
  BILDUNGSKIOSK_TRY(const auto result, builder.finish(cancel, [&](const catalogue::BuildProgress& indexed) {
    if (progress) progress(InstallStep::kIndexing, static_cast<std::uint64_t>(indexed.done));
  }));
  if (progress) progress(InstallStep::kIndexing, offers);
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

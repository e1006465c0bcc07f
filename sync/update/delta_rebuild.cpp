#include "sync/update/delta_rebuild.hpp"

#include "sync/base/digest.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/patch.hpp"
#include "sync/update/stock.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// Hashes what passes through.
class HashingSink final : public base::ByteSink {
 public:
  explicit HashingSink(base::ByteSink& sink) : sink_(sink) {}
  Result<void> write(base::ByteView bytes) override {
    hasher_.update(bytes);
    return sink_.write(bytes);
  }
  [[nodiscard]] std::string finish_hex() { return hasher_.finish_hex(); }

 private:
  base::ByteSink& sink_;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
};

Result<void> unpack_earlier(base::FileSystem& files, const Delta& delta, const RebuildPaths& paths,
                            const base::CancelToken& cancel) {
  const auto unpacked = unpack_lines(files, paths.earlier, paths.scratch, cancel);
  if (!unpacked) {
    const ErrorCode code = unpacked.error().code;
    if (code == ErrorCode::kCancelled || code == ErrorCode::kNoSpace) return unpacked.error();
    return Error{ErrorCode::kCatalogueDamaged, paths.earlier + ": " + unpacked.error().detail};
  }
  if (unpacked->bytes == delta.from.bytes && unpacked->sha256 == delta.from.sha256) return {};
  return Error{ErrorCode::kCatalogueDamaged, paths.earlier + ": other lines than its name says"};
}

Result<void> apply(base::FileSystem& files, const Delta& delta, const RebuildPaths& paths,
                   const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto patch, files.open_for_reading(paths.patch));
  BILDUNGSKIOSK_TRY(const auto earlier, base::map_file(files, paths.scratch, exchange::kPatchContentBytesMax));
  BILDUNGSKIOSK_TRY(const auto result, files.create(paths.result));
  exchange::CompressingSink compressing(*result, delta.to.bytes);
  HashingSink hashing(compressing);
  BILDUNGSKIOSK_TRY_VOID(exchange::apply_patch(*patch, *earlier, delta.to.bytes, hashing, cancel));
  if (hashing.finish_hex() != delta.to.sha256) {
    return Error{ErrorCode::kHashMismatch, delta.target.path + " gives other lines than signed"};
  }
  BILDUNGSKIOSK_TRY_VOID(compressing.finish());
  return result->close();
}

}  // namespace

Result<void> rebuild(base::FileSystem& files, const Delta& delta, const RebuildPaths& paths,
                     const base::CancelToken& cancel) {
  auto done = unpack_earlier(files, delta, paths, cancel);
  if (done) done = apply(files, delta, paths, cancel);
  // What can't be removed now goes with the whole staging folder.
  static_cast<void>(files.remove_file(paths.scratch));
  return done;
}

bool full_file_may_do(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotFound:
    case ErrorCode::kNotAFile:
    case ErrorCode::kTooLarge:
    case ErrorCode::kLengthMismatch:
    case ErrorCode::kHashMismatch:
    case ErrorCode::kMalformedCompression:
    case ErrorCode::kCatalogueDamaged:
      return true;
    default:
      return false;
  }
}

}  // namespace bildungskiosk::update

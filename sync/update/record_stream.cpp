#include "sync/update/record_stream.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/package.hpp"
#include "sync/update/record_scope.hpp"

namespace bildungskiosk::update {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;

/// What the thread does.
class RecordStream::Reader {
 public:
  Reader(base::FileSystem& files, base::BoundedQueue<Result<Batch>>& batches, const CancelToken& cancel,
         const CancelToken& abandoned)
      : files_(files), batches_(batches), cancel_(cancel), abandoned_(abandoned) {}

  void run(const std::vector<StagedFile>& staged) {
    for (const StagedFile& file : staged) {
      auto read = read_file(file);
      hand_over();
      if (read) continue;
      static_cast<void>(batches_.push(std::move(read).error()));
      break;
    }
    batches_.close();
  }

 private:
  Result<void> read_file(const StagedFile& file) {
    const ManifestTarget target = describe(file.target);
    batch_.target = target.path;
    BILDUNGSKIOSK_TRY(auto opened, files_.open_for_reading(file.path));
    exchange::CompressedLineReader lines(std::move(opened));
    exchange::CompressedLineReader::Line line;
    while (true) {
      auto more = lines.next(line);
      if (!more) return base::with_context(std::move(more).error(), target.path);
      if (!*more) return {};
      if (cancel_.cancelled() || abandoned_.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
      if (auto taken = take(target, line); !taken) {
        return base::with_context(std::move(taken).error(), target.path + " line " + std::to_string(line.number));
      }
    }
  }

  Result<void> take(const ManifestTarget& target, const exchange::CompressedLineReader::Line& line) {
    BILDUNGSKIOSK_TRY(auto record, read_record(target, line.text));
    if (!record) return {};
    batch_.records.push_back({line.number, catalogue::prepare(std::move(*record), line.text)});
    bytes_ += line.text.size();
    if (batch_.records.size() >= kRecordBatch_records || bytes_ >= kRecordBatch_bytes) hand_over();
    return {};
  }

  void hand_over() {
    if (batch_.records.empty()) return;
    Batch next{batch_.target, {}};
    next.records.reserve(kRecordBatch_records);
    static_cast<void>(batches_.push(std::exchange(batch_, std::move(next))));
    bytes_ = 0;
  }

  base::FileSystem& files_;
  base::BoundedQueue<Result<Batch>>& batches_;
  const CancelToken& cancel_;
  const CancelToken& abandoned_;
  Batch batch_;
  std::size_t bytes_ = 0;  // of its lines
};

RecordStream::RecordStream(base::FileSystem& files, std::vector<StagedFile> staged, const CancelToken& cancel)
    : batches_(kRecordBatches_max) {
  std::stable_partition(staged.begin(), staged.end(),
                        [](const StagedFile& file) { return describe(file.target).kind == kKindCatalogue; });
  try {
    thread_ = std::thread([this, &files, &cancel, files_to_read = std::move(staged)] {
      Reader(files, batches_, cancel, abandoned_).run(files_to_read);
    });
  } catch (const std::system_error& refused) {
    static_cast<void>(batches_.push(Error{ErrorCode::kInternal, std::string("no thread: ") + refused.what()}));
    batches_.close();
  }
}

RecordStream::~RecordStream() {
  abandoned_.cancel();
  batches_.close();
  if (thread_.joinable()) thread_.join();
}

Result<std::optional<RecordStream::Batch>> RecordStream::next() {
  std::optional<Result<Batch>> batch = batches_.pop();
  if (!batch) return std::optional<Batch>();
  if (!*batch) return std::move(*batch).error();
  return std::optional(std::move(*batch).value());
}

}  // namespace bildungskiosk::update

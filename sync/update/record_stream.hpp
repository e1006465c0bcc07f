#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "sync/base/bounded_queue.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/prepared_record.hpp"
#include "sync/update/stager.hpp"

namespace bildungskiosk::update {

/// The records of staged files, read on a thread of its own while somebody else writes: unpacked, parsed, checked
/// against what the file may hold (record_scope.hpp), and prepared for the catalogue. The office's files come first,
/// each file's records in their order, so what comes out does not depend on which thread is quicker. The thread has the
/// priority of the one that made it. It reads at most kRecordBatches_max batches ahead.
class RecordStream {
 public:
  /// A run of one file's records.
  struct Batch {
    std::string target;  // the path of the target, for people
    struct Numbered {
      std::uint64_t line = 0;
      catalogue::PreparedRecord record;
    };
    std::vector<Numbered> records;
  };

  /// `files` and `cancel` must outlive it.
  RecordStream(base::FileSystem& files, std::vector<StagedFile> staged, const base::CancelToken& cancel);
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;
  /// Waits for the thread, which ends at its next record.
  ~RecordStream();

  /// The next batch; nothing when all has been read. What is wrong comes after what was read before it, and is the
  /// last: kMalformedCompression, kMalformedRecord, kTooLarge, kCancelled, kInternal (no thread), and the file's own,
  /// the detail naming target and line. One thread.
  [[nodiscard]] base::Result<std::optional<Batch>> next();

 private:
  class Reader;

  base::BoundedQueue<base::Result<Batch>> batches_;
  base::CancelToken abandoned_;
  std::thread thread_;
};

}  // namespace bildungskiosk::update

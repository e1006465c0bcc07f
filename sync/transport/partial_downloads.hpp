#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"

namespace bildungskiosk::transport {

/// What came of files whose download broke off, so that the next run goes on where this one was. Only a saving: nothing
/// here is trusted (the bytes are hashed again by whoever asked for them), and trouble with it is the same as having
/// kept nothing.
///
///     FOLDER/<sha256 of the URL>/etag             the ETag under which the bytes came
///     FOLDER/<sha256 of the URL>/00001-<sha256>   the first piece, named by its own bytes; 00002-… the next
///
/// A piece is written once and is good while its name is right: a run may be killed and power may fail at any instant
/// without a sync, and what is damaged is left out with all behind it. Rejected: one file that grows, with a record of
/// how far it is good (two files that must agree after a power cut, a sync for each piece).
///
/// At most kPartialFilesMax files of kPartialPiecesMax pieces; nothing is kept while less than kPartialFreeBytesMin are
/// free on the disk. One thread. `files` must outlive it.
class PartialDownloads {
 public:
  /// The good pieces of one file, in order.
  struct Kept {
    std::string etag;  // strong
    std::uint64_t bytes = 0;
    std::vector<std::string> pieces;  // paths
  };

  /// Takes what comes and writes it down piece by piece; the rest when it goes.
  class Keeper {
   public:
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;
    void take(base::ByteView bytes);

   private:
    friend class PartialDownloads;
    Keeper(base::FileSystem& files, std::string folder, std::size_t pieces)
        : files_(files), folder_(std::move(folder)), pieces_(pieces) {}
    void write_piece();

    base::FileSystem& files_;
    std::string folder_;
    std::size_t pieces_;
    base::Bytes piece_;
    bool gave_up_ = false;
  };

  PartialDownloads(base::FileSystem& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

  /// Reads and checks what there is of the URL's file; removes what is no good.
  [[nodiscard]] std::optional<Kept> find(const std::string& url) const;
  /// Hands it to the sink, each piece checked once more. kIo when one is no longer what it was; the sink's error.
  base::Result<void> replay(const Kept& kept, base::ByteSink& sink, const base::CancelToken& cancel) const;
  /// Goes on behind `kept`, or anew without; null when there is nothing to be kept under (`etag` is not a strong one).
  [[nodiscard]] std::unique_ptr<Keeper> keep(const std::string& url, const std::string& etag, const Kept* kept) const;
  void forget(const std::string& url) const;
  void forget_all() const;

 private:
  [[nodiscard]] std::string folder_of(const std::string& url) const;

  base::FileSystem* files_;
  std::string folder_;
};

}  // namespace bildungskiosk::transport

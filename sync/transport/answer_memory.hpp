#pragma once

#include <optional>
#include <string>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"

namespace bildungskiosk::transport {

/// What a server answered last for the one file that changes under its name (timestamp.json), kept in a file of the
/// terminal, so that a server may say "not modified" (304) instead of sending it again. Only a saving: the bytes are
/// checked like fetched ones by whoever asked for them, and trouble with the file is the same as remembering nothing.
///
/// The file: the lines "bildungskiosk-answer 1", URL, ETag, SHA-256 of the body in hex, then the body as received.
/// The hash is there because a damaged body would be served again and again while the server says "not modified".
class AnswerMemory {
 public:
  struct Answer {
    std::string etag;
    base::Bytes body;
  };

  /// `path`'s folder is made when it is first needed. `files` must outlive the memory. One thread.
  AnswerMemory(base::FileSystem& files, std::string path) : files_(&files), path_(std::move(path)) {}

  [[nodiscard]] std::optional<Answer> recall(const std::string& url) const;
  /// An empty ETag, or one that is no ETag, forgets instead.
  void remember(const std::string& url, const std::string& etag, base::ByteView body);

 private:
  base::FileSystem* files_;
  std::string path_;
};

}  // namespace bildungskiosk::transport

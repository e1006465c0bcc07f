#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/base/scratch_file.hpp"

/// Bytes that are long, wherever they lie, one piece after the other: no function here needs more memory than a piece
/// and a line, but `read_content`.
namespace bildungskiosk::publish {

struct Content {
  std::uint64_t length_bytes = 0;
  std::string sha256;  // hex
  /// May be called any number of times. Errors: the sink's and those of where the bytes come from.
  std::function<base::Result<void>(base::ByteSink& sink)> write_to;
};

[[nodiscard]] Content text_content(std::string text);
/// Reads the file once, for its length and digest. kTooLarge past the limit, and the file system's.
[[nodiscard]] base::Result<Content> file_content(base::FileSystem& files, const std::string& path,
                                                 std::uint64_t bytes_max);
/// The part of the scratch file from `begin` to its present end. The file must outlive what is returned.
[[nodiscard]] base::Result<Content> scratch_content(const base::ScratchFile& file, std::uint64_t begin);

/// In memory. kTooLarge past the limit.
[[nodiscard]] base::Result<std::string> read_content(const Content& content, std::uint64_t bytes_max);
/// Each line without its '\n', with its number from 1. kTooLarge for a line past the exchange format's limit; the
/// errors of the content; those of `use`, which end it.
base::Result<void> for_each_line(
    const Content& content, const std::function<base::Result<void>(std::string_view line, std::uint64_t number)>& use);
/// As base::write_file_atomically. kHashMismatch when the bytes are not those of the digest any longer.
base::Result<void> write_content(base::FileSystem& files, const std::string& path, const Content& content);

}  // namespace bildungskiosk::publish

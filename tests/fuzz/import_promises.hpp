#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/check.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/source_import.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/memory_file_system.hpp"

namespace bildungskiosk::fuzz {

/// The lines that a file gives as a source's whole stock; nothing when it is refused.
[[nodiscard]] inline std::optional<std::vector<std::string>> stock_lines(std::string_view bytes,
                                                                         publish::Format format) {
  test::MemoryFileSystem files;
  const auto put = [&](const std::string& path, std::string_view content) {
    BILDUNGSKIOSK_CHECK(files.create_directories(base::parent_path(path)).has_value());
    BILDUNGSKIOSK_CHECK(base::write_file_atomically(files, path, base::as_bytes(content)).has_value());
  };
  put("/taxonomy/dvv.toml",
      "scheme = \"dvv\"\n[[category]]\ncode = \"4\"\nname = \"Sprachen\"\nphases = [\"family\"]\n");
  put("/in/export", bytes);
  const auto taxonomy = publish::Taxonomy::load(files, "/taxonomy");
  BILDUNGSKIOSK_CHECK(taxonomy.has_value());
  publish::SourceImport import(files, *taxonomy, {"fuzz", ""}, *base::make_date(2026, 9, 1));
  if (!import.add_file("/in/export", format)) return std::nullopt;
  auto stock = import.finish();
  if (!stock) return std::nullopt;
  const auto& report = stock->report.import;
  BILDUNGSKIOSK_CHECK(report.read == report.taken + report.left_out);
  std::vector<std::string> lines;
  const auto read = stock->records.for_each([&](std::string_view line) {
    lines.emplace_back(line);
    return base::Result<void>();
  });
  BILDUNGSKIOSK_CHECK(read.has_value());
  return lines;
}

/// What every importer promises of any bytes: it ends, what it hands on are valid records in order, and it does so
/// again.
inline void check_import(const std::uint8_t* data, std::size_t size, publish::Format format) {
  const std::string_view bytes = text_of(data, size);
  const auto lines = stock_lines(bytes, format);
  BILDUNGSKIOSK_CHECK(stock_lines(bytes, format) == lines);
  if (!lines) return;
  for (const std::string& line : *lines) BILDUNGSKIOSK_CHECK(exchange::parse_record(line).has_value());
}

}  // namespace bildungskiosk::fuzz

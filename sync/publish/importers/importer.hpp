#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/civil_time.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/importers/course_record.hpp"

namespace bildungskiosk::publish {

struct CsvMapping;

/// Takes what an importer reads, in the order of the file. An error from `take` ends the import and is passed on.
class RecordSink : public FindingSink {
 public:
  virtual base::Result<void> take(CourseRecord record) = 0;
  /// Where reading had to stop; called at most once, before the importer returns its error.
  virtual void stopped_at(TextPosition position) = 0;
};

/// The days for which dates that repeat are written out.
struct ImportWindow {
  base::Date first;
  base::Date last;
};
/// From the first of the day's month to the end of the same month a year on. By months, so that an export that has not
/// changed gives the same records tomorrow.
[[nodiscard]] ImportWindow import_window(base::Date today);

struct ImportSource {
  base::ReadableFile* file = nullptr;  // read once, front to back
  std::string name;                    // for reports
  ImportWindow window = {};
  const CsvMapping* mapping = nullptr;  // of a spreadsheet's columns; none: the templates' headers
};

/// Reads one export format as a stream: memory does not grow with the file.
///
/// The rule for bad input: a file that is not well-formed is refused whole, with the line and column, because nobody
/// can tell what is missing behind the break; a single course that can't be used is left out and reported, and never
/// costs another. Only white space or a byte order mark before the XML declaration is passed over (and reported).
///
/// Errors: kEmptyExport (nothing in it, or not one course), kMalformedExport (not well-formed, cut short, a DOCTYPE),
/// kUnsupportedFormat (well-formed, but something else or of another version), kTooLarge, and the file's own.
class Importer {
 public:
  virtual ~Importer() = default;
  virtual base::Result<void> import(const ImportSource& source, RecordSink& sink) = 0;
};

enum class Format { kOpenVhs, kBerlin, kOpenQCat, kCsv, kXcri, kIcal, kIntegreat, kJsonLd };

/// All of them, in the order in which offices meet them.
[[nodiscard]] std::span<const Format> all_formats();
/// "openvhs", "berlin": the words of `--format`.
[[nodiscard]] std::string_view to_string(Format format);
[[nodiscard]] std::optional<Format> format_from_string(std::string_view name);
/// For a German sentence: "Open-vhs-XML 0.9 bis 1.2".
[[nodiscard]] std::string_view german_name(Format format);

/// By the first bytes of a file: its format, or nullopt when they are those of none.
[[nodiscard]] std::optional<Format> detect_format(base::ByteView head);
[[nodiscard]] std::unique_ptr<Importer> make_importer(Format format);

}  // namespace bildungskiosk::publish

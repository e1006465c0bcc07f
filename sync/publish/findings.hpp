#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What an import has to say about single records, for the quality report.
namespace bildungskiosk::publish {

/// Where in a file: lines from 1 (0: unknown), columns from 1 in bytes (0: unknown).
struct TextPosition {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

enum class FindingKind {
  // The record is left out of the catalogue.
  kNoId,            // neither guid nor number
  kNoName,          // nothing to show as a title
  kDuplicateId,     // an earlier record of the same stock has this id
  kRecordTooLarge,  // past a limit of limits.hpp
  kNotARecord,      // something else where a course belongs
  kRecordInvalid,   // the exchange format refuses it
  kExampleRow,      // of the template for spreadsheets, as it was
  // The record is taken; a field of it is not, or only with care.
  kGuidNotUuid,      // used as it is
  kSameNumberTwice,  // another record has the same printed number
  kUnreadableDate,
  kUnreadableTime,
  kUnreadableNumber,
  kUnreadableBoolean,  // "fasle"
  kUnreadablePrice,    // "TBC": unknown, not free
  kEndBeforeBegin,
  kContradictoryPrice,  // "kostenlos" and an amount
  kContradictoryPlace,  // one place, with and without steps
  kContradictoryDate,   // one date in two forms that differ
  kUnusableUrl,
  kUnknownLanguage,
  kUnknownWord,    // none of the words that the column takes
  kMixedEncoding,  // a row in another encoding than its file
  kTextShortened,  // longer than the exchange format takes
  kListShortened,
  kInferred,          // read out of keywords or the title, where the field is empty
  kProviderTooLarge,  // past a limit of limits.hpp: its offers are taken without it
  // Of the file as a whole.
  kEncodingGuessed,        // nothing in the file says it, and it is not UTF-8
  kTextBeforeDeclaration,  // a blank line before <?xml …?>
  kUnknownColumn,          // of a spreadsheet; not read
  kProviderUnnamed,        // nothing in the file says who offers; --provider-name would
};

inline constexpr FindingKind kLastLeftOutKind = FindingKind::kExampleRow;
inline constexpr FindingKind kLastFindingKind = FindingKind::kProviderUnnamed;

/// "no-id", "end-before-begin" …: the names in the JSON report.
[[nodiscard]] std::string_view to_string(FindingKind kind);
/// Whether the record is missing from the catalogue because of it.
[[nodiscard]] constexpr bool is_left_out(FindingKind kind) { return kind <= kLastLeftOutKind; }

struct Finding {
  FindingKind kind = FindingKind::kNotARecord;
  std::string file;
  std::uint64_t line = 0;     // where the record begins; 0: of the file as a whole
  std::string id;             // guid or number as it stands in the file; may be empty
  std::string detail;         // the offending value as it stands there, shortened; for the office to find it
  std::string column = {};    // of a spreadsheet: "F „Preis“"
  std::string expected = {};  // what would be right, in German; may be empty
};

class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual void report(Finding finding) = 0;
};

}  // namespace bildungskiosk::publish

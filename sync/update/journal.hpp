#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

enum class JournalAction { kInstall, kRollBack };
[[nodiscard]] std::string_view to_string(JournalAction action);  // "install", "rollback"

/// The result of an action that worked; otherwise the error code's name stands there.
inline constexpr std::string_view kResultDone = "done";

struct JournalEntry {
  base::UnixSeconds at = 0;
  JournalAction action = JournalAction::kInstall;
  std::string source;               // of an installation: the folder or address
  std::string result;               // kResultDone, or the name of the error code
  std::string detail;               // of the error; of an installation that worked, how its database came about
  GenerationNumber generation = 0;  // shown afterwards; 0 for none
  std::uint64_t offers = 0;         // in it
  bool operator==(const JournalEntry&) const = default;
};

/// STORE/sync.sqlite: what was done to the store, when, with which result; and the newest signed time. Written by the
/// holder of the store's lock only; the screen program reads it while that happens. The file: sync_database.hpp. It is
/// a diary, not a foundation: no installation fails because of it. Keeps the newest `kJournalEntries_max` entries.
/// Errors: those of sqlite::Database. One thread.
class Journal {
 public:
  /// Makes the file when it is missing; sets a damaged one aside as "<path>.damaged" and begins anew.
  /// kUnsupportedFormat when a newer program made it.
  static base::Result<Journal> open(const std::string& path);
  /// Of another process's journal. kNotFound, kUnsupportedFormat.
  static base::Result<Journal> open_for_reading(const std::string& path);

  base::Result<void> record(const JournalEntry& entry);
  /// Newest first.
  base::Result<std::vector<JournalEntry>> newest(std::size_t count);

  /// The newest time that a right signature vouched for; 0 before the first. Never goes back.
  base::Result<base::UnixSeconds> signed_time();
  base::Result<void> note_signed_time(base::UnixSeconds time);

 private:
  explicit Journal(sqlite::Database database) : database_(std::move(database)) {}

  sqlite::Database database_;
};

}  // namespace bildungskiosk::update

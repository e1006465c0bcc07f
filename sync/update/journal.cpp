#include "sync/update/journal.hpp"

#include <utility>

#include "sync/sqlite/transaction.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/sync_database.hpp"

namespace bildungskiosk::update {

using base::Result;

namespace {

JournalAction action_from(std::string_view name) {
  return name == to_string(JournalAction::kRollBack) ? JournalAction::kRollBack : JournalAction::kInstall;
}

}  // namespace

std::string_view to_string(JournalAction action) {
  switch (action) {
    case JournalAction::kInstall:
      return "install";
    case JournalAction::kRollBack:
      return "rollback";
  }
  return "";
}

Result<Journal> Journal::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_sync_database(path, sqlite::OpenMode::kReadWriteWal));
  return Journal(std::move(database));
}

Result<Journal> Journal::open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_sync_database_for_reading(path));
  return Journal(std::move(database));
}

Result<void> Journal::record(const JournalEntry& entry) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database_));
  BILDUNGSKIOSK_TRY(auto insert, database_.prepare("INSERT INTO entry (at, action, source, result, detail, generation, "
                                                   "offers) VALUES (?, ?, ?, ?, ?, ?, ?)"));
  insert.bind_all(entry.at, to_string(entry.action), entry.source, entry.result, entry.detail,
                  static_cast<std::int64_t>(entry.generation), static_cast<std::int64_t>(entry.offers));
  BILDUNGSKIOSK_TRY_VOID(insert.run());
  BILDUNGSKIOSK_TRY(auto remove, database_.prepare("DELETE FROM entry WHERE id <= (SELECT max(id) FROM entry) - ?"));
  remove.bind_all(kJournalEntries_max);
  BILDUNGSKIOSK_TRY_VOID(remove.run());
  return transaction.commit();
}

Result<std::vector<JournalEntry>> Journal::newest(std::size_t count) {
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT at, action, source, result, detail, generation, offers "
                                                   "FROM entry ORDER BY id DESC LIMIT ?"));
  select.bind_all(static_cast<std::int64_t>(count));
  std::vector<JournalEntry> entries;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool found, select.step());
    if (!found) return entries;
    JournalEntry entry;
    entry.at = select.integer("at");
    entry.action = action_from(select.text("action"));
    entry.source = select.text("source");
    entry.result = select.text("result");
    entry.detail = select.text("detail");
    entry.generation = static_cast<GenerationNumber>(select.integer("generation"));
    entry.offers = static_cast<std::uint64_t>(select.integer("offers"));
    entries.push_back(std::move(entry));
  }
}

Result<base::UnixSeconds> Journal::signed_time() {
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT value FROM fact WHERE name = 'signed_time'"));
  BILDUNGSKIOSK_TRY(const bool found, select.step());
  return found ? select.integer("value") : base::UnixSeconds{0};
}

Result<void> Journal::note_signed_time(base::UnixSeconds time) {
  BILDUNGSKIOSK_TRY(auto upsert,
                    database_.prepare("INSERT INTO fact (name, value) VALUES ('signed_time', ?) "
                                      "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"));
  upsert.bind_all(time);
  return upsert.run();
}

}  // namespace bildungskiosk::update

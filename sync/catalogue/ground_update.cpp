#include "sync/catalogue/ground_update.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using exchange::kTypeIndex;
using exchange::Record;
using sqlite::Database;
using sqlite::Statement;

void add_words(SharedWords& words, const Record& record) {
  std::visit(
      [&words](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, offer::Provider> || std::is_same_v<T, offer::Place> ||
                      std::is_same_v<T, offer::Category>) {
          words.add(value);
        }
      },
      record);
}

const std::string* town_of(const Record& record) {
  if (const auto* provider = std::get_if<offer::Provider>(&record)) return &provider->address.locality;
  if (const auto* place = std::get_if<offer::Place>(&record)) return &place->address.locality;
  return nullptr;
}

Result<void> run(Database& database, const char* sql, const auto&... values) {
  BILDUNGSKIOSK_TRY(Statement statement, database.prepare(sql));
  statement.bind_all(values...);
  return statement.run();
}

Result<bool> has_row(Database& database, const char* sql, std::int64_t value) {
  BILDUNGSKIOSK_TRY(Statement statement, database.prepare(sql));
  statement.bind_all(value);
  return statement.step();
}

Error gone(const std::string& what) {
  return {ErrorCode::kMalformedRecord, "an offer names " + what + ", which is gone"};
}

/// Meetings may be elsewhere than their offer; which places they name stands in the lines only. One that has the id in
/// it, or an escape behind which it may hide, is parsed.
Result<void> check_meetings(Database& database, const std::string& place_id) {
  const bool is_plain = place_id.find_first_of("\"\\") == std::string::npos;
  BILDUNGSKIOSK_TRY(Statement lines, database.prepare("SELECT line FROM offer_line WHERE ?1 OR instr(line, ?2) > 0 OR "
                                                      "instr(line, '\\u') > 0 OR instr(line, '\\/') > 0"));
  lines.bind_all(is_plain ? 0 : 1, place_id);
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, lines.step());
    if (!found) return {};
    BILDUNGSKIOSK_TRY(const Record record, exchange::parse_record(lines.text(0)));
    const auto* offer = std::get_if<offer::Offer>(&record);
    if (offer == nullptr) return Error{ErrorCode::kCatalogueDamaged, "a line that is no offer's"};
    const auto& sessions = offer->schedule.sessions;
    if (std::any_of(sessions.begin(), sessions.end(),
                    [&](const auto& session) { return session.place_id == place_id; })) {
      return gone("the place " + place_id + " for a meeting");
    }
  }
}

}  // namespace

Result<void> GroundUpdate::write(Database& database, const PresentLines& present, const std::vector<FreshRecord>& fresh,
                                 OfferWriter& writer) {
  std::unordered_map<std::string, const FreshRecord*> by_key;  // "type key"
  const auto key_of = [](exchange::TypeIndex type, const std::string& key) { return std::to_string(type) + ' ' + key; };
  for (const FreshRecord& record : fresh) {
    by_key.emplace(key_of(record.record.index(), exchange::record_key(record.record)), &record);
    add_words(new_words_, record.record);
  }
  for (const auto& [index, record] : present.ground()) {
    add_words(old_words_, record);
    if (present.entries()[index].is_taken) add_words(new_words_, record);
  }
  for (const auto& [index, record] : present.ground()) {
    const PresentLines::Entry& entry = present.entries()[index];
    const auto found = by_key.find(key_of(entry.type, entry.key));
    const FreshRecord* changed = found != by_key.end() ? found->second : nullptr;
    BILDUNGSKIOSK_TRY_VOID(write_one(database, entry, record, changed, writer));
    if (changed != nullptr) by_key.erase(found);
  }
  // What is left is new.
  for (const FreshRecord& record : fresh) {
    if (!by_key.contains(key_of(record.record.index(), exchange::record_key(record.record)))) continue;
    if (const auto* provider = std::get_if<offer::Provider>(&record.record)) {
      BILDUNGSKIOSK_TRY_VOID(writer.add(*provider, record.line));
    } else if (const auto* place = std::get_if<offer::Place>(&record.record)) {
      BILDUNGSKIOSK_TRY_VOID(writer.add(*place, record.line));
    } else {
      if (const auto* category = std::get_if<offer::Category>(&record.record)) {
        writer.add(*category);
        categories_.push_back(category->ref);
      }
      BILDUNGSKIOSK_TRY_VOID(run(database, "INSERT INTO record VALUES(?, ?, ?)", exchange::type_name(record.record),
                                 exchange::record_key(record.record), record.line));
    }
  }
  BILDUNGSKIOSK_TRY(Statement towns, database.prepare("SELECT row, name FROM town"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, towns.step());
    if (!found) break;
    writer.know_town(towns.text(1), towns.integer(0));
  }
  BILDUNGSKIOSK_TRY(Statement traits, database.prepare("SELECT row, value FROM traits"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, traits.step());
    if (!found) return {};
    writer.know_traits(traits.text(1), traits.integer(0));
  }
}

/// A record that was there: it stays, has another line, or goes.
Result<void> GroundUpdate::write_one(Database& database, const PresentLines::Entry& entry, const Record& old,
                                     const FreshRecord* fresh, OfferWriter& writer) {
  const bool is_gone = !entry.is_taken && fresh == nullptr;
  const auto row = static_cast<std::int64_t>(entry.row);
  const Record& now = fresh != nullptr ? fresh->record : old;
  if (const auto* provider = std::get_if<offer::Provider>(&now); provider != nullptr && !is_gone) {
    writer.know(*provider, row);
  } else if (const auto* place = std::get_if<offer::Place>(&now); place != nullptr && !is_gone) {
    writer.know(*place, row);
  } else if (const auto* category = std::get_if<offer::Category>(&now); category != nullptr && !is_gone) {
    writer.add(*category);
  }
  if (entry.is_taken) return {};
  note_change(entry, old, fresh);
  if (entry.type == kTypeIndex<offer::Provider>) {
    if (is_gone) return run(database, "DELETE FROM provider WHERE row = ?", row);
    return run(database, "UPDATE provider SET line = ? WHERE row = ?", fresh->line, row);
  }
  if (entry.type == kTypeIndex<offer::Place>) {
    if (is_gone) return run(database, "DELETE FROM place WHERE row = ?", row);
    return run(database, "UPDATE place SET line = ? WHERE row = ?", fresh->line, row);
  }
  if (is_gone)
    return run(database, "DELETE FROM record WHERE type = ? AND key = ?", exchange::type_name(old), entry.key);
  return run(database, "UPDATE record SET line = ? WHERE type = ? AND key = ?", fresh->line, exchange::type_name(old),
             entry.key);
}

void GroundUpdate::note_change(const PresentLines::Entry& entry, const Record& old, const FreshRecord* fresh) {
  const auto other_words = [&](const std::string& provider, const std::string& place) {
    return each_once(old_words_.of(provider, place, {})) != each_once(new_words_.of(provider, place, {}));
  };
  const bool other_town = fresh != nullptr && town_of(old) != nullptr && *town_of(old) != *town_of(fresh->record);
  if (entry.type == kTypeIndex<offer::Provider>) {
    if (fresh == nullptr) gone_providers_.push_back(entry.row);
    if (other_town || other_words(entry.key, {})) providers_.insert(entry.row);
  } else if (entry.type == kTypeIndex<offer::Place>) {
    if (fresh == nullptr) gone_places_.emplace_back(entry.row, entry.key);
    if (other_town || other_words({}, entry.key)) places_.insert(entry.row);
  } else if (const auto* category = std::get_if<offer::Category>(&old)) {
    categories_.push_back(category->ref);
  }
}

Result<std::vector<std::uint32_t>> GroundUpdate::affected_offers(Database& database) {
  std::vector<std::uint32_t> rows;
  if (!providers_.empty() || !places_.empty()) {
    BILDUNGSKIOSK_TRY(Statement offers, database.prepare("SELECT row, provider, place FROM offer"));
    for (;;) {
      BILDUNGSKIOSK_TRY(const bool found, offers.step());
      if (!found) break;
      const bool by_place = !offers.is_null(2) && places_.contains(offers.integer(2));
      if (by_place || providers_.contains(offers.integer(1))) {
        rows.push_back(static_cast<std::uint32_t>(offers.integer(0)));
      }
    }
  }
  for (const offer::CategoryRef& ref : categories_) {
    if (each_once(old_words_.of({}, {}, {ref})) == each_once(new_words_.of({}, {}, {ref}))) continue;
    BILDUNGSKIOSK_TRY(Statement offers,
                      database.prepare("SELECT offer FROM offer_category WHERE scheme = ? AND code = ?"));
    offers.bind_all(ref.scheme, ref.code);
    for (;;) {
      BILDUNGSKIOSK_TRY(const bool found, offers.step());
      if (!found) break;
      rows.push_back(static_cast<std::uint32_t>(offers.integer(0)));
    }
  }
  return rows;
}

Result<void> GroundUpdate::check_references(Database& database) const {
  for (const std::int64_t row : gone_providers_) {
    BILDUNGSKIOSK_TRY(const bool named, has_row(database, "SELECT 1 FROM offer WHERE provider = ? LIMIT 1", row));
    if (named) return gone("a provider");
  }
  for (const auto& [row, id] : gone_places_) {
    BILDUNGSKIOSK_TRY(const bool named, has_row(database, "SELECT 1 FROM offer WHERE place = ? LIMIT 1", row));
    if (named) return gone("the place " + id);
    BILDUNGSKIOSK_TRY_VOID(check_meetings(database, id));
  }
  return {};
}

}  // namespace bildungskiosk::catalogue

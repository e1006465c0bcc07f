#include "sync/catalogue/offer_writer.hpp"

#include <algorithm>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/occurrences.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

void append_all(std::string& words, const offer::LocalizedText& texts) {
  for (const auto& [language, text] : texts) append_folded(words, text);
}

void append_all(std::string& words, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) append_folded(words, text);
}

std::int64_t phase_bits(const std::vector<offer::Phase>& phases) {
  std::int64_t bits = 0;
  for (const offer::Phase phase : phases) bits |= std::int64_t{1} << static_cast<int>(phase);
  return bits;
}

std::optional<std::int64_t> optional_day(std::int32_t day) {
  return day == kNoDay ? std::nullopt : std::optional<std::int64_t>(day);
}

std::optional<std::int64_t> optional_minute(const std::optional<base::MinuteOfDay>& minute) {
  return minute ? std::optional<std::int64_t>(*minute) : std::nullopt;
}

/// An offer's town is where it takes place. Somebody to talk to sits in the provider's office if nothing else is said;
/// a course without a place may be anywhere.
std::string town_of(const offer::Offer& offer, const std::string& provider_town, const std::string* place_town) {
  if (place_town != nullptr) return *place_town;
  const bool at_the_providers = offer.kind == offer::OfferKind::kCounselling || offer.kind == offer::OfferKind::kPlace;
  return at_the_providers && offer.mode != offer::AttendanceMode::kOnline ? provider_town : std::string();
}

std::string category_key(const offer::CategoryRef& ref) { return ref.scheme + ' ' + ref.code; }

}  // namespace

Result<OfferWriter> OfferWriter::create(sqlite::Database& database) {
  const auto insert = [&](std::string_view sql) { return database.prepare(sql); };
  BILDUNGSKIOSK_TRY(Statement provider, insert("INSERT INTO provider VALUES(?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement place, insert("INSERT INTO place VALUES(?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement town, insert("INSERT INTO town VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(
      Statement offer,
      insert(
          "INSERT INTO offer(row, id, provider, place, town, phases, main_phase, mode, free, price_cents, first_day, "
          "last_day) VALUES(:row, :id, :provider, :place, :town, :phases, :main_phase, :mode, :free, :price_cents, "
          ":first_day, :last_day)"));
  BILDUNGSKIOSK_TRY(Statement line, insert("INSERT INTO offer_line VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement session, insert("INSERT INTO session VALUES(?, ?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement weekly, insert("INSERT INTO weekly VALUES(?, ?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement category, insert("INSERT OR IGNORE INTO offer_category VALUES(?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement title, insert("INSERT INTO title_index(rowid, words) VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement text, insert("INSERT INTO text_index(rowid, words) VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement title_position, insert("UPDATE offer SET title_position = ? WHERE row = ?"));
  return OfferWriter(Statements{std::move(provider), std::move(place), std::move(town), std::move(offer),
                                std::move(line), std::move(session), std::move(weekly), std::move(category),
                                std::move(title), std::move(text), std::move(title_position)});
}

Result<void> OfferWriter::add(const offer::Provider& provider, std::string_view line) {
  Provider known{static_cast<std::int64_t>(providers_.size()) + 1, provider.address.locality, {}};
  append_all(known.words, provider.name);
  statements_.provider.bind_all(known.row, provider.id, line);
  providers_.emplace(provider.id, std::move(known));
  return statements_.provider.run();
}

Result<void> OfferWriter::add(const offer::Place& place, std::string_view line) {
  Place known{static_cast<std::int64_t>(places_.size()) + 1, place.address.locality, {}};
  for (const std::string* text : {&place.name, &place.address.locality, &place.address.district}) {
    append_folded(known.words, *text);
  }
  statements_.place.bind_all(known.row, place.id, line);
  places_.emplace(place.id, std::move(known));
  return statements_.place.run();
}

void OfferWriter::add(const offer::Category& category) {
  append_all(category_words_[category_key(category.ref)], category.name);
}

Result<void> OfferWriter::add(const offer::Offer& offer, std::string_view line) {
  const auto provider = providers_.find(offer.provider_id);
  if (provider == providers_.end()) {
    return Error{ErrorCode::kMalformedRecord, "offer " + offer.id + ": no provider " + offer.provider_id};
  }
  BILDUNGSKIOSK_TRY(const Place* place, find_place(offer, offer.place_id));
  for (const offer::Session& session : offer.schedule.sessions) {
    BILDUNGSKIOSK_TRY_VOID(find_place(offer, session.place_id));
  }
  ++row_;
  BILDUNGSKIOSK_TRY_VOID(write_columns(offer, provider->second, place));
  BILDUNGSKIOSK_TRY_VOID(write_dates(offer.schedule));
  BILDUNGSKIOSK_TRY_VOID(write_words(offer, provider->second, place));
  for (const offer::CategoryRef& ref : offer.categories) {
    statements_.category.bind_all(ref.scheme, ref.code, row_);
    BILDUNGSKIOSK_TRY_VOID(statements_.category.run());
  }
  statements_.line.bind_all(row_, line);
  return statements_.line.run();
}

Result<const OfferWriter::Place*> OfferWriter::find_place(const offer::Offer& offer,
                                                          const std::string& place_id) const {
  const Place* none = nullptr;
  if (place_id.empty()) return none;
  const auto place = places_.find(place_id);
  if (place != places_.end()) return &place->second;
  return Error{ErrorCode::kMalformedRecord, "offer " + offer.id + ": no place " + place_id};
}

Result<std::optional<std::int64_t>> OfferWriter::town_row(const std::string& name) {
  if (name.empty()) return std::optional<std::int64_t>();
  const auto [town, is_new] = towns_.emplace(name, static_cast<std::int64_t>(towns_.size()) + 1);
  if (is_new) {
    statements_.town.bind_all(town->second, name);
    BILDUNGSKIOSK_TRY_VOID(statements_.town.run());
  }
  return std::optional(town->second);
}

Result<void> OfferWriter::write_columns(const offer::Offer& offer, const Provider& provider, const Place* place) {
  const std::string town = town_of(offer, provider.town, place != nullptr ? &place->town : nullptr);
  BILDUNGSKIOSK_TRY(const std::optional<std::int64_t> town_number, town_row(town));
  const auto& starts = offer.schedule.starts;
  Statement& columns = statements_.offer;
  columns.bind(":row", row_);
  columns.bind(":id", offer.id);
  columns.bind(":provider", provider.row);
  columns.bind(":place", place != nullptr ? std::optional(place->row) : std::nullopt);
  columns.bind(":town", town_number);
  columns.bind(":phases", phase_bits(offer.phases));
  columns.bind(":main_phase", static_cast<int>(offer.phases.front()));
  columns.bind(":mode", static_cast<int>(offer.mode));
  columns.bind(":free", static_cast<int>(offer.price.free));
  columns.bind(":price_cents", offer.price.amount_cents);
  columns.bind(":first_day", optional_day(starts ? starts->days_since_epoch : kNoDay));
  columns.bind(":last_day", optional_day(last_day(offer)));
  return columns.run();
}

Result<void> OfferWriter::write_dates(const offer::Schedule& schedule) {
  for (const offer::Session& session : schedule.sessions) {
    if (session.cancelled) continue;
    ++sessions_;
    statements_.session.bind_all(row_, session.date.days_since_epoch, optional_minute(session.starts),
                                 optional_minute(session.ends));
    BILDUNGSKIOSK_TRY_VOID(statements_.session.run());
  }
  if (!schedule.sessions.empty()) return {};
  for (const offer::WeeklyPattern& weekly : schedule.weekly) {
    statements_.weekly.bind_all(row_, static_cast<int>(weekly.day), optional_minute(weekly.starts),
                                optional_minute(weekly.ends));
    BILDUNGSKIOSK_TRY_VOID(statements_.weekly.run());
  }
  return {};
}

Result<void> OfferWriter::write_words(const offer::Offer& offer, const Provider& provider, const Place* place) {
  std::string title;
  append_all(title, offer.name);
  statements_.title.bind_all(row_, title);
  BILDUNGSKIOSK_TRY_VOID(statements_.title.run());

  // One bag of words: which field a word came from is not kept, only that it came from the title or not.
  std::string words = title + ' ' + provider.words;
  if (place != nullptr) words += ' ' + place->words;
  for (const offer::LocalizedText* texts :
       {&offer.abstract, &offer.description, &offer.access_requirements, &offer.funding}) {
    append_all(words, *texts);
  }
  append_all(words, offer.keywords);
  append_all(words, offer.audience.groups);
  append_folded(words, offer.level);
  append_folded(words, offer.number);
  for (const offer::Certificate& certificate : offer.certificates) append_folded(words, certificate.name);
  for (const offer::CategoryRef& ref : offer.categories) {
    const auto category = category_words_.find(category_key(ref));
    if (category != category_words_.end()) words += ' ' + category->second;
  }
  statements_.text.bind_all(row_, words);
  titles_.emplace_back(std::string(), row_);
  append_folded(titles_.back().first, offer::localized(offer.name, "de"));
  return statements_.text.run();
}

Result<void> OfferWriter::finish() {
  std::sort(titles_.begin(), titles_.end());
  std::int64_t position = 0;
  for (const auto& [title, row] : titles_) {
    statements_.title_position.bind_all(position++, row);
    BILDUNGSKIOSK_TRY_VOID(statements_.title_position.run());
  }
  return {};
}

}  // namespace bildungskiosk::catalogue

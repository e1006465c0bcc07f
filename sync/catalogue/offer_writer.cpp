#include "sync/catalogue/offer_writer.hpp"

#include "sync/catalogue/search/occurrences.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

std::optional<std::int64_t> optional_day(std::int32_t day) {
  return day == kNoDay ? std::nullopt : std::optional<std::int64_t>(day);
}

}  // namespace

Result<OfferWriter> OfferWriter::create(sqlite::Database& database) {
  BILDUNGSKIOSK_TRY(Statement provider, database.prepare("INSERT INTO provider VALUES(?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement place, database.prepare("INSERT INTO place VALUES(?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement town, database.prepare("INSERT INTO town VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement traits, database.prepare("INSERT INTO traits VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(
      Statement offer,
      database.prepare("INSERT INTO offer(row, id, provider, place, town, traits, phases, main_phase, mode, "
                       "free, price_cents, first_day, last_day, completeness, sessions, weekly) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  BILDUNGSKIOSK_TRY(Statement line, database.prepare("INSERT INTO offer_line VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement category, database.prepare("INSERT INTO offer_category VALUES(?, ?, ?)"));
  return OfferWriter(Statements{std::move(provider), std::move(place), std::move(town), std::move(traits),
                                std::move(offer), std::move(line), std::move(category)});
}

void OfferWriter::know(const offer::Provider& provider, std::int64_t row) {
  providers_.know(provider.id, row, provider.address.locality);
  shared_words_.add(provider);
}

void OfferWriter::know(const offer::Place& place, std::int64_t row) {
  places_.know(place.id, row, place.address.locality);
  shared_words_.add(place);
}

void OfferWriter::know_town(std::string_view name, std::int64_t row) { towns_.know(std::string(name), row, {}); }

void OfferWriter::know_traits(std::string_view value, std::int64_t row) { traits_.know(std::string(value), row, {}); }

Result<void> OfferWriter::add(const offer::Provider& provider, std::string_view line) {
  const std::int64_t row = providers_.next_row;
  know(provider, row);
  statements_.provider.bind_all(row, provider.id, line);
  return statements_.provider.run();
}

Result<void> OfferWriter::add(const offer::Place& place, std::string_view line) {
  const std::int64_t row = places_.next_row;
  know(place, row);
  statements_.place.bind_all(row, place.id, line);
  return statements_.place.run();
}

Result<void> OfferWriter::add(const std::vector<Numbered>& offers) {
  for (const Numbered& numbered : offers) {
    BILDUNGSKIOSK_TRY_VOID(write_columns(numbered));
  }
  for (const Numbered& numbered : offers) {
    statements_.line.bind_all(std::int64_t{numbered.row}, numbered.offer.line);
    BILDUNGSKIOSK_TRY_VOID(statements_.line.run());
  }
  for (const Numbered& numbered : offers) {
    for (const offer::CategoryRef& ref : numbered.offer.categories) {
      statements_.category.bind_all(ref.scheme, ref.code, std::int64_t{numbered.row});
      BILDUNGSKIOSK_TRY_VOID(statements_.category.run());
    }
  }
  for (const Numbered& numbered : offers) {
    word_rows_.add(numbered.row, {numbered.offer.words.title, text_words(numbered.offer)});
  }
  return {};
}

Result<void> OfferWriter::write_columns(const Numbered& numbered) {
  const OfferRow& offer = numbered.offer;
  BILDUNGSKIOSK_TRY_VOID(check_names(offer));
  BILDUNGSKIOSK_TRY(const Known* provider, find_provider(offer));
  BILDUNGSKIOSK_TRY(const Known* place, find_place(offer, offer.place_id));
  // An offer's town is where it takes place.
  std::string town;
  if (place != nullptr) {
    town = place->town;
  } else if (offer.at_the_providers) {
    town = provider->town;
  }
  BILDUNGSKIOSK_TRY(const std::optional<std::int64_t> town_number, town_row(town));
  BILDUNGSKIOSK_TRY(const std::int64_t traits, traits_row(offer.traits));
  statements_.offer.bind_all(std::int64_t{numbered.row}, offer.id, provider->row,
                             place != nullptr ? std::optional(place->row) : std::nullopt, town_number, traits,
                             offer.phases, offer.main_phase, offer.mode, offer.free, offer.price_cents,
                             optional_day(offer.first_day), optional_day(offer.last_day), offer.completeness,
                             base::ByteView(offer.sessions), base::ByteView(offer.weekly));
  sessions_ += static_cast<std::int64_t>(offer.sessions.size() / sizeof(SessionTime));
  return statements_.offer.run();
}

Result<void> OfferWriter::check_names(const OfferRow& offer) const {
  BILDUNGSKIOSK_TRY_VOID(find_provider(offer));
  BILDUNGSKIOSK_TRY_VOID(find_place(offer, offer.place_id));
  for (const std::string& place_id : offer.session_place_ids) {
    BILDUNGSKIOSK_TRY_VOID(find_place(offer, place_id));
  }
  return {};
}

Result<const OfferWriter::Known*> OfferWriter::find_provider(const OfferRow& offer) const {
  const auto provider = providers_.known.find(offer.provider_id);
  if (provider != providers_.known.end()) return &provider->second;
  return Error{ErrorCode::kMalformedRecord, "offer " + offer.id + ": no provider " + offer.provider_id};
}

Result<const OfferWriter::Known*> OfferWriter::find_place(const OfferRow& offer, const std::string& place_id) const {
  const Known* none = nullptr;
  if (place_id.empty()) return none;
  const auto place = places_.known.find(place_id);
  if (place != places_.known.end()) return &place->second;
  return Error{ErrorCode::kMalformedRecord, "offer " + offer.id + ": no place " + place_id};
}

Result<std::optional<std::int64_t>> OfferWriter::town_row(const std::string& name) {
  if (name.empty()) return std::optional<std::int64_t>();
  const auto town = towns_.known.find(name);
  if (town != towns_.known.end()) return std::optional(town->second.row);
  const std::int64_t row = towns_.next_row;
  know_town(name, row);
  statements_.town.bind_all(row, name);
  BILDUNGSKIOSK_TRY_VOID(statements_.town.run());
  return std::optional(row);
}

Result<std::int64_t> OfferWriter::traits_row(const std::string& value) {
  const auto traits = traits_.known.find(value);
  if (traits != traits_.known.end()) return traits->second.row;
  const std::int64_t row = traits_.next_row;
  know_traits(value, row);
  statements_.traits.bind_all(row, value);
  BILDUNGSKIOSK_TRY_VOID(statements_.traits.run());
  return row;
}

}  // namespace bildungskiosk::catalogue

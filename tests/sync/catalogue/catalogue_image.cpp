#include "tests/sync/catalogue/catalogue_image.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/catalogue/offer_order.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

using sqlite::Database;
using sqlite::Statement;

template <typename T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  return std::move(result).value();
}

Statement prepare(Database& database, const std::string& sql) { return must(database.prepare(sql)); }

/// Every value as text, behind each other.
std::string row_text(const Statement& row) {
  std::string text;
  for (int i = 0; i < row.column_count(); ++i) text += (row.is_null(i) ? "-" : std::string(row.text(i))) + '|';
  return text;
}

std::vector<std::string> rows_of(Database& database, const std::string& sql) {
  std::vector<std::string> rows;
  Statement statement = prepare(database, sql);
  while (must(statement.step())) rows.push_back(row_text(statement));
  return rows;
}

constexpr const char* kOffers =
    "SELECT offer.row, offer.id, provider.id, place.id, town.name, traits.value, phases, main_phase, mode, free, "
    "price_cents, "
    "first_day, last_day, completeness, hex(sessions), hex(weekly), offer_line.line, "
    "(SELECT group_concat(scheme || ' ' || code) FROM offer_category WHERE offer = offer.row ORDER BY 1) "
    "FROM offer LEFT JOIN provider ON provider.row = offer.provider LEFT JOIN place ON place.row = offer.place "
    "LEFT JOIN town ON town.row = offer.town LEFT JOIN traits ON traits.row = offer.traits LEFT JOIN offer_line ON "
    "offer_line.row = offer.row";

/// Puts the ids of the offers, in their order, behind `ids`.
void add_offers(Database& database, CatalogueImage& image, std::vector<std::string>& ids) {
  std::map<std::int64_t, std::string> id_by_row;
  std::map<std::int64_t, std::string> by_row;
  Statement offers = prepare(database, kOffers);
  while (must(offers.step())) {
    const std::string text = row_text(offers);
    by_row[offers.integer(0)] = text.substr(text.find('|') + 1);
    id_by_row[offers.integer(0)] = offers.text(1);
  }
  const auto order = must(catalogue::read_offer_order(database));
  for (std::size_t i = 0; i < order.rows.size(); ++i) {
    image.offers.push_back(std::to_string(order.title_positions[i]) + '|' + by_row[order.rows[i]]);
    by_row.erase(order.rows[i]);
    ids.push_back(id_by_row[order.rows[i]]);
  }
  for (const auto& [row, text] : by_row) image.offers.push_back("not in the order: " + text);
}

std::string line_of(const std::string& scope, const std::string& words, const catalogue::OfferBits& offers,
                    const std::vector<std::string>& ids) {
  std::string line = scope;
  line.append(" ").append(words).append(":");
  offers.for_each([&](catalogue::OfferIndex offer) { line.append(" ").append(ids[offer]); });
  return line;
}

/// The beginnings of up to this many letters.
std::set<std::string> beginnings_of(std::string_view word, int letters_max) {
  std::set<std::string> beginnings;
  std::size_t end = 0;
  for (int letters = 0; letters < letters_max && end < word.size(); ++letters) {
    do ++end;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U);
    beginnings.emplace(word.substr(0, end));
  }
  return beginnings;
}

void add_words(Database& database, const std::vector<std::string>& ids, CatalogueImage& image) {
  using Scope = catalogue::TextIndex::Scope;
  auto index = must(catalogue::TextIndex::open(database, static_cast<catalogue::OfferIndex>(ids.size())));
  const catalogue::Vocabulary& vocabulary = index.vocabulary();
  std::set<std::string> beginnings;
  for (const auto& [scope, name] : {std::pair(Scope::kTitle, "title"), std::pair(Scope::kAllText, "text")}) {
    for (catalogue::TermIndex word = 0; word < vocabulary.size(); ++word) {
      const catalogue::OfferBits offers = *must(index.find(scope, catalogue::Expression::word(word)));
      image.words.push_back(line_of(name, std::string(vocabulary.term(word)), offers, ids));
      beginnings.merge(beginnings_of(vocabulary.term(word), 4));
    }
    for (const std::string& beginning : beginnings) {
      const auto words = catalogue::Expression::any_word(vocabulary.beginning_with(beginning));
      image.words.push_back(line_of(name, beginning + '*', *must(index.find(scope, words)), ids));
    }
  }
  // Byte for byte, for an index is written in one way only.
  for (const char* table : {"word_list", "title_sets", "text_sets", "beginning_sets"}) {
    Statement rows = prepare(database, std::string("SELECT * FROM ") + table);
    while (must(rows.step())) {
      std::string line = table;
      for (int i = 0; i < rows.column_count(); ++i) line += ' ' + base::to_hex(rows.bytes(i));
      image.words.push_back(line);
    }
  }
}

std::string difference(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const std::string a = i < left.size() ? left[i] : "(nothing)";
    const std::string b = i < right.size() ? right[i] : "(nothing)";
    if (a != b) return std::to_string(i).append(": ").append(a).append("\n  against ").append(b);
  }
  return {};
}

}  // namespace

CatalogueImage image_of(const std::string& path) {
  const TemporaryDirectory folder;
  const std::string copy = folder / "copy.sqlite";
  if (!base::posix_file_system().copy_file(path, copy)) throw std::runtime_error("can't copy " + path);
  Database database = must(Database::open(copy, sqlite::OpenMode::kUpdateCopy));
  CatalogueImage image;
  std::vector<std::string> ids;
  add_offers(database, image, ids);
  for (const char* sql :
       {"SELECT 'provider', id, line FROM provider", "SELECT 'place', id, line FROM place",
        "SELECT type, key, line FROM record", "SELECT 'town', name FROM town", "SELECT 'traits', value FROM traits",
        "SELECT 'category', scheme, code, offer.id FROM offer_category LEFT JOIN offer ON offer.row = offer"}) {
    const auto rows = rows_of(database, sql);
    image.others.insert(image.others.end(), rows.begin(), rows.end());
  }
  std::sort(image.others.begin(), image.others.end());
  add_words(database, ids, image);
  return image;
}

std::string difference(const CatalogueImage& left, const CatalogueImage& right) {
  for (const auto part : {&CatalogueImage::offers, &CatalogueImage::others, &CatalogueImage::words}) {
    std::string found = difference(left.*part, right.*part);
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace bildungskiosk::test

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "sync/catalogue/schema.hpp"
#include "sync/catalogue/search/index_writer.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/support/catch.hpp"

// The index of words against sets of strings that are looked through one by one.

namespace bildungskiosk {
namespace {

using base::ErrorCode;
using catalogue::Expression;
using catalogue::IndexWriter;
using catalogue::OfferBits;
using catalogue::OfferIndex;
using catalogue::TextIndex;
using sqlite::Database;
using Scope = TextIndex::Scope;

/// By word, its offers.
using Words = std::map<std::string, std::set<OfferIndex>>;

struct Texts {
  OfferIndex offers = 0;
  Words title;
  Words text;
};

/// Some words that nearly every offer has, some that few have; one offer in three has them in its title.
Texts random_texts(std::mt19937& random, OfferIndex offers, int words) {
  Texts texts{offers, {}, {}};
  std::vector<std::string> vocabulary;
  for (int i = 0; i < words; ++i) {
    std::string word;
    for (std::size_t letters = 1 + random() % 7; letters > 0; --letters)
      word += std::vector{"a", "b", "é", "ж"}[random() % 4];
    vocabulary.push_back(word);
  }
  for (OfferIndex offer = 0; offer < offers; ++offer) {
    for (int i = 0; i < 40; ++i) {
      const std::string& word = vocabulary[random() % (1 + random() % vocabulary.size())];
      texts.text[word].insert(offer);
      if (random() % 3 == 0) texts.title[word].insert(offer);
    }
  }
  return texts;
}

Database make_database() {
  Database database = Database::open("", sqlite::OpenMode::kScratch).value();
  catalogue::create_tables(database).value();
  return database;
}

void write(Database& database, Texts& texts) {
  IndexWriter writer = IndexWriter::create(database, texts.offers).value();
  const auto list = [](const std::set<OfferIndex>& set) { return std::vector<OfferIndex>(set.begin(), set.end()); };
  for (const auto& [word, offers] : texts.text) writer.add(word, list(texts.title[word]), list(offers)).value();
  writer.finish().value();
}

std::set<OfferIndex> found(TextIndex& index, Scope scope, const Expression& expression) {
  std::set<OfferIndex> offers;
  index.find(scope, expression).value()->for_each([&offers](OfferIndex offer) { offers.insert(offer); });
  return offers;
}

std::set<OfferIndex> beginning_with(const Words& words, const std::string& letters) {
  std::set<OfferIndex> all;
  for (const auto& [word, offers] : words) {
    if (word.starts_with(letters)) all.insert(offers.begin(), offers.end());
  }
  return all;
}

std::int64_t rows_of(Database& database, const std::string& table) {
  auto rows = database.prepare("SELECT count(*) FROM " + table).value();
  static_cast<void>(rows.step().value());
  return rows.integer(0);
}

TEST_CASE("The index finds by word, by beginning, by any and by all of some words what the texts hold") {
  std::mt19937 random(5);
  // Few words in few offers, and so many that beginnings are kept ready and sets fill parts of their own.
  const auto [offers, words] = GENERATE(std::pair(0U, 10), std::pair(60U, 30), std::pair(9'000U, 150));
  Texts texts = random_texts(random, offers, words);
  Database database = make_database();
  write(database, texts);
  if (offers == 9'000) {
    CHECK(rows_of(database, "beginning_sets") > 2);
    CHECK(rows_of(database, "text_sets") > 2);
  }
  TextIndex index = TextIndex::open(database, offers).value();
  const catalogue::Vocabulary& vocabulary = index.vocabulary();
  REQUIRE(vocabulary.size() == texts.text.size());
  for (const auto scope : {Scope::kTitle, Scope::kAllText}) {
    Words& truth = scope == Scope::kTitle ? texts.title : texts.text;
    for (const auto& [word, in_text] : texts.text) {
      CAPTURE(word);
      const auto term = vocabulary.find(word);
      REQUIRE(term);
      CHECK(vocabulary.offers(*term) == in_text.size());
      CHECK(found(index, scope, Expression::word(*term)) == truth[word]);
      CHECK(found(index, scope, Expression::any_word(vocabulary.beginning_with(word))) == beginning_with(truth, word));
      const catalogue::TermIndex other = static_cast<catalogue::TermIndex>(random() % vocabulary.size());
      const std::set<OfferIndex>& others = truth[std::string(vocabulary.term(other))];
      std::set<OfferIndex> either = truth[word];
      either.insert(others.begin(), others.end());
      std::set<OfferIndex> both;
      std::set_intersection(truth[word].begin(), truth[word].end(), others.begin(), others.end(),
                            std::inserter(both, both.end()));
      const std::vector<Expression> parts{Expression::word(*term), Expression::word(other)};
      CHECK(found(index, scope, Expression::any_of(parts)) == either);
      CHECK(found(index, scope, Expression::all_of(parts)) == both);
    }
  }
}

TEST_CASE("Only one list and the sets that it speaks of are an index") {
  std::mt19937 random(9);
  Texts texts = random_texts(random, 9'000, 150);
  const std::string damage =
      GENERATE("DELETE FROM word_list", "UPDATE word_list SET words = substr(words, 2)",
               "UPDATE word_list SET words = substr(words, 1, length(words) - 1)",
               "DELETE FROM text_sets WHERE part = 1", "DELETE FROM title_sets WHERE part = 1",
               "UPDATE text_sets SET sets = zeroblob(length(sets) - 1)", "DELETE FROM beginning_sets",
               "UPDATE beginning_sets SET text = x'02'", "UPDATE text_sets SET sets = randomblob(length(sets))");
  CAPTURE(damage);
  Database database = make_database();
  write(database, texts);
  database.execute(damage).value();
  auto index = TextIndex::open(database, texts.offers);
  if (!index) {
    CHECK(index.error().code == ErrorCode::kCatalogueDamaged);
    return;
  }
  bool refused = false;
  const auto look = [&](const Expression& expression) {
    for (const auto scope : {Scope::kTitle, Scope::kAllText}) {
      const auto offers = index->find(scope, expression);
      if (offers) continue;
      refused = true;
      CHECK(offers.error().code == ErrorCode::kCatalogueDamaged);
    }
  };
  for (catalogue::TermIndex word = 0; word < index->vocabulary().size(); ++word) look(Expression::word(word));
  for (const char* letters : {"a", "b", "é", "ж"}) {
    look(Expression::any_word(index->vocabulary().beginning_with(letters)));
  }
  CHECK(refused);
}

TEST_CASE("A list of words with any byte changed is read or refused") {
  std::mt19937 random(3);
  Texts texts = random_texts(random, 50, 30);
  Database database = make_database();
  write(database, texts);
  auto select = database.prepare("SELECT words FROM word_list").value();
  REQUIRE(select.step().value());
  const base::Bytes list(select.bytes(0).begin(), select.bytes(0).end());
  select.reset();
  auto update = database.prepare("UPDATE word_list SET words = ?").value();
  for (std::size_t at = 0; at < list.size(); ++at) {
    base::Bytes damaged = list;
    damaged[at] = static_cast<std::uint8_t>(random());
    update.bind_all(base::ByteView(damaged));
    update.run().value();
    auto index = TextIndex::open(database, texts.offers);
    if (!index) {
      CHECK(index.error().code == ErrorCode::kCatalogueDamaged);
      continue;
    }
    for (catalogue::TermIndex word = 0; word < index->vocabulary().size(); ++word) {
      const auto offers = index->find(Scope::kAllText, Expression::word(word));
      if (!offers) CHECK(offers.error().code == ErrorCode::kCatalogueDamaged);
    }
  }
}

TEST_CASE("A search for words stops when it is told to") {
  std::mt19937 random(1);
  Texts texts = random_texts(random, 60, 30);
  Database database = make_database();
  write(database, texts);
  TextIndex index = TextIndex::open(database, texts.offers).value();
  std::atomic<bool> cancelled{true};
  index.watch(cancelled);
  const auto offers = index.find(Scope::kAllText, Expression::word(0));
  REQUIRE_FALSE(offers);
  CHECK(offers.error().code == ErrorCode::kCancelled);
  cancelled = false;
  CHECK(index.find(Scope::kAllText, Expression::word(0)));
}

}  // namespace
}  // namespace bildungskiosk

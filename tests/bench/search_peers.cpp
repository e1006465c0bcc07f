#include "tests/bench/search_peers.hpp"

#include <sqlite3.h>
#include <xapian.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::bench {
namespace {

constexpr int kTitleWeight = 5;

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "bench: a peer failed: " << what << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

void append(std::string& all, const offer::LocalizedText& texts) {
  for (const auto& [language, text] : texts) all += text + '\n';
}

class PlainFts5 final : public SearchPeer {
 public:
  explicit PlainFts5(const std::vector<PeerText>& texts) {
    check(sqlite3_open(":memory:", &database_));
    check(sqlite3_exec(database_,
                       "CREATE VIRTUAL TABLE offers USING fts5(id UNINDEXED, title, keywords, text, "
                       "tokenize='unicode61', prefix='2 3 4')",
                       nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = prepare("INSERT INTO offers VALUES(?, ?, ?, ?)");
    for (const PeerText& text : texts) {
      int column = 1;
      for (const std::string* value : {&text.id, &text.title, &text.keywords, &text.text})
        bind(insert, column++, *value);
      sqlite3_step(insert);
      check(sqlite3_reset(insert));
    }
    check(sqlite3_finalize(insert));
    select_ = prepare("SELECT id FROM offers WHERE offers MATCH ? ORDER BY bm25(offers, 0, 5, 1, 1) LIMIT ?");
  }
  ~PlainFts5() override {
    sqlite3_finalize(select_);
    sqlite3_close(database_);
  }
  PlainFts5(const PlainFts5&) = delete;
  PlainFts5& operator=(const PlainFts5&) = delete;

  std::vector<std::string> search(const std::string& typed, std::size_t count) override {
    bind(select_, 1, match_of(typed));
    check(sqlite3_bind_int64(select_, 2, static_cast<sqlite3_int64>(count)));
    std::vector<std::string> ids;
    while (sqlite3_step(select_) == SQLITE_ROW) {
      ids.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(select_, 0)));
    }
    sqlite3_reset(select_);
    return ids;
  }

 private:
  /// Each word as a string of FTS5's language, the last one a beginning.
  static std::string match_of(const std::string& typed) {
    std::istringstream words(typed);
    std::string match;
    for (std::string word; words >> word;) {
      std::erase(word, '"');
      if (!word.empty()) match += '"' + word + "\" ";
    }
    return match.empty() ? "\"\"" : match + '*';
  }
  void check(int code) const {
    if (code != SQLITE_OK) give_up(sqlite3_errmsg(database_));
  }
  [[nodiscard]] sqlite3_stmt* prepare(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
    return statement;
  }
  void bind(sqlite3_stmt* statement, int column, const std::string& value) const {
    check(sqlite3_bind_text(statement, column, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

/// Spelling correction needs a database on disk.
class XapianPeer final : public SearchPeer {
 public:
  explicit XapianPeer(const std::vector<PeerText>& texts)
      : database_(folder_ / "xapian", Xapian::DB_CREATE), stemmer_("german") {
    Xapian::TermGenerator generator;
    generator.set_stemmer(stemmer_);
    generator.set_database(database_);
    generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
    for (const PeerText& text : texts) {
      Xapian::Document document;
      document.set_data(text.id);
      generator.set_document(document);
      generator.index_text(text.title, kTitleWeight);
      generator.index_text(text.keywords);
      generator.index_text(text.text);
      database_.add_document(document);
    }
    database_.commit();
    parser_.set_database(database_);
    parser_.set_stemmer(stemmer_);
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  std::vector<std::string> search(const std::string& typed, std::size_t count) override {
    try {
      std::vector<std::string> ids = find(typed, count, Parser::FLAG_PARTIAL);
      if (!ids.empty()) return ids;
      // A partial word is not corrected, so what finds nothing is asked for again as whole words.
      ids = find(typed, count, Parser::FLAG_SPELLING_CORRECTION);
      const std::string corrected = parser_.get_corrected_query_string();
      return corrected.empty() ? ids : find(corrected, count, 0);
    } catch (const Xapian::QueryParserError&) {
      return {};
    }
  }

 private:
  using Parser = Xapian::QueryParser;

  std::vector<std::string> find(const std::string& typed, std::size_t count, unsigned flags) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(parser_.parse_query(typed, Parser::FLAG_DEFAULT | flags));
    std::vector<std::string> ids;
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
    for (auto match = found.begin(); match != found.end(); ++match) ids.push_back(match.get_document().get_data());
    return ids;
  }

  test::TemporaryDirectory folder_;
  Xapian::WritableDatabase database_;
  Xapian::Stem stemmer_;
  Xapian::QueryParser parser_;
};

}  // namespace

PeerText peer_text(const catalogue::OfferDetail& detail) {
  const offer::Offer& offer = detail.offer;
  PeerText text{.id = offer.id, .title = {}, .keywords = {}, .text = {}};
  append(text.title, offer.name);
  for (const std::string& keyword : offer.keywords) text.keywords += keyword + '\n';
  for (const auto* texts : {&offer.abstract, &offer.description, &offer.access_requirements, &offer.funding}) {
    append(text.text, *texts);
  }
  for (const std::string& group : offer.audience.groups) text.text += group + '\n';
  text.text += offer.level + '\n' + offer.number + '\n';
  for (const offer::Certificate& certificate : offer.certificates) text.text += certificate.name + '\n';
  append(text.text, detail.provider.name);
  if (detail.place) {
    text.text += detail.place->name + '\n' + detail.place->address.locality + '\n' + detail.place->address.district;
  }
  for (const offer::Category& category : detail.categories) append(text.text, category.name);
  return text;
}

std::unique_ptr<SearchPeer> make_plain_fts5(const std::vector<PeerText>& texts) {
  return std::make_unique<PlainFts5>(texts);
}

std::unique_ptr<SearchPeer> make_xapian(const std::vector<PeerText>& texts) {
  return std::make_unique<XapianPeer>(texts);
}

}  // namespace bildungskiosk::bench

#include "tests/bench/search_peers.hpp"

#include <sqlite3.h>
#include <xapian.h>

#include <cstdlib>
#include <filesystem>
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
  PlainFts5() {
    check(sqlite3_open((folder_ / "fts5.sqlite").c_str(), &database_));
    check(sqlite3_exec(database_, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN", nullptr, nullptr, nullptr));
    check(sqlite3_exec(database_,
                       "CREATE VIRTUAL TABLE offers USING fts5(id UNINDEXED, title, keywords, text, "
                       "tokenize='unicode61', prefix='2 3 4')",
                       nullptr, nullptr, nullptr));
    insert_ = prepare("INSERT INTO offers VALUES(?, ?, ?, ?)");
    select_ = prepare("SELECT id FROM offers WHERE offers MATCH ? ORDER BY bm25(offers, 0, 5, 1, 1) LIMIT ?");
  }
  ~PlainFts5() override {
    sqlite3_finalize(insert_);
    sqlite3_finalize(select_);
    sqlite3_close(database_);
  }
  PlainFts5(const PlainFts5&) = delete;
  PlainFts5& operator=(const PlainFts5&) = delete;

  void add(const PeerText& text) override {
    int column = 1;
    for (const std::string* value : {&text.id, &text.title, &text.keywords, &text.text})
      bind(insert_, column++, *value);
    sqlite3_step(insert_);
    check(sqlite3_reset(insert_));
  }
  void finish() override {
    check(sqlite3_exec(database_, "INSERT INTO offers(offers) VALUES('optimize'); COMMIT", nullptr, nullptr, nullptr));
  }

  /// Without the table of the texts themselves.
  [[nodiscard]] std::uintmax_t index_bytes() const override {
    sqlite3_stmt* sum = prepare(
        "SELECT sum(pgsize) FROM dbstat WHERE name IN ('offers_data', 'offers_idx', "
        "'offers_docsize')");
    sqlite3_step(sum);
    const auto bytes = static_cast<std::uintmax_t>(sqlite3_column_int64(sum, 0));
    sqlite3_finalize(sum);
    return bytes;
  }

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

  test::TemporaryDirectory folder_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

/// Spelling correction needs a database on disk.
class XapianPeer final : public SearchPeer {
 public:
  XapianPeer() : database_(folder_ / "xapian", Xapian::DB_CREATE), stemmer_("german") {
    generator_.set_stemmer(stemmer_);
  }

  void add(const PeerText& text) override {
    Xapian::Document document;
    document.set_data(text.id);
    generator_.set_document(document);
    generator_.index_text(text.title, kTitleWeight);
    generator_.index_text(text.keywords);
    generator_.index_text(text.text);
    database_.add_document(document);
  }
  /// The words of spelling correction are added here, each once: with FLAG_SPELLING, at each word of each text, it
  /// takes a multiple of the time to have the same.
  void finish() override {
    database_.commit();
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) {
      const std::string word = *term;
      if (!word.starts_with(kStemPrefix)) database_.add_spelling(word, term.get_termfreq());
    }
    database_.commit();
    parser_.set_database(database_);
    parser_.set_stemmer(stemmer_);
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  [[nodiscard]] std::uintmax_t index_bytes() const override {
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder_ / "xapian")) bytes += file.file_size();
    return bytes;
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
  static constexpr char kStemPrefix = 'Z';

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
  Xapian::TermGenerator generator_;
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

std::size_t bytes_of(const PeerText& text) { return text.title.size() + text.keywords.size() + text.text.size(); }

std::unique_ptr<SearchPeer> make_plain_fts5() { return std::make_unique<PlainFts5>(); }

std::unique_ptr<SearchPeer> make_xapian() { return std::make_unique<XapianPeer>(); }

}  // namespace bildungskiosk::bench

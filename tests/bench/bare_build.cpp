#include "tests/bench/bare_build.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sync/catalogue/offer_words.hpp"
#include "sync/exchange/record.hpp"
#include "tests/bench/json_texts.hpp"
#include "tests/bench/measure.hpp"

namespace bildungskiosk::bench {
namespace {

constexpr std::size_t kBatchRows = 10'000;

using Bytes = std::vector<std::uint8_t>;
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
using Row = std::vector<Value>;

[[noreturn]] void fail(sqlite3* handle, std::string_view what) {
  std::cerr << "bare build: " << what << ": " << sqlite3_errmsg(handle) << '\n';
  std::exit(1);
}

sqlite3* open(const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  if (sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) fail(handle, path);
  return handle;
}

void run(sqlite3* handle, const std::string& sql) {
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle, sql);
}

sqlite3_stmt* prepare(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(handle, sql);
  return statement;
}

std::string text_at(sqlite3_stmt* row, int column) {
  return {static_cast<const char*>(sqlite3_column_blob(row, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

Value value_at(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(row, column);
    case SQLITE_TEXT:
      return text_at(row, column);
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
      return Bytes(bytes, bytes + sqlite3_column_bytes(row, column));
    }
    default:
      return {};
  }
}

void bind(sqlite3_stmt* statement, int parameter, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, parameter, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text(statement, parameter, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    // A null pointer would bind NULL.
    sqlite3_bind_blob(statement, parameter, bytes->empty() ? "" : static_cast<const void*>(bytes->data()),
                      static_cast<int>(bytes->size()), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, parameter);
  }
}

/// The build and its clock, which runs in `insert` and `run_timed` only.
class BareBuild {
 public:
  BareBuild(const std::string& from, const std::string& to, BareInput input)
      : from_(open(from, SQLITE_OPEN_READONLY)),
        to_(open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)),
        path_(to),
        input_(input) {}
  BareBuild(const BareBuild&) = delete;
  BareBuild& operator=(const BareBuild&) = delete;
  ~BareBuild() {
    sqlite3_close_v2(from_);
    sqlite3_close_v2(to_);
  }

  Cost build() {
    run(to_,
        "PRAGMA page_size=16384; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; "
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536;");
    read_schema();
    run_timed("BEGIN");
    for (const std::string& sql : create_tables_) run_timed(sql);
    for (const std::string& index : fts_tables_) {
      run_timed("INSERT INTO " + index + '(' + index + ", rank) VALUES('automerge', 0), ('crisismerge', 2000)");
    }
    for (const std::string& table : tables_) copy(table);
    if (input_ == BareInput::kLines) {
      copy_texts();
    } else {
      copy_words();
    }
    for (const std::string& sql : create_indexes_) run_timed(sql);
    for (const std::string& index : fts_tables_)
      run_timed("INSERT INTO " + index + '(' + index + ") VALUES('optimize')");
    run_timed("COMMIT");
    sync();
    return cost_;
  }

 private:
  void run_timed(const std::string& sql) {
    const CostMeter meter;
    run(to_, sql);
    cost_ += meter.cost();
  }

  void read_schema() {
    sqlite3_stmt* objects =
        prepare(from_,
                "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
                "AND name NOT IN ('word_list', 'title_sets', 'text_sets', 'beginning_sets') ORDER BY rowid");
    while (sqlite3_step(objects) == SQLITE_ROW) {
      const bool is_table = text_at(objects, 0) == "table";
      (is_table ? create_tables_ : create_indexes_).push_back(text_at(objects, 2));
      if (is_table) tables_.push_back(text_at(objects, 1));
    }
    sqlite3_finalize(objects);
    // In the place of our index of words.
    const std::string tokens = input_ == BareInput::kLines ? "unicode61 remove_diacritics 2" : "ascii";
    for (const std::string& index : fts_tables_) {
      create_tables_.push_back("CREATE VIRTUAL TABLE " + index +
                               " USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='" +
                               tokens + "')");
    }
  }

  void copy(const std::string& table) {
    sqlite3_stmt* select = prepare(from_, "SELECT * FROM " + table);
    const int columns = sqlite3_column_count(select);
    std::string parameters = "?";
    for (int i = 1; i < columns; ++i) parameters += ",?";
    sqlite3_stmt* insert = prepare(to_, "INSERT INTO " + table + " VALUES(" + parameters + ')');
    std::vector<Row> batch;
    bool more = true;
    while (more) {
      batch.clear();
      while (batch.size() < kBatchRows && (more = sqlite3_step(select) == SQLITE_ROW)) {
        Row row;
        for (int i = 0; i < columns; ++i) row.push_back(value_at(select, i));
        batch.push_back(std::move(row));
      }
      insert_all(insert, batch);
    }
    sqlite3_finalize(select);
    sqlite3_finalize(insert);
  }

  void insert_all(sqlite3_stmt* insert, const std::vector<Row>& batch) {
    const CostMeter meter;
    for (const Row& row : batch) {
      int parameter = 0;
      for (const Value& value : row) bind(insert, ++parameter, value);
      if (sqlite3_step(insert) != SQLITE_DONE) fail(to_, "insert");
      sqlite3_reset(insert);
    }
    cost_ += meter.cost();
  }

  /// Each word of an offer once, sorted: that is what the index needs, and the least it can be given.
  void copy_words() {
    catalogue::SharedWords shared;
    for (const char* sql :
         {"SELECT line FROM provider", "SELECT line FROM place", "SELECT line FROM record WHERE type = 'category'"}) {
      sqlite3_stmt* lines = prepare(from_, sql);
      while (sqlite3_step(lines) == SQLITE_ROW) {
        const auto record = exchange::parse_record(text_at(lines, 0)).value();
        if (const auto* provider = std::get_if<offer::Provider>(&record)) shared.add(*provider);
        if (const auto* place = std::get_if<offer::Place>(&record)) shared.add(*place);
        if (const auto* category = std::get_if<offer::Category>(&record)) shared.add(*category);
      }
      sqlite3_finalize(lines);
    }
    sqlite3_stmt* lines = prepare(from_, "SELECT row, line FROM offer_line ORDER BY row");
    sqlite3_stmt* title = prepare(to_, "INSERT INTO title_index(rowid, words) VALUES(?, ?)");
    sqlite3_stmt* text = prepare(to_, "INSERT INTO text_index(rowid, words) VALUES(?, ?)");
    bool more = true;
    while (more) {
      std::vector<Row> titles;
      std::vector<Row> texts;
      while (titles.size() < kBatchRows && (more = sqlite3_step(lines) == SQLITE_ROW)) {
        const auto record = exchange::parse_record(text_at(lines, 1)).value();
        const auto& offer = std::get<offer::Offer>(record);
        const catalogue::IndexedWords own = catalogue::own_words(offer);
        const std::int64_t row = sqlite3_column_int64(lines, 0);
        titles.push_back({row, own.title});
        texts.push_back({row, shared.text_with(own, offer.provider_id, offer.place_id, offer.categories)});
      }
      insert_all(title, titles);
      insert_all(text, texts);
    }
    for (sqlite3_stmt* statement : {lines, title, text}) sqlite3_finalize(statement);
  }

  /// Each line parsed, its texts joined and indexed.
  void copy_texts() {
    JsonTexts texts;
    for (const char* sql :
         {"SELECT line FROM provider", "SELECT line FROM place", "SELECT line FROM record WHERE type = 'category'"}) {
      sqlite3_stmt* lines = prepare(from_, sql);
      while (sqlite3_step(lines) == SQLITE_ROW) texts.add_shared(text_at(lines, 0));
      sqlite3_finalize(lines);
    }
    sqlite3_stmt* lines = prepare(from_, "SELECT row, line FROM offer_line ORDER BY row");
    sqlite3_stmt* title = prepare(to_, "INSERT INTO title_index(rowid, words) VALUES(?, ?)");
    sqlite3_stmt* text = prepare(to_, "INSERT INTO text_index(rowid, words) VALUES(?, ?)");
    std::vector<std::pair<std::int64_t, std::string>> batch;
    bool more = true;
    while (more) {
      batch.clear();
      while (batch.size() < kBatchRows && (more = sqlite3_step(lines) == SQLITE_ROW)) {
        batch.emplace_back(sqlite3_column_int64(lines, 0), text_at(lines, 1));
      }
      const CostMeter meter;
      std::vector<Row> titles;
      std::vector<Row> all;
      for (const auto& [row, line] : batch) {
        JsonTexts::Texts found = texts.of(line);
        titles.push_back({row, std::move(found.title)});
        all.push_back({row, std::move(found.all)});
      }
      cost_ += meter.cost();
      insert_all(title, titles);
      insert_all(text, all);
    }
    for (sqlite3_stmt* statement : {lines, title, text}) sqlite3_finalize(statement);
  }

  void sync() {
    const CostMeter meter;
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || ::fsync(file) != 0) fail(to_, "fsync");
    ::close(file);
    cost_ += meter.cost();
  }

  sqlite3* from_;
  sqlite3* to_;
  std::string path_;
  BareInput input_;
  std::vector<std::string> create_tables_, create_indexes_, tables_;
  const std::vector<std::string> fts_tables_ = {"title_index", "text_index"};
  Cost cost_;
};

}  // namespace

Cost bare_build(const std::string& from, const std::string& to, BareInput input) {
  return BareBuild(from, to, input).build();
}

}  // namespace bildungskiosk::bench

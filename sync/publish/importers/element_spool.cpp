#include "sync/publish/importers/element_spool.hpp"

#include <iterator>
#include <utility>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

// A tree in bytes: name, text, the number of attributes and these, the number of children and these. Numbers have four
// bytes, texts their length before them.

void write_number(std::string& out, std::size_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>((number >> shift) & 0xFFU);
}

void write_text(std::string& out, std::string_view text) {
  write_number(out, text.size());
  out += text;
}

std::size_t count(Element::Range nodes) { return static_cast<std::size_t>(std::distance(nodes.begin(), nodes.end())); }

// ElementBuilder bounds the depth, so recursion is.
void write_element(std::string& out, const Element& element) {
  write_text(out, element.name);
  write_text(out, element.text);
  write_number(out, count(element.attributes()));
  for (const Element* attribute : element.attributes()) {
    write_text(out, attribute->name);
    write_text(out, attribute->text);
  }
  write_number(out, count(element.children()));
  for (const Element* child : element.children()) write_element(out, *child);
}

/// Reads it back; a disk that changed bytes gives false.
class ElementReader {
 public:
  ElementReader(std::string_view bytes, ElementTree& tree) : rest_(bytes), tree_(tree) {}

  bool element(Element* parent = nullptr, std::size_t depth = 0) {
    std::string_view name;
    std::string_view text;
    if (depth > kRecordDepthMax + 1 || !read(name) || !read(text)) return false;
    if (parent != nullptr && name.empty()) tree_.append_text(*parent, text);
    Element* const element = parent != nullptr && name.empty() ? nullptr : &tree_.append(parent, name);
    std::size_t attributes = 0;
    if (!number(attributes) || attributes > kRecordNodesMax) return false;
    for (std::size_t i = 0; i < attributes; ++i) {
      if (element == nullptr || !read(name) || !read(text)) return false;
      tree_.add_attribute(*element, name, text);
    }
    std::size_t children = 0;
    if (!number(children) || children > kRecordNodesMax) return false;
    for (std::size_t i = 0; i < children; ++i) {
      if (element == nullptr || !this->element(element, depth + 1)) return false;
    }
    return true;
  }

 private:
  bool number(std::size_t& value) {
    if (rest_.size() < 4) return false;
    value = 0;
    for (unsigned i = 0; i < 4; ++i) value |= std::size_t{static_cast<unsigned char>(rest_[i])} << (8U * i);
    rest_.remove_prefix(4);
    return true;
  }

  bool read(std::string_view& value) {
    std::size_t length = 0;
    if (!number(length) || length > rest_.size()) return false;
    value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  std::string_view rest_;
  ElementTree& tree_;
};

}  // namespace

Result<ElementSpool> ElementSpool::create() {
  BILDUNGSKIOSK_TRY(auto database, sqlite::Database::open({}, sqlite::OpenMode::kScratch));
  BILDUNGSKIOSK_TRY_VOID(
      database.execute("CREATE TABLE entry(number INTEGER PRIMARY KEY, group_key BLOB, rank INTEGER, line INTEGER, "
                       "element BLOB); BEGIN;"));
  BILDUNGSKIOSK_TRY(auto insert,
                    database.prepare("INSERT INTO entry(group_key, rank, line, element) VALUES(?, ?, ?, ?)"));
  return ElementSpool(std::move(database), std::move(insert));
}

Result<void> ElementSpool::put(std::string_view group, int rank, std::uint64_t line, const Element& element) {
  std::string bytes;
  write_element(bytes, element);
  insert_.bind_all(base::as_bytes(group), rank, static_cast<std::int64_t>(line), base::as_bytes(bytes));
  return insert_.run();
}

Result<void> ElementSpool::drain(const std::function<Result<void>(const Entry&)>& use) {
  // An index, which SQLite sorts on disk, and rows where they lie: what belongs together mostly stands together.
  BILDUNGSKIOSK_TRY_VOID(database_.execute("COMMIT; CREATE INDEX entry_order ON entry(group_key, rank, number);"));
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT group_key, rank, line, element FROM entry "
                                                   "INDEXED BY entry_order ORDER BY group_key, rank, number"));
  Entry entry;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool found, select.step());
    if (!found) return {};
    entry.group = base::as_text(select.bytes(0));
    entry.rank = static_cast<int>(select.integer(1));
    entry.line = static_cast<std::uint64_t>(select.integer(2));
    entry.tree.clear();
    if (!ElementReader(base::as_text(select.bytes(3)), entry.tree).element()) {
      return Error{ErrorCode::kIo, "the temporary file gives back other bytes than were written"};
    }
    BILDUNGSKIOSK_TRY_VOID(use(entry));
  }
}

}  // namespace bildungskiosk::publish

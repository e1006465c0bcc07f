#include "sync/publish/importers/xml_document.hpp"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <optional>

#include "sync/base/unique_handle.hpp"
#include "sync/publish/importers/element_tree.hpp"
#include "sync/publish/importers/undeclared_encoding.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

std::string_view view(const xmlChar* text, std::size_t length) { return {reinterpret_cast<const char*>(text), length}; }
std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

using ParserHandle = base::UniqueHandle<xmlParserCtxtPtr, xmlFreeParserCtxt>;

/// Whether the file begins with a mark or with a declaration that names its encoding.
bool says_encoding(std::string_view text) {
  const auto begins = [&](std::string_view mark) { return text.starts_with(mark); };
  if (begins("\xEF\xBB\xBF") || begins("\xFF\xFE") || begins("\xFE\xFF") ||
      text.substr(0, 4).find('\0') != std::string_view::npos)
    return true;
  if (!begins("<?xml")) return false;
  return text.substr(0, text.find("?>")).find("encoding") != std::string_view::npos;
}

/// One document on its way through the push parser. libxml2 calls back with a pointer to it.
class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink, XmlFormat& format)
      : source_(source), sink_(sink), format_(format) {}

  Result<void> run();

 private:
  static Reading& self(void* context) { return *static_cast<Reading*>(context); }
  static xmlSAXHandler handlers();

  Result<void> skip_leading_space();
  Result<void> push(base::ByteView bytes);
  Result<void> push_last();
  Error not_well_formed();
  void refuse(Error error, std::uint64_t at_line);
  void pass_on(Result<void> result);
  bool refuse_root();

  void start_element(const XmlTag& tag);
  void collect(const XmlTag& tag);
  void end_element();
  void text(std::string_view text);
  void finish_tree();

  [[nodiscard]] std::uint64_t line() const;

  const ImportSource& source_;
  RecordSink& sink_;
  XmlFormat& format_;
  ParserHandle parser_;
  std::vector<std::uint8_t> chunk_;
  std::size_t chunk_length_ = 0;
  std::uint64_t lines_skipped_ = 0;
  std::optional<UndeclaredEncoding> undeclared_;

  std::vector<std::string> entered_;  // from the root in
  ElementBuilder tree_;               // of the element that is being collected
  std::uint64_t tree_line_ = 0;
  std::string tree_name_;
  std::size_t skipped_depth_ = 0;
  // What is wrong with the root element, held back until its tag was complete.
  std::optional<Error> root_refusal_;
  std::uint64_t root_line_ = 0;
  std::optional<Error> stopped_;
};

xmlSAXHandler Reading::handlers() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* context, const xmlChar* name, const xmlChar*, const xmlChar* ns, int, const xmlChar**,
                          int count, int, const xmlChar** attributes) {
    XmlTag tag{view(name), view(ns), {}};
    for (int i = 0; i < count; ++i) {  // five pointers an attribute: local name, prefix, URI, value, end
      const xmlChar** attribute = attributes + i * 5;
      tag.attributes.emplace_back(view(attribute[0]),
                                  view(attribute[3], static_cast<std::size_t>(attribute[4] - attribute[3])));
    }
    self(context).start_element(tag);
  };
  sax.endElementNs = [](void* context, const xmlChar*, const xmlChar*, const xmlChar*) { self(context).end_element(); };
  sax.characters = [](void* context, const xmlChar* text, int length) {
    self(context).text(view(text, static_cast<std::size_t>(length)));
  };
  sax.cdataBlock = sax.characters;
  // Called before the declarations inside are read, so there never is an entity that could be expanded.
  sax.internalSubset = [](void* context, const xmlChar* root, const xmlChar*, const xmlChar*) {
    // The page of a portal that wants a password is what was meant to be a download.
    const auto code = fold(view(root)) == "html" ? ErrorCode::kUnsupportedFormat : ErrorCode::kMalformedExport;
    self(context).refuse({code, "a DOCTYPE is not accepted"}, self(context).line());
  };
  sax.serror = [](void*, auto*) {};  // read from the parser when a call has failed; not printed
  return sax;
}

std::uint64_t Reading::line() const {
  const xmlParserInputPtr input = parser_.get()->input;
  return lines_skipped_ + (input != nullptr && input->line > 0 ? static_cast<std::uint64_t>(input->line) : 0);
}

bool Reading::refuse_root() {
  if (root_refusal_) refuse(*root_refusal_, root_line_);
  return root_refusal_.has_value();
}

void Reading::refuse(Error error, std::uint64_t at_line) {
  if (stopped_) return;
  const TextPosition position{at_line, 0};
  error.detail = "line " + std::to_string(position.line) + ": " + error.detail;
  sink_.stopped_at(position);
  stopped_ = std::move(error);
  xmlStopParser(parser_.get());
}

void Reading::pass_on(Result<void> result) {
  if (result || stopped_) return;
  stopped_ = std::move(result).error();
  xmlStopParser(parser_.get());
}

void Reading::start_element(const XmlTag& tag) {
  if (stopped_ || refuse_root()) return;
  if (skipped_depth_ > 0) {
    ++skipped_depth_;
  } else if (tree_.active()) {
    collect(tag);
  } else if (entered_.empty()) {
    root_line_ = line();
    if (auto opened = format_.open_root(tag); !opened) root_refusal_ = std::move(opened).error();
    entered_.emplace_back(tag.name);
  } else {
    auto step = format_.open(entered_, tag);
    if (!step) return refuse(std::move(step).error(), line());
    if (*step == XmlFormat::Step::kSkip) {
      skipped_depth_ = 1;
    } else if (*step == XmlFormat::Step::kEnter) {
      entered_.emplace_back(tag.name);
    } else {
      tree_line_ = line();
      tree_name_ = tag.name;
      collect(tag);
    }
  }
}

void Reading::collect(const XmlTag& tag) {
  std::string buffer;
  tree_.begin(format_.element_name(tag.name, tag.ns, buffer));
  for (const auto& [name, value] : tag.attributes) tree_.attribute(name, value);
}

void Reading::text(std::string_view text) {
  if (!stopped_ && tree_.active()) tree_.text(text);
}

void Reading::end_element() {
  if (stopped_ || refuse_root()) return;
  if (skipped_depth_ > 0) {
    --skipped_depth_;
  } else if (tree_.active()) {
    if (tree_.end()) finish_tree();
  } else {
    const std::string name = std::move(entered_.back());
    entered_.pop_back();
    pass_on(format_.close(name));
  }
}

void Reading::finish_tree() {
  if (tree_.overflowed()) {
    pass_on(format_.too_large(tree_name_, tree_line_));
  } else {
    pass_on(format_.collected(tree_.element(), tree_line_));
  }
  tree_.reset();
}

/// A blank line before the declaration is an error in XML, but one that loses nothing: it is passed over.
Result<void> Reading::skip_leading_space() {
  chunk_.resize(kReadChunkBytes);
  bool bom_possible = true;
  bool skipped = false;
  while (true) {
    BILDUNGSKIOSK_TRY(chunk_length_, source_.file->read(chunk_));
    if (chunk_length_ == 0) return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
    auto* begin = chunk_.data();
    auto* const end = begin + chunk_length_;
    const bool has_bom = bom_possible && chunk_length_ >= 3 && begin[0] == 0xEF && begin[1] == 0xBB && begin[2] == 0xBF;
    bom_possible = false;
    auto* at = has_bom ? begin + 3 : begin;
    auto* const text_begin = at;
    for (; at != end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'); ++at) {
      skipped = true;
      if (*at == '\n') ++lines_skipped_;
    }
    if (at == end) continue;                      // nothing but white space so far
    if (has_bom && at == text_begin) at = begin;  // the mark says the encoding; the parser reads it
    std::move(at, end, begin);
    chunk_length_ = static_cast<std::size_t>(end - at);
    break;
  }
  if (skipped) sink_.report({FindingKind::kTextBeforeDeclaration, source_.name, 1, {}, {}});
  return {};
}

Error Reading::not_well_formed() {
  const xmlError* error = xmlCtxtGetLastError(parser_.get());
  TextPosition position{line(), 0};
  std::string message = "not well-formed XML";
  if (error != nullptr) {
    position = {lines_skipped_ + static_cast<std::uint64_t>(std::max(error->line, 0)),
                static_cast<std::uint64_t>(std::max(error->int2, 0))};
    if (error->message != nullptr) message = trim(error->message);
  }
  sink_.stopped_at(position);
  return {ErrorCode::kMalformedExport, source_.name + ": line " + std::to_string(position.line) + ", column " +
                                           std::to_string(position.column) + ": " + message};
}

Result<void> Reading::push(base::ByteView bytes) {
  const std::string decoded = undeclared_ ? undeclared_->decode(bytes) : std::string();
  const std::string_view text = undeclared_ ? std::string_view(decoded) : base::as_text(bytes);
  if (text.empty()) return {};
  // libxml2 takes the first four bytes for the encoding and the rest as they come.
  const int failed = xmlParseChunk(parser_.get(), text.data(), static_cast<int>(text.size()), 0);
  if (stopped_) return base::with_context(*stopped_, source_.name);
  // Warnings and namespace slips come back as codes too; only a fatal error ends the document.
  if (failed != 0 && parser_.get()->wellFormed == 0) return not_well_formed();
  return {};
}

Result<void> Reading::push_last() {
  const std::string rest = undeclared_ ? undeclared_->finish() : std::string();
  const int failed = xmlParseChunk(parser_.get(), rest.data(), static_cast<int>(rest.size()), 1);
  if (stopped_) return base::with_context(*stopped_, source_.name);
  if (failed != 0 && parser_.get()->wellFormed == 0) return not_well_formed();
  if (undeclared_ && undeclared_->is_windows_1252()) {
    sink_.report({FindingKind::kEncodingGuessed, source_.name, 0, {}, "Windows-1252"});
  }
  return {};
}

Result<void> Reading::run() {
  BILDUNGSKIOSK_TRY_VOID(skip_leading_space());
  if (!says_encoding(base::as_text(base::ByteView(chunk_).first(chunk_length_)))) undeclared_.emplace();
  xmlSAXHandler sax = handlers();
  parser_.reset(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr));
  if (!parser_) return Error{ErrorCode::kInternal, "no XML parser"};
  xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  parser_.get()->linenumbers = 1;
  std::uint64_t bytes_read = 0;
  while (chunk_length_ > 0) {
    bytes_read += chunk_length_;
    if (bytes_read > kExportBytesMax) return Error{ErrorCode::kTooLarge, source_.name + ": longer than the limit"};
    BILDUNGSKIOSK_TRY_VOID(push(base::ByteView(chunk_).first(chunk_length_)));
    BILDUNGSKIOSK_TRY(chunk_length_, source_.file->read(chunk_));
  }
  return push_last();
}

}  // namespace

std::string_view XmlTag::attribute(std::string_view attribute_name) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute_name) return trim(value);
  }
  return {};
}

Result<void> XmlFormat::close(std::string_view) { return {}; }

std::string_view XmlFormat::element_name(std::string_view name, std::string_view, std::string&) const { return name; }

Result<void> read_xml(const ImportSource& source, RecordSink& sink, XmlFormat& format) {
  return Reading(source, sink, format).run();
}

}  // namespace bildungskiosk::publish

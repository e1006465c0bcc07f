#include "sync/publish/importers/openvhs.hpp"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/unique_handle.hpp"
#include "sync/publish/importers/course_reader.hpp"
#include "sync/publish/importers/element.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kNamespace = "http://www.dvv-vhs.de/Open-VHS";
constexpr std::array<std::string_view, 4> kVersions = {"0.9", "1.0", "1.1", "1.2"};

std::string_view view(const xmlChar* text, std::size_t length) { return {reinterpret_cast<const char*>(text), length}; }
std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

using ParserHandle = base::UniqueHandle<xmlParserCtxtPtr, xmlFreeParserCtxt>;

/// One document on its way through the push parser. libxml2 calls back with a pointer to it.
class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {}

  Result<void> run();

 private:
  static Reading& self(void* context) { return *static_cast<Reading*>(context); }
  static xmlSAXHandler handlers();

  Result<void> skip_leading_space();
  Result<void> push(base::ByteView bytes);
  Result<void> finish();
  Error not_well_formed();
  void stop(Error error, std::uint64_t at_line);
  bool refuse_root();

  void start_element(std::string_view name, std::string_view ns, const xmlChar** attributes, int count);
  void end_element();
  void text(std::string_view text);
  void check_root(std::string_view name, std::string_view ns, const xmlChar** attributes, int count);
  void finish_element();
  void take_course(const Element& course);

  [[nodiscard]] std::uint64_t line() const;

  const ImportSource& source_;
  RecordSink& sink_;
  ParserHandle parser_;
  std::vector<std::uint8_t> chunk_;
  std::size_t chunk_length_ = 0;
  std::uint64_t lines_skipped_ = 0;

  int depth_ = 0;
  ElementBuilder builder_;  // of the child of the root that is open
  std::uint64_t element_line_ = 0;
  std::string element_name_;
  std::string provider_key_;
  std::string provider_name_;
  std::uint64_t courses_ = 0;
  // What is wrong with the root element. Told only when its tag was complete: a file that breaks off inside it is
  // damaged, not of another format, but libxml2 reports the half tag before the break.
  std::optional<Error> root_refusal_;
  std::uint64_t root_line_ = 0;
  std::optional<Error> stopped_;
};

xmlSAXHandler Reading::handlers() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* context, const xmlChar* name, const xmlChar*, const xmlChar* ns, int, const xmlChar**,
                          int count, int, const xmlChar** attributes) {
    self(context).start_element(view(name), view(ns), attributes, count);
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
    self(context).stop({code, "a DOCTYPE is not accepted"}, self(context).line());
  };
  sax.serror = [](void*, auto*) {};  // read from the parser when a call has failed; not printed
  return sax;
}

std::uint64_t Reading::line() const {
  const xmlParserInputPtr input = parser_.get()->input;
  return lines_skipped_ + (input != nullptr && input->line > 0 ? static_cast<std::uint64_t>(input->line) : 0);
}

bool Reading::refuse_root() {
  if (root_refusal_) stop(*root_refusal_, root_line_);
  return root_refusal_.has_value();
}

void Reading::stop(Error error, std::uint64_t at_line) {
  if (stopped_) return;
  const TextPosition position{at_line, 0};
  error.detail = "line " + std::to_string(position.line) + ": " + error.detail;
  sink_.stopped_at(position);
  stopped_ = std::move(error);
  xmlStopParser(parser_.get());
}

void Reading::start_element(std::string_view name, std::string_view ns, const xmlChar** attributes, int count) {
  if (stopped_ || refuse_root()) return;
  ++depth_;
  if (depth_ == 1) {
    check_root(name, ns, attributes, count);
    return;
  }
  if (depth_ == 2) {
    element_line_ = line();
    element_name_ = name;
  }
  builder_.begin(std::string(name));
  for (int i = 0; i < count; ++i) {  // five pointers an attribute: local name, prefix, URI, value, end
    const xmlChar** attribute = attributes + i * 5;
    const auto length = static_cast<std::size_t>(attribute[4] - attribute[3]);
    builder_.attribute(std::string(view(attribute[0])), std::string(view(attribute[3], length)));
  }
}

void Reading::check_root(std::string_view name, std::string_view ns, const xmlChar** attributes, int count) {
  root_line_ = line();
  if (name != "veranstaltungen" || (!ns.empty() && ns != kNamespace)) {
    root_refusal_ = Error{ErrorCode::kUnsupportedFormat, "the root element is <" + std::string(name.substr(0, 80)) +
                                                             ">, not Open-vhs's <veranstaltungen>"};
    return;
  }
  for (int i = 0; i < count; ++i) {
    const xmlChar** attribute = attributes + i * 5;
    if (view(attribute[0]) != "version") continue;
    const std::string_view version = trim(view(attribute[3], static_cast<std::size_t>(attribute[4] - attribute[3])));
    if (std::find(kVersions.begin(), kVersions.end(), version) == kVersions.end()) {
      root_refusal_ = Error{ErrorCode::kUnsupportedFormat,
                            "Open-vhs version " + std::string(version.substr(0, 20)) + "; 0.9 to 1.2 are read"};
    }
  }
}

void Reading::text(std::string_view text) {
  if (!stopped_ && builder_.active()) builder_.text(text);
}

void Reading::end_element() {
  if (stopped_ || refuse_root()) return;
  --depth_;
  if (depth_ == 0) return;
  if (builder_.end()) finish_element();
}

void Reading::finish_element() {
  if (builder_.overflowed()) {
    builder_.reset();
    if (element_name_ != "veranstaltung") return;
    ++courses_;
    sink_.report({FindingKind::kRecordTooLarge, source_.name, element_line_, {}, {}});
    return;
  }
  const Element element = builder_.take();
  if (element.name == "veranstaltung") {
    take_course(element);
  } else if (element.name == "export") {
    if (const Element* creator = element.child("ersteller"); creator != nullptr) {
      provider_key_ = creator->content_of("guid");
      provider_name_ = creator->content_of("name");
    }
  }
}

void Reading::take_course(const Element& course) {
  ++courses_;
  CourseRecord record = read_course(course);
  record.file = source_.name;
  record.line = element_line_;
  record.guid_should_be_uuid = true;
  record.provider_key = provider_key_;
  record.provider_name = provider_name_;
  if (auto taken = sink_.take(std::move(record)); !taken) {
    stopped_ = std::move(taken).error();
    xmlStopParser(parser_.get());
  }
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
    for (; at != end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'); ++at) {
      skipped = true;
      if (*at == '\n') ++lines_skipped_;
    }
    if (at == end) continue;  // nothing but white space so far
    std::move(at, end, begin);
    chunk_length_ = static_cast<std::size_t>(end - at);
    break;
  }
  if (skipped) {
    sink_.report({FindingKind::kTextBeforeDeclaration, source_.name, 1, {}, {}});
  }
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
  // libxml2 takes the first four bytes for the encoding and the rest as they come.
  const int failed = xmlParseChunk(parser_.get(), reinterpret_cast<const char*>(bytes.data()),
                                   static_cast<int>(bytes.size()), bytes.empty() ? 1 : 0);
  if (stopped_) return base::with_context(*stopped_, source_.name);
  // Warnings and namespace slips come back as codes too; only a fatal error ends the document.
  if (failed != 0 && parser_.get()->wellFormed == 0) return not_well_formed();
  return {};
}

Result<void> Reading::finish() {
  BILDUNGSKIOSK_TRY_VOID(push({}));
  if (courses_ == 0) return Error{ErrorCode::kEmptyExport, source_.name + ": no <veranstaltung> in it"};
  return {};
}

Result<void> Reading::run() {
  BILDUNGSKIOSK_TRY_VOID(skip_leading_space());
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
  return finish();
}

}  // namespace

Result<void> OpenVhsImporter::import(const ImportSource& source, RecordSink& sink) {
  return Reading(source, sink).run();
}

}  // namespace bildungskiosk::publish

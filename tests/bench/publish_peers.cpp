#include "tests/bench/publish_peers.hpp"

#include <libxml/parser.h>

#include <cstdint>
#include <memory>

#include "sync/base/file_system.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::bench {
namespace {

constexpr int kPeerLevel = 9;

struct Counts {
  std::uint64_t elements = 0;
  std::uint64_t text_bytes = 0;
};

xmlSAXHandler counting_handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* context, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int, int,
                          const xmlChar**) { ++static_cast<Counts*>(context)->elements; };
  sax.characters = [](void* context, const xmlChar*, int length) {
    static_cast<Counts*>(context)->text_bytes += static_cast<std::uint64_t>(length);
  };
  sax.cdataBlock = sax.characters;
  return sax;
}

class NoFile final : public base::WritableFile {
 public:
  base::Result<void> append(base::ByteView) override { return {}; }
  base::Result<void> sync() override { return {}; }
  base::Result<void> close() override { return {}; }
};

/// Hands the file's pieces to `take`, which returns whether to go on. Whether all went well.
template <typename Take>
bool for_each_piece(const std::string& path, Take take) {
  auto file = base::posix_file_system().open_for_reading(path);
  if (!file) return false;
  base::Bytes piece(publish::kReadChunkBytes);
  while (true) {
    const auto count = (*file)->read(piece);
    if (!count) return false;
    if (*count == 0) return true;
    if (!take(base::ByteView(piece).first(*count))) return false;
  }
}

}  // namespace

int bare_xml_parse(const std::string& path) {
  Counts counts;
  xmlSAXHandler sax = counting_handler();
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(
      xmlCreatePushParserCtxt(&sax, &counts, nullptr, 0, nullptr), xmlFreeParserCtxt);
  const bool parsed = for_each_piece(path, [&](base::ByteView piece) {
    return xmlParseChunk(parser.get(), base::as_text(piece).data(), static_cast<int>(piece.size()), 0) == 0;
  });
  return parsed && xmlParseChunk(parser.get(), "", 0, 1) == 0 && counts.elements > 0 ? 0 : 1;
}

int bare_zstd(const std::string& path) {
  const auto status = base::posix_file_system().status(path);
  if (!status) return 1;
  NoFile nothing;
  exchange::CompressingSink sink(nothing, status->size_bytes, {kPeerLevel, 0});
  return for_each_piece(path, [&](base::ByteView piece) { return sink.write(piece).has_value(); }) && sink.finish() ? 0
                                                                                                                    : 1;
}

}  // namespace bildungskiosk::bench

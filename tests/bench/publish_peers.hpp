#pragma once

#include <string>

/// The least that reading a file can take, and what else an office might do with it.
namespace bildungskiosk::bench {

/// libxml2's push parser over the file in the importer's own pieces, with callbacks that count and do nothing else.
/// The exit code: 0 when the document was well-formed and had elements.
[[nodiscard]] int bare_xml_parse(const std::string& path);

/// `zstd -9`, the result thrown away. The exit code.
[[nodiscard]] int bare_zstd(const std::string& path);

}  // namespace bildungskiosk::bench

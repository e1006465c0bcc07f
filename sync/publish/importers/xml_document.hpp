#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/publish/importers/element.hpp"
#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// A tag as the parser found it; the views hold for the duration of the call.
struct XmlTag {
  std::string_view name;                                                  // without its prefix
  std::string_view ns;                                                    // the namespace's address; "" for none
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  // by local name

  /// The attribute's value, trimmed, or "".
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
};

/// What a format makes of an XML document: which elements it walks through, and which it wants as whole trees.
class XmlFormat {
 public:
  enum class Step {
    kEnter,    // ask for each of its children
    kCollect,  // hand it over as one tree: `collected`, or `too_large`
    kSkip,     // with everything in it
  };

  virtual ~XmlFormat() = default;
  /// The root's tag. An error (kUnsupportedFormat) refuses the file at that line; it is told only when the tag was
  /// complete, since a file that breaks off inside it is damaged, not of another format.
  virtual base::Result<void> open_root(const XmlTag& root) = 0;
  /// A child of the root or of an entered element; `parents` from the root in. An error refuses the file at that line.
  virtual base::Result<Step> open(const std::vector<std::string>& parents, const XmlTag& tag) = 0;
  /// The end of an entered element.
  virtual base::Result<void> close(std::string_view name);
  /// The name that an element inside a tree gets. Formats with several namespaces keep foreign ones apart by it.
  /// The view may be of `buffer`.
  [[nodiscard]] virtual std::string_view element_name(std::string_view name, std::string_view ns,
                                                      std::string& buffer) const;
  /// The element lives for the duration of the call.
  virtual base::Result<void> collected(const Element& element, std::uint64_t line) = 0;
  /// Past a limit of one record; the rest of the file is read on.
  virtual base::Result<void> too_large(std::string_view name, std::uint64_t line) = 0;
};

/// Reads the document as a stream through libxml2's push parser, with handlers of our own: no network, no DTD (a
/// DOCTYPE is refused, so there are no entities to expand). The encoding is the declaration's or the byte order
/// mark's; without either it is UTF-8, or else, from the first byte on that can't be, Windows-1252
/// (undeclared_encoding.hpp), which is reported. White space before the declaration is passed over and reported.
///
/// Errors: those of `Importer`, with line and column told to the sink; kEmptyExport only for a file without any
/// element. Errors of `collected`, `too_large` and `close` are passed on as they are.
base::Result<void> read_xml(const ImportSource& source, RecordSink& sink, XmlFormat& format);

}  // namespace bildungskiosk::publish

#pragma once

#include <optional>
#include <string>

#include "sync/base/bytes.hpp"

namespace bildungskiosk::publish {

/// The element that an XML or HTML file begins with, as far as its first bytes show.
struct XmlRoot {
  std::string name;  // without its prefix; of a web page with a DOCTYPE "html"
  std::string ns;    // what the default namespace or the prefix stands for; "" for none, or when it is not in the head
};

/// For telling formats apart, not for reading: never fails on what is not well-formed. nullopt: no tag begins in it,
/// or its name is cut off. UTF-16 and any encoding that contains ASCII.
[[nodiscard]] std::optional<XmlRoot> find_xml_root(base::ByteView head);

}  // namespace bildungskiosk::publish

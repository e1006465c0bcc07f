#include "sync/transport/etag.hpp"

#include <algorithm>

#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {

bool is_strong_etag(std::string_view etag) {
  const auto is_visible = [](char letter) { return static_cast<unsigned char>(letter) > 0x20 && letter != 0x7F; };
  return etag.size() >= 2 && etag.size() <= kEtagBytesMax && etag.front() == '"' && etag.back() == '"' &&
         std::all_of(etag.begin(), etag.end(), is_visible);
}

bool is_etag(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return is_strong_etag(etag);
}

}  // namespace bildungskiosk::transport

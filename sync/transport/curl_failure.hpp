#pragma once

#include <curl/curl.h>

#include <string>

#include "sync/base/error.hpp"

namespace bildungskiosk::transport {

enum class Way { kDirect, kProxy };

/// What a failed transfer means to us. `transfer` is the finished handle, `explanation` libcurl's own words for it.
[[nodiscard]] base::Error explain_curl_failure(CURL* transfer, CURLcode code, Way way, const std::string& explanation);

}  // namespace bildungskiosk::transport

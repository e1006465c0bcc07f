#pragma once

#include <curl/curl.h>

#include <string>

#include "sync/base/error.hpp"

namespace bildungskiosk::transport {

enum class Way { kDirect, kProxy };

/// What came on a connection that had been kept is no HTTP: most likely the end of the answer before, whose length was
/// wrong, and which came too late to be seen when the connection was kept.
[[nodiscard]] bool is_of_an_earlier_answer(CURL* transfer, CURLcode code);

/// What a failed transfer means to us. `transfer` is the finished handle, `explanation` libcurl's own words for it.
[[nodiscard]] base::Error explain_curl_failure(CURL* transfer, CURLcode code, Way way, const std::string& explanation);

}  // namespace bildungskiosk::transport

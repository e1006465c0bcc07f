#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

/// A short secret (the staff PIN) as it may stand in a configuration file: salted and stretched. Stretching does not
/// make four digits safe from somebody who may read the file; it keeps the PIN from being read over a shoulder.
///
///     pbkdf2-sha256$600000$<16 bytes salt, hex>$<32 bytes, hex>
namespace bildungskiosk::base {

/// With a fresh salt and today's rounds. Takes a good part of a second. kInternal when there is no randomness.
[[nodiscard]] Result<std::string> hash_secret(std::string_view secret);

/// Whether `hash` was made from `secret`, compared in constant time. kMalformedRecord when `hash` is none, or asks for
/// more rounds than kSecretRounds_max.
[[nodiscard]] Result<bool> secret_matches(std::string_view hash, std::string_view secret);

/// kMalformedRecord as above, without computing anything.
[[nodiscard]] Result<void> check_secret_hash(std::string_view hash);

/// Rounds of new hashes (OWASP, 2023), and the most that are computed for a foreign one.
inline constexpr int kSecretRounds = 600'000;
inline constexpr int kSecretRounds_max = 10'000'000;

}  // namespace bildungskiosk::base

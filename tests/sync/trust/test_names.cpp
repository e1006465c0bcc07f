#include "sync/base/digest.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::trust {

using base::ErrorCode;

// Guards: every check of check_target_path.
TEST_CASE("A target path that could leave its folder is unsafe") {
  for (const char* path :
       {"", "/etc/passwd", "../x", "a/../x", "a/..", ".", "a/./b", "a//b", "a/", "a\\b", "a\nb", "..", "\x7F"}) {
    INFO(path);
    CHECK(check_target_path(path).error().code == ErrorCode::kUnsafePath);
  }
  CHECK(check_target_path(std::string(513, 'a')).error().code == ErrorCode::kUnsafePath);
  CHECK(check_target_path(std::string_view("a\0b", 3)).error().code == ErrorCode::kUnsafePath);
  for (const char* path : {"a", "vhs/offers-3.jsonl.zst", "a b/ä…", "..a/b..", ".hidden"}) {
    CHECK(check_target_path(path).has_value());
  }
}

// Guards: every check of check_delegated_role_name.
TEST_CASE("A delegated role may not take a top-level role's name, nor one with control characters") {
  for (const char* name : {"", "root", "timestamp", "snapshot", "targets", "a\nb"}) {
    CHECK(check_delegated_role_name(name).error().code == ErrorCode::kUnsafePath);
  }
  CHECK(check_delegated_role_name(std::string(129, 'a')).error().code == ErrorCode::kUnsafePath);
  CHECK(check_delegated_role_name("../vhs").has_value());
}

// Guards: the length of the encoded name in check_delegated_role_name.
TEST_CASE("A delegated role's name that is too long for a file once it is encoded is refused") {
  std::string umlauts;
  for (int count = 0; count < 36; ++count) umlauts += "ö";  // two bytes, six characters encoded
  CHECK(check_delegated_role_name(umlauts).has_value());
  // What is written beside it while it is replaced, and what is asked for, are file names too.
  CHECK((metadata_file_name(umlauts) + ".tmp").size() <= 255);
  CHECK(metadata_file_name(umlauts, INT64_MAX).size() <= 255);
  CHECK(check_delegated_role_name(umlauts + "ö").error().code == ErrorCode::kUnsafePath);
}

// Guards: percent_encoded, that '/' is encoded too.
TEST_CASE("A role's name is one percent-encoded file name, whatever is in it") {
  CHECK(metadata_file_name("vhs-auerbrunn") == "vhs-auerbrunn.json");
  CHECK(metadata_file_name("../delegated") == "..%2Fdelegated.json");
  CHECK(metadata_file_name("?", 1) == "1.%3F.json");
  CHECK(metadata_file_name("ö%2F") == "%C3%B6%252F.json");
}

TEST_CASE("With consistent snapshots a target's file name starts with its hash") {
  TargetFile file;
  file.hashes = {{"sha256", "aa"}, {"sha512", "bb"}};
  CHECK(target_file_path("vhs/media/logo.png", file, true) == "vhs/media/aa.logo.png");
  CHECK(target_file_path("logo.png", file, true) == "aa.logo.png");
  CHECK(target_file_path("vhs/logo.png", file, false) == "vhs/logo.png");
  file.hashes.erase("sha256");
  CHECK(target_file_path("logo.png", file, true) == "bb.logo.png");
}

// Guards: the looks for '/' in path_matches.
TEST_CASE("A path pattern matches like a shell's, and never over a slash") {
  CHECK(path_matches("*", "a"));
  CHECK(path_matches("*", ""));
  CHECK_FALSE(path_matches("*", "a/b"));
  CHECK(path_matches("vhs/*", "vhs/offers"));
  CHECK_FALSE(path_matches("vhs/*", "vhs/a/b"));
  CHECK_FALSE(path_matches("vhs/*", "vhsx/a"));
  CHECK(path_matches("*/*.zst", "vhs/a.b.zst"));
  CHECK_FALSE(path_matches("*/*.zst", "vhs/media/a.zst"));
  CHECK(path_matches("a?c", "abc"));
  CHECK(path_matches("a?c", "aäc"));
  CHECK_FALSE(path_matches("a?c", "a/c"));
  CHECK_FALSE(path_matches("a?c", "ac"));
  CHECK(path_matches("a*b*c", "axxbyyc"));
  CHECK_FALSE(path_matches("a*b*c", "axxbyy"));
  CHECK_FALSE(path_matches("", "a"));
  CHECK(path_matches("", ""));
  CHECK_FALSE(path_matches("a", ""));
  CHECK_FALSE(path_matches("a*/b", "a/x/b"));
  CHECK_FALSE(path_matches("[ab]", "a"));  // brackets stand for themselves
  CHECK_FALSE(path_matches(std::string(50, '*') + "b", std::string(400, 'a')));
}

// Guards: starts_with in is_path_delegated.
TEST_CASE("Hash prefixes delegate the paths whose SHA-256 starts with one of them") {
  const std::string hash = base::sha256_hex(base::as_bytes("vhs/offers"));
  DelegatedRole role;
  role.path_hash_prefixes = {"0123456789abcdef", hash.substr(0, 2)};
  CHECK(is_path_delegated(role, "vhs/offers"));
  role.path_hash_prefixes = {hash};
  CHECK(is_path_delegated(role, "vhs/offers"));
  CHECK_FALSE(is_path_delegated(role, "vhs/offers2"));
}

}  // namespace bildungskiosk::trust

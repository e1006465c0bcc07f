#include "sync/service/limits.hpp"
#include "sync/service/memory.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::service {
namespace {

TEST_CASE("What the service knows comes back as it was written") {
  Memory memory;
  memory.medium_number = 7;
  memory.approved_package = "abc";
  memory.network = {1'790'000'000, 3};
  memory.network_success_at = 1'780'000'000;
  memory.note_failure("p1", {base::ErrorCode::kHashMismatch, "line \"1\"\xFF"});
  const Memory back = parse_memory(serialise(memory));
  CHECK(back.medium_number == 7);
  CHECK(back.approved_package == "abc");
  CHECK(back.network == memory.network);
  CHECK(back.network_success_at == 1'780'000'000);
  REQUIRE(back.failed.size() == 1);
  CHECK(back.failed[0].package == "p1");
  CHECK(back.failed[0].error.code == base::ErrorCode::kHashMismatch);
}

TEST_CASE("A memory that is missing, damaged or hostile is as if nothing had been noted") {
  for (const std::string text :
       {"", "x", "[]", R"({"medium_number":-4,"failed":7,"network_failures":-1})", R"({"failed":[1,{},{"code":"io"}]})",
        R"({"medium_number":"many","failed":[{"package":"p","code":"no such code"}]})"}) {
    INFO(text);
    const Memory memory = parse_memory(text);
    CHECK(memory.medium_number == 0);
    CHECK(memory.failed.empty());
    CHECK(memory.network.failures_in_row == 0);
  }
  CHECK(parse_memory(R"({"medium_number":3})" + std::string(kMemory_bytes_max, ' ')).medium_number == 0);
}

TEST_CASE("The same package is remembered once, with its newest failure") {
  Memory memory;
  memory.note_failure("p", {base::ErrorCode::kHashMismatch, ""});
  memory.note_failure("q", {base::ErrorCode::kHashMismatch, ""});
  memory.note_failure("p", {base::ErrorCode::kLengthMismatch, ""});
  memory.note_failure("", {base::ErrorCode::kLengthMismatch, ""});
  REQUIRE(memory.failed.size() == 2);
  CHECK(memory.failed.back().package == "p");
  CHECK(memory.failed.back().error.code == base::ErrorCode::kLengthMismatch);
}

}  // namespace
}  // namespace bildungskiosk::service

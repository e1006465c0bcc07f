#include <array>
#include <memory>
#include <set>
#include <utility>

#include "sync/base/bytes.hpp"
#include "sync/base/digest.hpp"
#include "sync/base/result.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::base;

namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::kInvalidArgument, "odd"};
  return number / 2;
}

Result<int> quarter(int number) {
  BILDUNGSKIOSK_TRY(const int first, half(number));
  BILDUNGSKIOSK_TRY(const int second, half(first));
  return second;
}

}  // namespace

TEST_CASE("An error passes through the functions between it and its reader") {
  CHECK(quarter(8).value() == 2);
  CHECK(quarter(6).error().detail == "odd");
  CHECK(quarter(7).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("A result can hold what can only be moved") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 7);
}

TEST_CASE("A loop over what a call returned outlives the call") {
  struct Watched {
    explicit Watched(bool* destroyed) : gone(destroyed) {}
    Watched(Watched&& other) noexcept : gone(std::exchange(other.gone, nullptr)) {}
    Watched& operator=(Watched&&) = delete;
    ~Watched() {
      if (gone != nullptr) *gone = true;
    }
    [[nodiscard]] const int* begin() const { return numbers.data(); }
    [[nodiscard]] const int* end() const { return numbers.data() + numbers.size(); }
    bool* gone;
    std::array<int, 2> numbers{1, 2};
  };
  bool gone = false;
  for (const int number : Result<Watched>(Watched(&gone)).value()) {
    static_cast<void>(number);
    CHECK_FALSE(gone);
  }
  CHECK(gone);
}

TEST_CASE("Every error code has a name of its own") {
  std::set<std::string_view> names;
  for (const ErrorCode code : all_error_codes()) names.insert(to_string(code));
  CHECK(names.size() == all_error_codes().size());
  CHECK(names.count("unknown") == 0);
  CHECK(static_cast<std::size_t>(ErrorCode::kUpToDate) + 1 == all_error_codes().size());
}

TEST_CASE("Hexadecimal text survives both ways, and nonsense is refused") {
  CHECK(to_hex(from_hex("00ffA5").value()) == "00ffa5");
  CHECK_FALSE(from_hex("0"));
  CHECK_FALSE(from_hex("zz"));
}

TEST_CASE("SHA-256 gives the digest of FIPS 180-4's example") {
  CHECK(sha256_hex(as_bytes("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

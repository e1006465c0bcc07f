#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "sync/base/check.hpp"
#include "sync/base/error.hpp"

namespace bildungskiosk::base {

/// A value or an `Error`, with the names of C++23's `std::expected`. Reading the side that isn't there
/// stops the program.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose, as in std::expected: `return value;` and `return Error{…};` both read well.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & {
    BILDUNGSKIOSK_CHECK(has_value());
    return std::get<0>(state_);
  }
  const T& value() const& {
    BILDUNGSKIOSK_CHECK(has_value());
    return std::get<0>(state_);
  }
  // By value: a reference into a result that is gone at the end of the line dangles in `for (x : call().value())`.
  T value() && {
    BILDUNGSKIOSK_CHECK(has_value());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const& {
    BILDUNGSKIOSK_CHECK(!has_value());
    return std::get<1>(state_);
  }
  [[nodiscard]] Error&& error() && {
    BILDUNGSKIOSK_CHECK(!has_value());
    return std::get<1>(std::move(state_));
  }

  template <typename U>
  T value_or(U&& fallback) && {
    return has_value() ? std::move(*this).value() : static_cast<T>(std::forward<U>(fallback));
  }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an `Error`.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor): as above

  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  void value() const { BILDUNGSKIOSK_CHECK(has_value()); }
  [[nodiscard]] const Error& error() const& {
    BILDUNGSKIOSK_CHECK(!has_value());
    return *error_;
  }
  [[nodiscard]] Error&& error() && {
    BILDUNGSKIOSK_CHECK(!has_value());
    return *std::move(error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace bildungskiosk::base

// The two lines that otherwise stand after every call. `BILDUNGSKIOSK_TRY(auto x, call())` declares x or
// returns the error; `BILDUNGSKIOSK_TRY_VOID(call())` only passes the error on.
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration can't stand in parentheses.
#define BILDUNGSKIOSK_CONCAT_INNER(a, b) a##b
#define BILDUNGSKIOSK_CONCAT(a, b) BILDUNGSKIOSK_CONCAT_INNER(a, b)
#define BILDUNGSKIOSK_TRY_INNER(result, declaration, expression) \
  auto result = (expression);                                    \
  if (!result) return std::move(result).error();                 \
  declaration = std::move(result).value()
#define BILDUNGSKIOSK_TRY(declaration, expression) \
  BILDUNGSKIOSK_TRY_INNER(BILDUNGSKIOSK_CONCAT(try_result_, __LINE__), declaration, expression)
#define BILDUNGSKIOSK_TRY_VOID(expression) \
  if (auto try_void = (expression); !try_void) return std::move(try_void).error()
// NOLINTEND(bugprone-macro-parentheses)

#pragma once

#include <utility>

namespace bildungskiosk::base {

/// Owns one C handle and closes it once. `Close` is the library's own function: `UniqueHandle<EVP_PKEY*,
/// EVP_PKEY_free>`. A handle equal to `T{}` counts as "none".
template <typename T, auto Close>
class UniqueHandle {
 public:
  UniqueHandle() = default;
  explicit UniqueHandle(T handle) : handle_(handle) {}
  UniqueHandle(UniqueHandle&& other) noexcept : handle_(std::exchange(other.handle_, T{})) {}
  UniqueHandle& operator=(UniqueHandle&& other) noexcept {
    if (this != &other) reset(std::exchange(other.handle_, T{}));
    return *this;
  }
  UniqueHandle(const UniqueHandle&) = delete;
  UniqueHandle& operator=(const UniqueHandle&) = delete;
  ~UniqueHandle() { reset(); }

  [[nodiscard]] T get() const { return handle_; }
  explicit operator bool() const { return handle_ != T{}; }
  [[nodiscard]] T release() { return std::exchange(handle_, T{}); }
  void reset(T handle = T{}) {
    if (handle_ != T{}) Close(handle_);
    handle_ = handle;
  }
  /// For C functions that hand a handle out by pointer; closes what was held before.
  [[nodiscard]] T* out() {
    reset();
    return &handle_;
  }

 private:
  T handle_{};
};

}  // namespace bildungskiosk::base

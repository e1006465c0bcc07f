#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace bildungskiosk::catalogue {

/// What a catalogue that is being built needs once more, on disk beside it: offers that came before what they name. The
/// file has no name any more when `create` returns, so nothing can leave it behind. Belongs to one thread.
class Staging {
 public:
  /// A file of this path that is there is removed. kNoSpace, kPermissionDenied, kNotFound (no folder), kIo, here and
  /// below.
  [[nodiscard]] static base::Result<Staging> create(const std::string& path);
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&& other) noexcept;
  ~Staging();

  struct Position {
    std::uint64_t begin = 0;
    std::uint32_t length = 0;
  };
  [[nodiscard]] base::Result<Position> add(std::string_view bytes);
  /// Valid until the next call.
  [[nodiscard]] base::Result<std::string_view> read(Position position);

 private:
  explicit Staging(int file) : file_(file) {}
  [[nodiscard]] base::Result<void> flush();

  int file_;             // -1: none
  std::string waiting_;  // behind `written_`
  std::uint64_t written_ = 0;
  std::string read_;
};

}  // namespace bildungskiosk::catalogue

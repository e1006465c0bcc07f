#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace bildungskiosk::test {

/// Does to other programs' windows what a desktop and its people do to them. A connection of its own.
class XWindows {
 public:
  using Window = unsigned long;  // Xlib's; its header defines macros that nobody else should meet

  /// Xlib has one handler of errors for the whole process.
  enum class Errors { kIgnore, kLeaveToOthers };
  /// `display`: ":5".
  explicit XWindows(const std::string& display, Errors errors = Errors::kIgnore);
  ~XWindows();
  XWindows(const XWindows&) = delete;
  XWindows& operator=(const XWindows&) = delete;

  /// The window of that title, once it is there; nothing within ten seconds.
  [[nodiscard]] std::optional<Window> find(const std::string& title) const;
  /// What the cross in a window's frame and Alt+F4 do: WM_DELETE_WINDOW.
  void ask_to_close(Window window) const;
  /// What a window's "minimise" does: WM_CHANGE_STATE to IconicState. Without a window manager nobody listens.
  void ask_to_iconify(Window window) const;
  /// On the display, to be seen.
  [[nodiscard]] bool is_mapped(Window window) const;
  [[nodiscard]] bool is_focused(Window window) const;
  /// A small window of another program's that takes the focus.
  void open_stranger_with_focus();

  /// A request that the server must refuse, and its answer.
  void ask_for_nonsense() const;

  struct Area {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const Area&, const Area&) = default;
  };
  /// On the root window.
  [[nodiscard]] Area area_of(Window window) const;

 private:
  void send(Window to, Window about, const char* type, long value, long mask) const;

  void* display_ = nullptr;
};

}  // namespace bildungskiosk::test

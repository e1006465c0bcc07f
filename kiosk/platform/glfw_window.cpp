#include "kiosk/platform/glfw_window.hpp"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <thread>
#include <vector>

#include "kiosk/platform/imgui_session.hpp"
#include "kiosk/platform/png.hpp"
#include "kiosk/platform/window_manager_check.hpp"
#include "kiosk/platform/x_errors.hpp"

namespace bildungskiosk::platform {
namespace {

// GLFW reports errors to a function without user data, on the thread that called it.
std::string g_last_glfw_error;
void note_glfw_error(int code, const char* words) {
  g_last_glfw_error = std::to_string(code) + ": " + (words != nullptr ? words : "");
}

base::Error glfw_error(base::ErrorCode code, std::string_view what) {
  return {code, std::string(what) + " (GLFW " + g_last_glfw_error + ")"};
}

GlfwWindow& self_of(GLFWwindow* window);

/// The connected ones in GLFW's order, whose first is the window system's primary one.
std::span<GLFWmonitor* const> connected_monitors() {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  return {monitors, monitors != nullptr ? static_cast<std::size_t>(count) : 0};
}

std::vector<Monitor> describe(std::span<GLFWmonitor* const> connected) {
  std::vector<Monitor> described;
  for (GLFWmonitor* one : connected) {
    Monitor monitor;
    if (const char* name = glfwGetMonitorName(one)) monitor.name = name;
    if (const GLFWvidmode* mode = glfwGetVideoMode(one)) monitor.mode = {mode->width, mode->height};
    int width_mm = 0;
    int height_mm = 0;
    glfwGetMonitorPhysicalSize(one, &width_mm, &height_mm);
    monitor.size = {static_cast<float>(width_mm), static_cast<float>(height_mm)};
    described.push_back(std::move(monitor));
  }
  return described;
}

std::string names_of(std::span<const Monitor> monitors) {
  std::string names;
  for (const Monitor& monitor : monitors) names.append(names.empty() ? "" : ", ").append(monitor.name);
  return names;
}

/// A pause that ends so little late was meant to end in time.
constexpr double kLateness_s = 0.004;

double seconds(std::chrono::steady_clock::time_point time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

}  // namespace

base::Result<std::unique_ptr<Window>> open_window(const WindowOptions& options) { return GlfwWindow::open(options); }

base::Result<std::unique_ptr<Window>> GlfwWindow::open(const WindowOptions& options) {
  const WindowManagerCheck check;
  glfwSetErrorCallback(note_glfw_error);
  if (glfwInit() != GLFW_TRUE) return glfw_error(base::ErrorCode::kNotFound, "no display");
  std::unique_ptr<GlfwWindow> window(new GlfwWindow(options));
  BILDUNGSKIOSK_TRY_VOID(window->create());
  return std::unique_ptr<Window>(std::move(window));
}

base::Result<void> GlfwWindow::create() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SAMPLES, 0);  // shapes bring their own soft edges; multisampling costs 3 times the frame
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_TRUE);

  PixelSize size = options_.size_px;
  GLFWmonitor* monitor = nullptr;
  if (options_.mode == WindowOptions::Mode::kFullscreen) {
    const auto connected = connected_monitors();
    const std::vector<Monitor> described = describe(connected);
    const auto chosen = choose_monitor(described, options_.monitor);
    if (!chosen) return glfw_error(base::ErrorCode::kNotFound, "no monitor");
    const bool missing = !options_.monitor.empty() && !find_monitor(described, options_.monitor);
    if (missing && options_.on_monitor_missing) options_.on_monitor_missing(names_of(described));
    monitor = connected[*chosen];
    size = described[*chosen].mode;
  }
  note_resolution();
  make_window(size, monitor);
  if (window_ == nullptr) return glfw_error(base::ErrorCode::kInternal, "no window with OpenGL 3.3");
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  if (monitor != nullptr) glfwSetInputMode(window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
  glfwFocusWindow(window_);  // without a window manager nobody else gives it the focus

  context_ = create_imgui_context();
  renderer_ready_ = ImGui_ImplOpenGL3_Init("#version 330 core");
  if (!renderer_ready_) return base::Error{base::ErrorCode::kInternal, "the OpenGL renderer does not start"};
  textures_.emplace();
  partial_show_ = PartialShow::find();
  canvas_.emplace(partial_show_ ? GlCanvas::Place::kBackBuffer : GlCanvas::Place::kOwn);
  reset_ = GlReset::find();
  install_callbacks();
  survive_x_errors();
  return {};
}

void GlfwWindow::make_window(PixelSize size, GLFWmonitor* monitor) {
  // With a context that is lost when the card is reset, where the driver has such ones.
  for (const int robustness : {GLFW_LOSE_CONTEXT_ON_RESET, GLFW_NO_ROBUSTNESS}) {
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, robustness);
    window_ = glfwCreateWindow(size.width, size.height, options_.title.c_str(), monitor, nullptr);
    if (window_ != nullptr) return;
  }
}

GlfwWindow::~GlfwWindow() {
  if (renderer_ready_) ImGui_ImplOpenGL3_Shutdown();
  canvas_.reset();
  textures_.reset();
  if (context_ != nullptr) ImGui::DestroyContext(context_);
  if (window_ != nullptr) glfwDestroyWindow(window_);
  glfwTerminate();
}

void GlfwWindow::install_callbacks() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) { self_of(w).on_cursor(x, y); });
  glfwSetMouseButtonCallback(window_,
                             [](GLFWwindow* w, int button, int action, int) { self_of(w).on_button(button, action); });
  glfwSetKeyCallback(window_,
                     [](GLFWwindow* w, int key, int, int action, int mods) { self_of(w).on_key(key, action, mods); });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned int character) {
    GlfwWindow& self = self_of(w);
    self.input_.push(KeyEvent{Key::kCharacter, static_cast<char32_t>(character), self.now_ms()});
  });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self_of(w).on_uncovered(); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) {
    self_of(w).note_resolution();
    self_of(w).on_uncovered();
  });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
    if (self_of(w).options_.mode == WindowOptions::Mode::kFullscreen) glfwSetWindowShouldClose(w, GLFW_FALSE);
  });
  glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int iconified) {
    GlfwWindow& self = self_of(w);
    self.on_uncovered();
    if (iconified == GLFW_TRUE && self.options_.mode == WindowOptions::Mode::kFullscreen) glfwRestoreWindow(w);
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    // A finger that was down when the focus went would never lift: its release goes elsewhere.
    if (focused == GLFW_FALSE) self_of(w).on_button(GLFW_MOUSE_BUTTON_LEFT, GLFW_RELEASE);
  });
  // The monitor callback has no window; the flag is looked at before the next frame.
  static GlfwWindow* only_window = nullptr;
  only_window = this;
  glfwSetMonitorCallback([](GLFWmonitor*, int) {
    only_window->monitor_changed_ = true;
    only_window->needs_redraw_ = true;
  });
}

namespace {
GlfwWindow& self_of(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }
}  // namespace

void GlfwWindow::on_uncovered() {
  needs_redraw_ = true;
  // A window that was of another size for a moment has a new back buffer, with nothing in it.
  frame_changes_.forget();
  uncovered_ = true;
}

void GlfwWindow::on_cursor(double x, double y) {
  // GLFW counts in screen coordinates; they differ from pixels only on scaled desktops.
  int width = 0;
  int height = 0;
  glfwGetWindowSize(window_, &width, &height);
  const PixelSize pixels = size_px();
  const double scale = width > 0 ? static_cast<double>(pixels.width) / width : 1.0;
  cursor_x_px_ = static_cast<float>(x * scale);
  cursor_y_px_ = static_cast<float>(y * scale);
  if (button_down_) input_.push(PointerEvent{PointerKind::kMove, cursor_x_px_, cursor_y_px_, now_ms()});
}

void GlfwWindow::on_button(int button, int action) {
  if (button != GLFW_MOUSE_BUTTON_LEFT) return;
  const bool down = action == GLFW_PRESS;
  if (down == button_down_) return;
  button_down_ = down;
  input_.push(PointerEvent{down ? PointerKind::kDown : PointerKind::kUp, cursor_x_px_, cursor_y_px_, now_ms()});
}

void GlfwWindow::on_key(int key, int action, int mods) {
  if (action == GLFW_RELEASE) return;
  const auto push = [this](Key name) { input_.push(KeyEvent{name, 0, now_ms()}); };
  switch (key) {
    case GLFW_KEY_BACKSPACE:
      return push(Key::kBackspace);
    case GLFW_KEY_DELETE:
      return push(Key::kDelete);
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return push(Key::kEnter);
    case GLFW_KEY_ESCAPE:
      return push(Key::kEscape);
    case GLFW_KEY_TAB:
      return push((mods & GLFW_MOD_SHIFT) != 0 ? Key::kBackTab : Key::kTab);
    case GLFW_KEY_LEFT:
      return push(Key::kLeft);
    case GLFW_KEY_RIGHT:
      return push(Key::kRight);
    case GLFW_KEY_UP:
      return push(Key::kUp);
    case GLFW_KEY_DOWN:
      return push(Key::kDown);
    case GLFW_KEY_HOME:
      return push(Key::kHome);
    case GLFW_KEY_END:
      return push(Key::kEnd);
    default:
      return;
  }
}

PixelSize GlfwWindow::size_px() const {
  PixelSize size;
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return size;
}

void GlfwWindow::note_resolution() {
  const std::vector<Monitor> described = describe(connected_monitors());
  const auto chosen = choose_monitor(described, options_.monitor);
  // While no monitor is there nobody looks; the last one's will most likely be back.
  if (chosen) px_per_mm_ = platform::px_per_mm(described[*chosen], options_.real_size);
}

MonotonicMs GlfwWindow::now_ms() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

bool GlfwWindow::should_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

bool GlfwWindow::take_needs_redraw() {
  const std::uint64_t x_errors = x_errors_survived();
  if (std::exchange(x_errors_seen_, x_errors) != x_errors) on_uncovered();  // who knows what is on the display
  return std::exchange(needs_redraw_, false);
}

void GlfwWindow::wait_events(MonotonicMs timeout_ms) {
  keep_to_frame_cap();
  if (timeout_ms < 0) {
    glfwWaitEvents();
  } else if (timeout_ms == 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(static_cast<double>(timeout_ms) / 1000.0);
  }
}

void GlfwWindow::wake() { glfwPostEmptyEvent(); }

void GlfwWindow::reclaim_monitor() {
  monitor_changed_ = false;
  note_resolution();
  if (options_.mode != WindowOptions::Mode::kFullscreen) return;
  const auto connected = connected_monitors();
  // GLFW has made a plain window of one whose monitor went.
  const auto shown_on = std::find(connected.begin(), connected.end(), glfwGetWindowMonitor(window_));
  const auto place = shown_on == connected.end()
                         ? std::nullopt
                         : std::optional(static_cast<std::size_t>(shown_on - connected.begin()));
  const auto target = monitor_to_move_to(describe(connected), options_.monitor, place);
  const GLFWvidmode* mode = target ? glfwGetVideoMode(connected[*target]) : nullptr;
  if (mode == nullptr) return;
  glfwSetWindowMonitor(window_, connected[*target], 0, 0, mode->width, mode->height, mode->refreshRate);
  survive_x_errors();
  on_uncovered();
}

void GlfwWindow::begin_frame() {
  if (monitor_changed_) reclaim_monitor();
  ImGui_ImplOpenGL3_NewFrame();
  const double now_s = seconds(std::chrono::steady_clock::now());
  begin_imgui_frame(size_px(), static_cast<float>(now_s - frame_begun_s_));
  // Where frames follow each other the beat goes on from the last one's, so that no pause's lateness adds up.
  const double due_s = frame_begun_s_ + 1.0 / static_cast<double>(options_.frames_per_second_max);
  frame_begun_s_ = now_s - due_s < kLateness_s ? due_s : now_s;
}

void GlfwWindow::render(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled) {
  ImDrawData& drawn = *ImGui::GetDrawData();
  // Mesa asks for the window's size again after a swap only, never after parts were shown: without this one, a window
  // that was resized would be drawn for its old size for ever.
  if (uncovered_ && partial_show_) glfwSwapBuffers(window_);
  const PixelSize size = size_px();
  const auto kept = canvas_->keep_size(size);
  if (!kept) return draw_again();
  if (!*kept) frame_changes_.forget();
  const ImDrawList* list = drawn.CmdListsCount > 0 ? drawn.CmdLists[0] : nullptr;
  const Changes& changes = frame_changes_.compare(list, size, clear_rgb, scrolled);
  if (!canvas_->draw(frame_changes_, changes, drawn, clear_rgb)) {
    frame_changes_.forget();
    return draw_again();
  }
  show(changes);
}

// The graphics side had no memory. The loop may be about to sleep until somebody touches what is not shown.
void GlfwWindow::draw_again() {
  needs_redraw_ = true;
  wake();
}

void GlfwWindow::show(const Changes& changes) {
  const PixelSize size = size_px();
  const PixelRect whole{0, 0, size.width, size.height};
  shown_parts_ = changes.rects;
  if (changes.shift) shown_parts_.push_back(changes.shift->area);
  if (std::exchange(uncovered_, false)) shown_parts_.assign(1, whole);
  if (shown_parts_.empty()) return;
  if (partial_show_) {
    partial_show_->show(shown_parts_, size);
    return;
  }
  canvas_->copy_to_window();
  glfwSwapBuffers(window_);
}

void GlfwWindow::end_frame(std::uint32_t clear_rgb, std::span<const ScrolledArea> scrolled) {
  ImGui::Render();
  render(clear_rgb, scrolled);
  ++frames_;
  lost_ = lost_ || (reset_ && reset_->happened()) || (options_.is_reset && options_.is_reset());
  input_.frame_done();
}

void GlfwWindow::keep_to_frame_cap() {
  // The swap interval does not throttle on virtual displays and some drivers. The pause lies between a frame and the
  // input that the next one shows: what a frame has asked for is under way meanwhile, and no touch is older than it
  // must be.
  const double due_s = frame_begun_s_ + 1.0 / static_cast<double>(options_.frames_per_second_max);
  const double now_s = seconds(std::chrono::steady_clock::now());
  if (now_s < due_s) std::this_thread::sleep_for(std::chrono::duration<double>(due_s - now_s));
}

base::Result<void> GlfwWindow::save_png(const std::string& path) {
  if (frames_ == 0) return base::Error{base::ErrorCode::kInvalidArgument, "no frame has been shown yet"};
  std::vector<std::uint32_t> pixels = canvas_->pixels();
  return write_png(path, size_px(), pixels);
}

base::Result<TextureId> GlfwWindow::create_texture(PixelSize size, TextureFormat format) {
  auto created = textures_->create(size, format);
  if (created) frame_changes_.note_texture(*created);
  return created;
}

void GlfwWindow::update_texture(TextureId id, PixelRect area, std::span<const std::byte> pixels,
                                std::size_t stride_bytes) {
  textures_->update(id, area, pixels, stride_bytes);
}

void GlfwWindow::destroy_texture(TextureId id) { textures_->destroy(id); }

}  // namespace bildungskiosk::platform

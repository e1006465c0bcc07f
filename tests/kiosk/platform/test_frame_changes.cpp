#include <imgui.h>

#include <random>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::platform;

namespace {

constexpr PixelSize kDisplay{640, 480};
constexpr PixelRect kList{100, 100, 300, 200};
constexpr std::uint32_t kGround = 0xFFFFFF;
constexpr int kRowPx = 50;

/// Pictures on a display of 640 × 480: a rectangle that can be put anywhere, and a list that can be scrolled.
struct Pictures {
  HeadlessWindow window{kDisplay};
  float square_x = 500;
  ImU32 square_colour = IM_COL32(255, 0, 0, 255);
  int scrolled_px = 0;
  bool cover = false;  // something over the list
  bool panel = false;  // something under it
  std::uint32_t ground = kGround;
  int changed_row = -1;
  TextureId texture;

  /// Draws, and says what has changed.
  const Changes& draw() {
    window.begin_frame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({square_x, 20}, {square_x + 20, 40}, square_colour);
    if (panel) list.AddRectFilled({90, 90}, {410, 310}, IM_COL32(250, 250, 250, 255));
    list.PushClipRect({100, 100}, {400, 300}, true);
    for (int row = 0; row < 20; ++row) {
      const auto top = static_cast<float>(kList.y + row * kRowPx - scrolled_px);
      const ImU32 colour = row == changed_row ? IM_COL32(1, 2, 3, 255) : IM_COL32(10 * row, 0, 128, 255);
      if (top < 300 && top + kRowPx > 100) list.AddRectFilled({100, top}, {400, top + kRowPx - 4}, colour, 12);
    }
    list.PopClipRect();
    if (cover) list.AddRectFilled({150, 150}, {200, 200}, IM_COL32(0, 0, 0, 128));
    if (texture) {
      list.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture.value)), {10, 400}, {42, 432});
    }
    const ScrolledArea area{7, kList, scrolled_px};
    window.end_frame(ground, {&area, 1});
    return window.last_changes();
  }
};

bool inside(const PixelRect& inner, const PixelRect& outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
         inner.y + inner.height <= outer.y + outer.height;
}

int area_of(const Changes& changes) {
  int area = 0;
  for (const PixelRect& rect : changes.rects) area += rect.width * rect.height;
  return area;
}

bool touches(const Changes& changes, int x, int y) {
  return std::any_of(changes.rects.begin(), changes.rects.end(), [&](const PixelRect& rect) {
    return inside({x, y, 1, 1}, rect);
  });
}

}  // namespace

TEST_CASE("The first picture is drawn whole, and the same picture again not at all") {
  Pictures pictures;
  const Changes first = pictures.draw();
  REQUIRE(first.rects.size() == 1);
  CHECK(first.rects[0] == PixelRect{0, 0, 640, 480});
  CHECK(pictures.draw().empty());
}

TEST_CASE("What moves is drawn where it was and where it is, and nowhere else") {
  Pictures pictures;
  static_cast<void>(pictures.draw());
  pictures.square_x = 560;
  const Changes changes = pictures.draw();
  CHECK_FALSE(changes.shift);
  REQUIRE_FALSE(changes.rects.empty());
  for (const PixelRect& rect : changes.rects) CHECK(inside(rect, {480, 0, 128, 64}));
  CHECK(area_of(changes) <= 4 * 2 * FrameChanges::kTilePx * FrameChanges::kTilePx);
}

TEST_CASE("Another colour, another ground and another texture of the same name are other pictures") {
  Pictures pictures;
  pictures.texture = *pictures.window.create_texture({32, 32}, TextureFormat::kAlpha8);
  static_cast<void>(pictures.draw());
  pictures.square_colour = IM_COL32(254, 0, 0, 255);
  CHECK(area_of(pictures.draw()) > 0);
  pictures.ground = 0xFFFFFE;
  CHECK(area_of(pictures.draw()) == 640 * 480);
  CHECK(pictures.draw().empty());
  FrameChanges changes;
  changes.note_texture(pictures.texture);
  const ImDrawList* list = ImGui::GetDrawData()->CmdLists[0];
  static_cast<void>(changes.compare(list, kDisplay, kGround, {}));
  CHECK(changes.compare(list, kDisplay, kGround, {}).empty());
  changes.note_texture(pictures.texture);
  const Changes& remade = changes.compare(list, kDisplay, kGround, {});
  REQUIRE(remade.rects.size() == 1);
  CHECK(inside(remade.rects[0], {0, 384, 64, 64}));
}

TEST_CASE("A scrolled list is moved, and only what comes in is drawn") {
  const int by_px = GENERATE(1, 7, 33, 90, -20);
  Pictures pictures;
  pictures.scrolled_px = 300;
  static_cast<void>(pictures.draw());
  pictures.scrolled_px += by_px;
  const Changes changes = pictures.draw();
  REQUIRE(changes.shift);
  CHECK(changes.shift->area == kList);
  CHECK(changes.shift->up_px == by_px);
  // The strip that comes in, in whole tiles, and the row that it shows for the first time.
  const int strip = std::abs(by_px) + kRowPx + 2 * FrameChanges::kTilePx;
  for (const PixelRect& rect : changes.rects) {
    if (by_px > 0) {
      CHECK(rect.y >= 300 - strip);
    } else {
      CHECK(rect.y + rect.height <= 100 + strip);
    }
  }
  CHECK(area_of(changes) > 0);
}

TEST_CASE("What changes in a list while it is scrolled is drawn, too") {
  Pictures pictures;
  pictures.scrolled_px = 300;
  static_cast<void>(pictures.draw());
  pictures.scrolled_px = 310;
  pictures.changed_row = 7;  // 100 + 350 - 310 = 140 … 186
  const Changes changes = pictures.draw();
  REQUIRE(changes.shift);
  CHECK(touches(changes, 200, 140));
  CHECK(touches(changes, 200, 185));
  CHECK_FALSE(touches(changes, 200, 230));
}

TEST_CASE("A list over or under something else, or that jumps by more than it shows, is drawn whole instead of moved") {
  Pictures pictures;
  static_cast<void>(pictures.draw());
  SECTION("covered before") {
    pictures.cover = true;
    static_cast<void>(pictures.draw());
    pictures.cover = false;
    pictures.scrolled_px = 10;
  }
  SECTION("covered now") {
    pictures.cover = true;
    pictures.scrolled_px = 10;
  }
  SECTION("over a ground of its own") {
    pictures.panel = true;
    static_cast<void>(pictures.draw());
    pictures.scrolled_px = 10;
  }
  SECTION("a jump") { pictures.scrolled_px = 250; }
  const Changes& changes = pictures.draw();
  CHECK_FALSE(changes.shift);
  int left_out = 0;
  for (int y = kList.y; y < kList.y + kList.height; ++y) {
    for (int x = kList.x; x < kList.x + kList.width; ++x) left_out += touches(changes, x, y) ? 0 : 1;
  }
  CHECK(left_out == 0);
}

TEST_CASE("The reduced list draws only inside the changed rectangles, and all that touches them") {
  Pictures pictures;
  static_cast<void>(pictures.draw());
  FrameChanges changes;
  const ImDrawList& before = *ImGui::GetDrawData()->CmdLists[0];
  static_cast<void>(changes.compare(&before, kDisplay, kGround, {}));
  pictures.square_x = 540;
  static_cast<void>(pictures.draw());
  const ImDrawList& list = *ImGui::GetDrawData()->CmdLists[0];
  const auto rects = changes.compare(&list, kDisplay, kGround, {}).rects;
  ImDrawList only(ImGui::GetDrawListSharedData());
  changes.reduce(list, only);
  int triangles = 0;
  for (const ImDrawCmd& command : only.CmdBuffer) {
    const PixelRect clip = PixelBox{static_cast<int>(command.ClipRect.x), static_cast<int>(command.ClipRect.y),
                                    static_cast<int>(command.ClipRect.z), static_cast<int>(command.ClipRect.w)}
                               .rect();
    CHECK(std::any_of(rects.begin(), rects.end(), [&](const PixelRect& rect) { return inside(clip, rect); }));
    triangles += static_cast<int>(command.ElemCount) / 3;
  }
  // The square, once or, where it lies across two rectangles, twice; nothing of the list.
  CHECK(triangles % 2 == 0);
  CHECK(triangles >= 2);
  CHECK(triangles <= 4);
}

TEST_CASE("Rectangles cover every marked tile and never lie over each other") {
  std::mt19937 random(20261123);
  const auto below = [&random](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
  for (int round = 0; round < 300; ++round) {
    TileMask mask;
    mask.reset({250, 170}, 16);
    std::vector<PixelBox> marked;
    for (int i = below(9); i >= 0; --i) {
      const int x = below(260);
      const int y = below(180);
      marked.push_back({x, y, x + 1 + below(60), y + 1 + below(60)});
      mask.mark(marked.back());
    }
    std::vector<PixelRect> rects;
    mask.cover(6, rects);
    CHECK(rects.size() <= 6);
    for (int y = 0; y < 170; ++y) {
      for (int x = 0; x < 250; ++x) {
        const PixelBox pixel{x, y, x + 1, y + 1};
        const auto covering = std::count_if(rects.begin(), rects.end(),
                                            [&](const PixelRect& rect) { return pixel.meets(PixelBox::of(rect)); });
        const bool wanted =
            std::any_of(marked.begin(), marked.end(), [&](const PixelBox& box) { return box.meets(pixel); });
        if (covering > 1 || (wanted && covering == 0)) FAIL("pixel " << x << ", " << y << " in round " << round);
      }
    }
  }
}

#include <vector>

#include "kiosk/platform/texture_store.hpp"
#include "kiosk/text/atlas.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::text {
namespace {

/// Remembers whether every write stayed inside its texture: OpenGL drops one that doesn't, and the text is not there.
class MeasuringTextures final : public platform::TextureStore {
 public:
  base::Result<platform::TextureId> create_texture(platform::PixelSize size,
                                                   platform::TextureFormat /*format*/) override {
    sizes_.push_back(size);
    return platform::TextureId{sizes_.size()};
  }
  void update_texture(platform::TextureId id, platform::PixelRect area, std::span<const std::byte> /*pixels*/,
                      std::size_t /*stride_bytes*/) override {
    const platform::PixelSize& size = sizes_.at(id.value - 1);
    if (area.x + area.width > size.width || area.y + area.height > size.height) ++outside;
    ++written;
  }
  void destroy_texture(platform::TextureId /*id*/) override {}

  int outside = 0;
  int written = 0;

 private:
  std::vector<platform::PixelSize> sizes_;
};

Bitmap blank(int width, int height) {
  Bitmap bitmap;
  bitmap.width = width;
  bitmap.height = height;
  bitmap.stride = static_cast<std::size_t>(width);
  bitmap.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  return bitmap;
}

// Seen to fail before the last shelf was cut at the page's end: a title of the result list was missing.
TEST_CASE("No text is written past the end of its page, however the heights come") {
  MeasuringTextures textures;
  Atlas atlas(textures, std::size_t{16} << 20U);
  std::optional<std::size_t> emptied;
  for (int i = 0; i < 25; ++i) REQUIRE(atlas.place(blank(1000, 39), emptied));  // 25 shelves of 40 px: 24 are left
  REQUIRE(atlas.place(blank(100, 24), emptied));
  REQUIRE(atlas.place(blank(100, 31), emptied));  // would stand beside it on a shelf rounded up to 32
  CHECK(textures.written == 27);
  CHECK(textures.outside == 0);
}

}  // namespace
}  // namespace bildungskiosk::text

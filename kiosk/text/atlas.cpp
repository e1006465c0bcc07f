#include "kiosk/text/atlas.hpp"

#include <algorithm>

#include "sync/base/check.hpp"

namespace bildungskiosk::text {
namespace {

constexpr int kGapPx = 1;        // keeps neighbours apart even where a driver samples half a pixel aside
constexpr int kShelfStepPx = 8;  // shelf heights are rounded up, so that similar lines share one

std::size_t bytes_of(platform::PixelSize size) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

}  // namespace

Atlas::~Atlas() { clear(); }

std::optional<Atlas::Spot> Atlas::find_spot(Page& page, int width, int height) {
  const int wanted = (height + kGapPx + kShelfStepPx - 1) / kShelfStepPx * kShelfStepPx;
  const auto fits = [&](const Shelf& shelf) { return shelf.height >= height && page.size.width - shelf.x >= width; };
  Shelf* best = nullptr;
  for (Shelf& shelf : page.shelves) {
    if (fits(shelf) && (best == nullptr || shelf.height < best->height)) best = &shelf;
  }
  const bool wasteful = best != nullptr && best->height > 2 * wanted;
  const bool can_open = page.next_shelf_y + height <= page.size.height && width <= page.size.width;
  if ((best == nullptr || wasteful) && can_open) {
    // The last shelf ends where the page does, whatever the rounding: a taller neighbour would hang out of the texture.
    page.shelves.push_back({page.next_shelf_y, std::min(wanted, page.size.height - page.next_shelf_y), 0});
    page.next_shelf_y += wanted;
    best = &page.shelves.back();
  }
  if (best == nullptr) return std::nullopt;
  const Spot spot{best->x, best->y};
  best->x += width + kGapPx;
  return spot;
}

std::optional<std::size_t> Atlas::open_page(platform::PixelSize size) {
  auto texture = textures_.create_texture(size, platform::TextureFormat::kAlpha8);
  if (!texture) return std::nullopt;
  bytes_ += bytes_of(size);
  auto slot = std::find_if(pages_.begin(), pages_.end(), [](const Page& page) { return !page.texture; });
  if (slot == pages_.end()) slot = pages_.insert(pages_.end(), Page{});
  *slot = Page{texture.value(), size, {}, 0, frame_};
  return static_cast<std::size_t>(slot - pages_.begin());
}

void Atlas::close_page(std::size_t index) {
  Page& page = pages_[index];
  if (!page.texture) return;
  textures_.destroy_texture(page.texture);
  bytes_ -= bytes_of(page.size);
  page = Page{};
}

std::optional<std::size_t> Atlas::oldest_unused_page() const {
  std::optional<std::size_t> oldest;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const Page& page = pages_[i];
    if (!page.texture || page.last_used_frame == frame_) continue;
    if (!oldest || page.last_used_frame < pages_[*oldest].last_used_frame) oldest = i;
  }
  return oldest;
}

std::optional<AtlasPlace> Atlas::place(const Bitmap& bitmap, std::optional<std::size_t>& emptied) {
  emptied.reset();
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (!pages_[i].texture) continue;
    if (const auto spot = find_spot(pages_[i], bitmap.width, bitmap.height)) return write(i, *spot, bitmap);
  }
  const platform::PixelSize size{std::max(kPageSidePx, bitmap.width), std::max(kPageSidePx, bitmap.height)};
  const bool own_page = size.width > kPageSidePx || size.height > kPageSidePx;
  const platform::PixelSize wanted = own_page ? platform::PixelSize{bitmap.width, bitmap.height} : size;
  if (bytes_ + bytes_of(wanted) > bytes_max_) {
    emptied = oldest_unused_page();
    if (emptied) close_page(*emptied);
  }
  const auto index = open_page(wanted);
  if (!index) return std::nullopt;
  const auto spot = find_spot(pages_[*index], bitmap.width, bitmap.height);
  return spot ? std::optional(write(*index, *spot, bitmap)) : std::nullopt;
}

AtlasPlace Atlas::write(std::size_t index, Spot spot, const Bitmap& bitmap) {
  Page& page = pages_[index];
  BILDUNGSKIOSK_CHECK(spot.x + bitmap.width <= page.size.width && spot.y + bitmap.height <= page.size.height);
  textures_.update_texture(page.texture, {spot.x, spot.y, bitmap.width, bitmap.height}, bitmap.pixels, bitmap.stride);
  page.last_used_frame = frame_;
  const auto across = [&](int x) { return static_cast<float>(x) / static_cast<float>(page.size.width); };
  const auto down = [&](int y) { return static_cast<float>(y) / static_cast<float>(page.size.height); };
  return {
      index, page.texture, across(spot.x), down(spot.y), across(spot.x + bitmap.width), down(spot.y + bitmap.height)};
}

void Atlas::clear() {
  for (std::size_t i = 0; i < pages_.size(); ++i) close_page(i);
  pages_.clear();
}

std::size_t Atlas::page_count() const {
  return static_cast<std::size_t>(
      std::count_if(pages_.begin(), pages_.end(), [](const Page& page) { return static_cast<bool>(page.texture); }));
}

}  // namespace bildungskiosk::text

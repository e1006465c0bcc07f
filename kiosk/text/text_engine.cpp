#include "kiosk/text/text_engine.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/fonts.hpp"
#include "kiosk/text/pango_layout.hpp"

namespace bildungskiosk::text {
namespace {

/// A request with icons' requests folded in, so that one table holds both.
struct KeyView {
  TextRequest request;
  bool icon = false;
};

/// The same with its own copies of what the views show.
struct Key {
  explicit Key(const KeyView& view)
      : text(view.request.text),
        language(view.request.language),
        bold(view.request.bold.begin(), view.request.bold.end()),
        marks(view.request.marks.begin(), view.request.marks.end()),
        plain(view.request),
        icon(view.icon) {}
  [[nodiscard]] KeyView view() const {
    KeyView result{plain, icon};
    result.request.text = text;
    result.request.language = language;
    result.request.bold = bold;
    result.request.marks = marks;
    return result;
  }

  std::string text;
  std::string language;
  std::vector<ByteRange> bold;
  std::vector<ByteRange> marks;
  TextRequest plain;  // its views are dead; view() puts live ones in
  bool icon;
};

class Fnv {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    add(static_cast<std::uint64_t>(bytes.size()));
  }
  void add(std::uint64_t number) { value_ = (value_ ^ number) * 0x9E3779B97F4A7C15U; }
  void add(float number) { add(static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(number))); }
  void add(std::span<const ByteRange> ranges) {
    for (const ByteRange& range : ranges) add((static_cast<std::uint64_t>(range.begin) << 32U) | range.end);
    add(static_cast<std::uint64_t>(ranges.size()));
  }
  [[nodiscard]] std::uint64_t value() const { return value_ ^ (value_ >> 29U); }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(const KeyView& key) const {
    const TextRequest& r = key.request;
    Fnv hash;
    hash.add(r.text);
    hash.add(r.language);
    hash.add(r.size_px);
    hash.add(r.line_height);
    hash.add(r.letter_spacing_em);
    hash.add(r.width_px);
    hash.add((static_cast<std::uint64_t>(r.weight) << 0U) | (static_cast<std::uint64_t>(r.figures) << 4U) |
             (static_cast<std::uint64_t>(r.align) << 8U) | (static_cast<std::uint64_t>(r.direction) << 12U) |
             (static_cast<std::uint64_t>(r.display_face) << 16U) | (static_cast<std::uint64_t>(key.icon) << 17U) |
             (static_cast<std::uint64_t>(static_cast<std::uint32_t>(r.lines_max)) << 32U));
    hash.add(r.bold);
    hash.add(r.marks);
    return static_cast<std::size_t>(hash.value());
  }
  std::size_t operator()(const Key& key) const { return (*this)(key.view()); }
};

struct KeyEqual {
  using is_transparent = void;
  static bool same(const KeyView& left, const KeyView& right) {
    const TextRequest& a = left.request;
    const TextRequest& b = right.request;
    return left.icon == right.icon && a.text == b.text && a.language == b.language && a.size_px == b.size_px &&
           a.line_height == b.line_height && a.letter_spacing_em == b.letter_spacing_em && a.weight == b.weight &&
           a.display_face == b.display_face && a.figures == b.figures && a.width_px == b.width_px &&
           a.lines_max == b.lines_max && a.align == b.align && a.direction == b.direction &&
           std::ranges::equal(a.bold, b.bold) && std::ranges::equal(a.marks, b.marks);
  }
  bool operator()(const Key& a, const Key& b) const { return same(a.view(), b.view()); }
  bool operator()(const KeyView& a, const Key& b) const { return same(a, b.view()); }
  bool operator()(const Key& a, const KeyView& b) const { return same(a.view(), b); }
};

}  // namespace

class TextEngine::Impl {
 public:
  explicit Impl(platform::TextureStore& textures) : atlas_(textures, kAtlasBytesMax) { register_icon_font(); }

  void begin_frame() {
    if (atlas_.over_budget() || entries_.size() > kBlocksMax) {
      entries_.clear();
      atlas_.clear();
    }
    atlas_.begin_frame();
  }

  const TextBlock& block(const KeyView& key) {
    if (const auto found = entries_.find(key); found != entries_.end()) {
      ++hits_;
      if (found->second.page) atlas_.used(*found->second.page);
      return found->second.block;
    }
    ++misses_;
    return lay_out(key);
  }

  PangoLayouter& layouter() { return layouter_; }

  [[nodiscard]] Statistics statistics() const { return {hits_, misses_, atlas_.page_count(), entries_.size()}; }

 private:
  struct Entry {
    TextBlock block;
    std::optional<std::size_t> page;
  };

  const TextBlock& lay_out(const KeyView& key) {
    Entry entry;
    if (key.icon) {
      layouter_.lay_out_icon(key.request.text, key.request.size_px, entry.block, bitmap_);
    } else {
      layouter_.lay_out(key.request, entry.block, bitmap_);
    }
    if (bitmap_.width > 0) stand_in_atlas(entry);
    return entries_.emplace(Key(key), std::move(entry)).first->second.block;
  }

  void stand_in_atlas(Entry& entry) {
    std::optional<std::size_t> emptied;
    const auto place = atlas_.place(bitmap_, emptied);
    if (emptied) std::erase_if(entries_, [&](const auto& item) { return item.second.page == emptied; });
    if (!place) {
      entry.block.image_width = 0;  // no texture left: an empty place is better than no screen
      return;
    }
    entry.page = place->page;
    entry.block.texture = place->texture;
    entry.block.u0 = place->u0;
    entry.block.v0 = place->v0;
    entry.block.u1 = place->u1;
    entry.block.v1 = place->v1;
  }

  PangoLayouter layouter_;
  Atlas atlas_;
  Bitmap bitmap_;
  std::unordered_map<Key, Entry, KeyHash, KeyEqual> entries_;
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
};

TextEngine::TextEngine(platform::TextureStore& textures) : impl_(std::make_unique<Impl>(textures)) {}
TextEngine::~TextEngine() = default;

void TextEngine::begin_frame() { impl_->begin_frame(); }

const TextBlock& TextEngine::block(const TextRequest& request) { return impl_->block({request, false}); }

const TextBlock& TextEngine::icon(std::string_view name, float size_px) {
  TextRequest request;
  request.text = name;
  request.size_px = size_px;
  return impl_->block({request, true});
}

float TextEngine::caret_x_px(const TextRequest& request, std::size_t byte_index) {
  return impl_->layouter().caret_x_px(request, byte_index);
}

TextEngine::Statistics TextEngine::statistics() const { return impl_->statistics(); }

}  // namespace bildungskiosk::text

#include "kiosk/text/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <array>

#include "kiosk/text/text_engine.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::text {
namespace {

constexpr const char* kIconFontFile =
    "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";

using Pattern = base::UniqueHandle<FcPattern*, FcPatternDestroy>;
using ObjectSet = base::UniqueHandle<FcObjectSet*, FcObjectSetDestroy>;
using FontSet = base::UniqueHandle<FcFontSet*, FcFontSetDestroy>;

bool has_family(const char* family) {
  const Pattern pattern(FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, nullptr));
  const ObjectSet objects(FcObjectSetBuild(FC_FAMILY, nullptr));
  const FontSet fonts(FcFontList(nullptr, pattern.get(), objects.get()));
  return fonts && fonts.get()->nfont > 0;
}

}  // namespace

void register_icon_font() {
  static const bool registered = [] {
    return has_family("Material Icons") ||
           FcConfigAppFontAddFile(nullptr, reinterpret_cast<const FcChar8*>(kIconFontFile)) == FcTrue;
  }();
  static_cast<void>(registered);
}

std::vector<std::string> missing_fonts() {
  register_icon_font();
  constexpr std::array kNeeded = {"Inter", "Inter Display", "Noto Sans", "Noto Sans Arabic", "Material Icons"};
  std::vector<std::string> missing;
  for (const char* family : kNeeded) {
    if (!has_family(family)) missing.emplace_back(family);
  }
  return missing;
}

}  // namespace bildungskiosk::text

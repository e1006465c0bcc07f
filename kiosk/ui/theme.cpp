#include "kiosk/ui/theme.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace bildungskiosk::ui {
namespace {

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

}  // namespace

double contrast_ratio(Colour a, Colour b) {
  const double one = luminance(a) + 0.05;
  const double two = luminance(b) + 0.05;
  return one > two ? one / two : two / one;
}

base::Result<Theme> Theme::load(const std::string& path) {
  std::ifstream file(path);
  if (!file) return base::Error{base::ErrorCode::kNotFound, "theme " + path + " cannot be opened"};
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) return base::Error{base::ErrorCode::kIo, "theme " + path + " cannot be read"};
  auto theme = parse(content.str());
  if (!theme) return base::with_context(std::move(theme).error(), path);
  return theme;
}

}  // namespace bildungskiosk::ui

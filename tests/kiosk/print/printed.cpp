#include "tests/kiosk/print/printed.hpp"

#include <array>
#include <sstream>
#include <string_view>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

namespace bildungskiosk::print::test {
namespace {

std::string output_of(const std::vector<std::string>& command) {
  const auto finished = bildungskiosk::test::run_program(command);
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
  return finished.out;
}

}  // namespace

Printed::Printed(const base::Bytes& pdf) : file_(folder_ / "slip.pdf") {
  bildungskiosk::test::write_text_file(file_, std::string(base::as_text(pdf)));
}

std::vector<Printed::PageSize> Printed::pages() const {
  std::istringstream lines(output_of({"pdfinfo", "-f", "1", "-l", "99", file_}));
  std::vector<PageSize> sizes;
  for (std::string line; std::getline(lines, line);) {
    // "Page    1 size:  595.276 x 841.89 pts (A4)"
    const std::size_t size = line.find(" size:");
    if (!line.starts_with("Page ") || size == std::string::npos) continue;
    std::istringstream numbers(line.substr(size + 6));
    std::string times;
    numbers >> sizes.emplace_back().width_pt >> times >> sizes.back().height_pt;
  }
  return sizes;
}

std::string Printed::text() const {
  std::string text = output_of({"pdftotext", "-enc", "UTF-8", "-layout", file_, "-"});
  constexpr std::array<std::string_view, 5> kMarks = {"\u202A", "\u202B", "\u202C", "\u200E", "\u200F"};
  for (const std::string_view mark : kMarks) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

bildungskiosk::test::GreyPicture Printed::picture(int page, int dots_per_inch) const {
  const std::string number = std::to_string(page);
  const std::string image = output_of(
      {"pdftoppm", "-gray", "-r", std::to_string(dots_per_inch), "-f", number, "-l", number, "-singlefile", file_});
  std::istringstream reader(image);
  std::string kind;
  int brightest = 0;
  bildungskiosk::test::GreyPicture picture;
  reader >> kind >> picture.width >> picture.height >> brightest;
  REQUIRE(kind == "P5");
  const auto begin = static_cast<std::size_t>(reader.tellg()) + 1;
  const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  REQUIRE(image.size() == begin + pixels);
  picture.pixels.assign(image.begin() + static_cast<std::ptrdiff_t>(begin), image.end());
  return picture;
}

}  // namespace bildungskiosk::print::test

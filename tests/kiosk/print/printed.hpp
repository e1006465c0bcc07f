#pragma once

#include <string>
#include <vector>

#include "sync/base/bytes.hpp"
#include "tests/support/qr_reader/qr_reader.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::print::test {

/// A PDF as poppler, a reader by others, sees it.
class Printed {
 public:
  explicit Printed(const base::Bytes& pdf);

  struct PageSize {
    double width_pt = 0;
    double height_pt = 0;
  };
  [[nodiscard]] std::vector<PageSize> pages() const;
  /// Of all pages, form feeds between them; without the marks that say which way a line runs.
  [[nodiscard]] std::string text() const;
  /// Of a page (from 1), as a printer of so many dots per inch has it.
  [[nodiscard]] bildungskiosk::test::GreyPicture picture(int page, int dots_per_inch) const;

 private:
  bildungskiosk::test::TemporaryDirectory folder_;
  std::string file_;
};

}  // namespace bildungskiosk::print::test

#include "tests/support/catalogue/shipped_words.hpp"

#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"

namespace bildungskiosk::test {

const catalogue::Lexicon& shipped_words() {
  static const catalogue::Lexicon kWords = [] {
    const auto assets = base::find_asset_folder();
    return catalogue::Lexicon::load(base::posix_file_system(), base::join_path(assets.value(), "search")).value();
  }();
  return kWords;
}

}  // namespace bildungskiosk::test

#include "sync/base/asset_folder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk::base;

TEST_CASE("The program's own data lies beside it, or where it is told") {
  const bildungskiosk::test::TemporaryDirectory folder;
  CHECK(find_asset_folder(folder.path()).value() == folder.path());
  CHECK(find_asset_folder(folder / "missing").error().code == ErrorCode::kNotFound);
  CHECK(find_asset_folder());
}

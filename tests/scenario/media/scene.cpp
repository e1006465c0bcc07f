#include "tests/scenario/media/scene.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

namespace fs = std::filesystem;

Scene::Scene() : terminal(office.root_file()) {
  office.add("vhs-sonnfeld", {kOldTitle});
  office.release();
  office.export_to(old_release_.path());
  REQUIRE(terminal.install(old_release_.path()).exit_code == 0);
  office.add("vhs-sonnfeld", {kNewTitle});
  office.release();
  office.export_to(release_.path());
  terminal.keep();
  for (const auto& entry : fs::recursive_directory_iterator(release_.path())) {
    const std::string path = fs::relative(entry.path(), release_.path()).string();
    if (path.find("targets/vhs-sonnfeld/") != std::string::npos) source_file_ = path;
  }
  REQUIRE_FALSE(source_file_.empty());
}

void Scene::copy_release_to(const std::string& folder) const {
  fs::remove_all(folder + "/kiosk-update");
  for (const auto& entry : fs::recursive_directory_iterator(release_.path())) {
    const std::string path = folder + "/" + fs::relative(entry.path(), release_.path()).string();
    if (entry.is_directory()) {
      fs::create_directories(path);
    } else {
      test::write_text_file(path, test::read_text_file(entry.path().string()));
    }
  }
}

bool Scene::write_old_release_to(const std::string& folder) const {
  std::error_code no_room;
  fs::copy(old_release_ / "kiosk-update", folder + "/kiosk-update", fs::copy_options::recursive, no_room);
  return !no_room;
}

void Scene::refuse(test::FaultTrial& trial, const std::string& stick, int exit_code, const std::string& code) {
  const auto finished = terminal.install(stick);
  INFO(finished.err);
  const std::string shown = terminal.titles("Kurs");
  const bool said = std::count(finished.err.begin(), finished.err.end(), '\n') == 1 &&
                    finished.err.find("[" + code) != std::string::npos;
  CHECK(finished.exit_code == exit_code);
  CHECK(said);
  CHECK(shown == kOldTitle);
  trial.add(test::survived_if(said && finished.exit_code == exit_code && shown == kOldTitle), test::kSawOld,
            test::sentence_of(finished.err));
}

void Scene::accept(test::FaultTrial& trial, const std::string& stick) {
  const auto finished = terminal.install(stick);
  INFO(finished.err);
  const std::string shown = terminal.titles("Kurs");
  CHECK(finished.exit_code == 0);
  CHECK(shown == kNewTitle);
  trial.add(test::survived_if(finished.exit_code == 0 && shown == kNewTitle), test::kSawNew, "");
  terminal.restore();
}

void skip(const std::string& fault, const std::string& trouble) {
  std::cout << "skipped: " << fault << ": " << trouble << "\n";
  test::note_untried_fault(fault, trouble);
}

}  // namespace bildungskiosk::scenario

#include <signal.h>

#include <filesystem>
#include <functional>
#include <thread>

#include "tests/scenario/faults/hostile_office.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

// What goes wrong on the terminal itself, and a medium that hardly answers.

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;
using test::FaultTrial;
using test::SamplePackage;

/// A terminal with two catalogues, "Kurs eins" and then "Kurs alt", and a stick with a third.
struct Installed {
  Installed() : package(now()), terminal(package) {
    for (const char* title : {"Kurs eins", kOldTitle}) {
      package.set_titles("vhs", {title});
      package.release();
      REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
    }
    same.write(package);
    package.set_titles("vhs", {kNewTitle});
    package.release();
    stick.write(package);
    terminal.keep();
  }

  [[nodiscard]] std::string in_store(const std::string& name) const { return terminal.store() + "/" + name; }
  [[nodiscard]] std::string catalogue() const { return in_store("generations/000002/catalogue.sqlite"); }

  SamplePackage package;
  Terminal terminal;
  Stick same;
  Stick stick;
};

const std::vector<std::pair<const char*, std::function<void(const std::string&)>>> kDamages = {
    {"a byte in its middle flipped",
     [](const std::string& path) {
       std::string bytes = test::read_text_file(path);
       if (bytes.empty()) bytes = "x";
       bytes.at(bytes.size() / 2) = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
       test::write_text_file(path, bytes);
     }},
    {"cut in half", [](const std::string& path) { fs::resize_file(path, fs::file_size(path) / 2); }},
    {"empty", [](const std::string& path) { fs::resize_file(path, 0); }},
    {"full of zeros",
     [](const std::string& path) { test::write_text_file(path, std::string(fs::file_size(path), '\0')); }},
    {"gone", [](const std::string& path) { fs::remove(path); }},
    {"a folder in its place",
     [](const std::string& path) {
       fs::remove(path);
       fs::create_directories(path + "/inside");
     }},
};

TEST_CASE("A root of trust that was damaged on disk: the terminal goes on, and the next stick mends it") {
  Installed world;
  for (const auto& [way, damage] : kDamages) {
    INFO(way);
    FaultTrial trial("trusted root damaged", std::string("trust/root.json: ") + way);
    world.terminal.restore();
    damage(world.in_store("trust/root.json"));
    const bool is_shown = world.terminal.titles("Kurs") == kOldTitle;
    const auto installed = world.terminal.install(world.stick.path());
    INFO(installed.err);
    // Without any root the store is not one that was set up: the office's key file sets it up again.
    const bool is_gone = !fs::exists(world.in_store("trust/root.json"));
    if (installed.exit_code != 0) {
      test::write_text_file(world.stick.path() + "/root.json",
                            world.package.repository.files.at("metadata/1.root.json"));
      const auto initialised = world.terminal.sync({"init", "--root", world.stick.path() + "/root.json"});
      INFO(initialised.err);
      CHECK(installed.exit_code == 18);
      CHECK(initialised.exit_code == 0);
      CHECK(world.terminal.install(world.stick.path()).exit_code == 0);
    }
    const bool is_new = world.terminal.titles("Kurs") == kNewTitle;
    CHECK((is_shown || is_gone));
    CHECK(is_new);
    trial.add(test::survived_if((is_shown || is_gone) && is_new), is_shown ? test::kSawOld : test::kSawNone,
              test::sentence_of(installed.out + installed.err));
  }
}

TEST_CASE("A catalogue that was damaged on disk is found, and mended by the same stick, a new one, or a rollback") {
  Installed world;
  for (const auto& [way, damage] : kDamages) {
    INFO(way);
    FaultTrial trial("catalogue damaged on disk", std::string("catalogue.sqlite: ") + way);
    const auto damaged = [&, &break_it = damage] {
      world.terminal.restore();
      break_it(world.catalogue());
    };
    damaged();
    const auto verified = world.terminal.sync({"verify"});
    CHECK(verified.exit_code == 15);
    const auto same = world.terminal.install(world.same.path());
    INFO("the same stick: " << same.err);
    CHECK(same.exit_code == 0);
    const bool mended = world.terminal.titles("Kurs") == kOldTitle && world.terminal.sync({"verify"}).exit_code == 0;
    CHECK(mended);
    damaged();
    CHECK(world.terminal.install(world.stick.path()).exit_code == 0);
    const bool is_new = world.terminal.titles("Kurs") == kNewTitle;
    CHECK(is_new);
    damaged();
    const auto back = world.terminal.sync({"rollback"});
    INFO("rollback: " << back.err);
    CHECK(back.exit_code == 0);
    const bool is_first = world.terminal.titles("Kurs") == "Kurs eins";
    CHECK(is_first);
    trial.add(test::survived_if(verified.exit_code == 15 && mended && is_new && is_first),
              "the screen for staff, then the same catalogue", test::sentence_of(verified.err));
  }
}

TEST_CASE("Whatever file of the store is damaged, the next stick brings the terminal back") {
  Installed world;
  FaultTrial trial("catalogue damaged on disk", "every file of the store in turn, every damage");
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(world.terminal.store())) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), world.terminal.store()).string());
  }
  CHECK(files.size() > 15);
  for (const auto& file : files) {
    if (file == "trust/root.json") continue;  // above
    for (const auto& [way, damage] : kDamages) {
      if (file == "lock" && std::string(way) == "a folder in its place") continue;  // it holds nothing to damage
      INFO(file << ": " << way);
      world.terminal.restore();
      damage(world.in_store(file));
      const auto installed = world.terminal.install(world.stick.path());
      INFO(installed.err);
      CHECK(installed.exit_code == 0);
      const bool is_new = world.terminal.titles("Kurs") == kNewTitle && world.terminal.sync({"verify"}).exit_code == 0;
      CHECK(is_new);
      trial.add(test::survived_if(installed.exit_code == 0 && is_new), test::kSawNew,
                test::sentence_of(installed.out + installed.err));
    }
  }
}

TEST_CASE("A slow stick installs in its time, and the program can be stopped while it waits") {
  if (!can_trace()) {
    test::note_untried_fault("slow or hanging", "strace does not work");
    return;
  }
  HostileOffice office;
  const Stick stick(office.next());
  FaultTrial slow("slow or hanging", "a fifth of a second for each read and each opening of one root and one source");
  const std::string source = stick.path() + "/kiosk-update/" + office.next().served_path("vhs");
  for (const auto& file : {source, stick.path() + "/kiosk-update/metadata/2.root.json"}) {
    office.terminal().restore();
    const auto installed = test::run_program(
        hurt("openat,read:delay_enter=200000", office.terminal().command({"install", stick.path()}), file));
    const bool is_new = office.terminal().titles("Kurs") == kNewTitle;
    CHECK(installed.exit_code == 0);
    CHECK(is_new);
    slow.add(test::survived_if(installed.exit_code == 0 && is_new), test::kSawNew, test::sentence_of(installed.out));
  }

  FaultTrial hanging("slow or hanging", "a read that takes two seconds, and somebody who wants to stop");
  office.terminal().restore();
  test::Process process(hurt("read:delay_enter=2000000", office.terminal().command({"install", stick.path()}), source));
  const std::string lock = office.terminal().store() + "/lock";
  for (int i = 0; i < 1'000 && test::read_text_file(lock).empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const bool meanwhile = office.terminal().titles("Kurs") == kOldTitle;
  const std::string id = test::read_text_file(lock);
  CHECK(meanwhile);
  CHECK(::kill(static_cast<pid_t>(std::stol(id)), SIGTERM) == 0);
  const auto stopped = process.wait();
  INFO(stopped.err);
  CHECK(stopped.exit_code == 20);
  const bool is_old = office.terminal().titles("Kurs") == kOldTitle;
  CHECK(is_old);
  hanging.add(test::survived_if(meanwhile && is_old && stopped.exit_code == 20), test::kSawOld,
              test::sentence_of(stopped.err));
}

}  // namespace
}  // namespace bildungskiosk::scenario

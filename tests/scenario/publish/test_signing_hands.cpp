#include <filesystem>

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

/// The sequences of sync/publish/signing.md, with the real programs: who signs, and what to do when a key is lost or
/// stolen or a provider retires. Every one ends before a terminal that has known only the first root of trust.
using namespace bildungskiosk;
using namespace bildungskiosk::test;
using bildungskiosk::scenario::program;

namespace {

class Hands {
 public:
  explicit Hands(const std::vector<std::string>& init = {}) {
    std::vector<std::string> arguments = {"init",     office(),  "--office", "Bildungsbüro Sonnfeld",
                                          "--region", "Sonnfeld"};
    arguments.insert(arguments.end(), init.begin(), init.end());
    publish(arguments);
    run(program("kiosk-sync"), {"init", "--store", store(), "--root", office() + "/root.json"});
    add("vhs", 2);
    release();
  }

  [[nodiscard]] std::string office() const { return folder_ / "office"; }
  [[nodiscard]] std::string store() const { return folder_ / "store"; }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string draft(const std::string& role) const {
    return office() + "/to-sign/" + (role == "root" ? role : role + "/" + role) + ".json";
  }

  /// With the passphrase of all keys in the environment. Stops the test unless it ends with 0.
  std::string publish(const std::vector<std::string>& arguments) const {
    return run(program("kiosk-publish"), arguments);
  }
  [[nodiscard]] Finished try_publish(const std::vector<std::string>& arguments) const {
    return run_program(command(program("kiosk-publish"), arguments));
  }
  std::string release() const { return publish({"release", office()}); }

  void add(const std::string& source, int courses) const {
    std::string text;
    for (int i = 0; i < courses; ++i) {
      text += "<veranstaltung><guid>" + std::to_string(i) + "</guid><name>Kurs " + std::to_string(i) + " von " +
              source + "</name></veranstaltung>\n";
    }
    write_text_file(path(source + ".xml"),
                    "<?xml version=\"1.0\"?>\n<veranstaltungen version=\"1.2\">" + text + "</veranstaltungen>\n");
    publish({"add", office(), "--source", source, "--provider-name", "Anbieter", path(source + ".xml")});
  }

  /// What a terminal finds that installs the repository: the number of courses. Up to date is fine, too.
  [[nodiscard]] std::size_t installed_courses() const {
    std::filesystem::create_directories(path("stick"));
    publish({"export", office(), path("stick")});
    const auto installed = run_program({program("kiosk-sync"), "install", path("stick"), "--store", store()});
    INFO(installed.out << installed.err);
    CHECK((installed.exit_code == 0 || installed.exit_code == 10));
    const std::string found = run(program("kiosk-sync"), {"search", "--store", store(), "Kurs"});
    std::size_t count = 0;
    for (std::size_t at = 0; (at = found.find("Kurs ", at)) != std::string::npos; ++at) ++count;
    return count;
  }

  /// Carries a draft to another machine, where a key lies, and back.
  void sign_elsewhere(const std::string& role, const std::string& key) const {
    const std::string carried = path("carried.json");
    std::filesystem::copy_file(draft(role), carried, std::filesystem::copy_options::overwrite_existing);
    publish({"sign", carried, "--key", key});
    publish({"accept", office(), carried});
  }

 private:
  [[nodiscard]] std::vector<std::string> command(const std::string& program,
                                                 const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {"/usr/bin/env", "BILDUNGSKIOSK_PASSPHRASE=ein langer Satz", program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
  }
  std::string run(const std::string& program, const std::vector<std::string>& arguments) const {
    const Finished finished = run_program(command(program, arguments));
    INFO(arguments.front() << ": " << finished.out << finished.err);
    REQUIRE(finished.exit_code == 0);
    return finished.out;
  }

  TemporaryDirectory folder_;
};

}  // namespace

TEST_CASE("A provider signs for itself on a machine of its own, with files to carry") {
  const Hands hands({"--encrypt"});
  hands.publish({"keygen", hands.path("vhs"), "--encrypt"});
  hands.publish({"delegate", hands.office(), "--source", "vhs", "--key", hands.path("vhs.pub")});
  CHECK_THAT(hands.release(), ContainsSubstring("Für vhs fehlt noch eine Unterschrift"));
  CHECK(hands.installed_courses() == 2);  // the office answers for it until then
  hands.sign_elsewhere("vhs", hands.path("vhs.pem"));
  hands.release();
  CHECK(hands.installed_courses() == 2);

  hands.add("vhs", 3);
  hands.release();
  CHECK(hands.installed_courses() == 2);
  CHECK_THAT(hands.publish({"sign", hands.draft("vhs"), "--key", hands.path("vhs.pem")}),
             ContainsSubstring("mit 3 Angeboten"));
  hands.release();
  CHECK(hands.installed_courses() == 3);
  CHECK_THAT(hands.publish({"keys", hands.office()}), ContainsSubstring("Quelle vhs: 1 von 1 nötig"));
}

TEST_CASE("A lost key") {
  SECTION("of the timestamp: a new one is added, then the lost one taken out") {
    const Hands hands;
    const std::string keys = hands.publish({"keys", hands.office()});
    const std::string lost = keys.substr(keys.find("\n  ", keys.find("timestamp:")) + 3, 16);
    std::filesystem::remove(hands.office() + "/keys/timestamp.pem");
    CHECK(hands.try_publish({"rotate", hands.office(), "timestamp"}).exit_code == 34);
    hands.publish({"rotate", hands.office(), "--discard"});
    hands.publish({"keygen", hands.office() + "/keys/timestamp-2"});
    hands.publish({"rotate", hands.office(), "timestamp", "--add", hands.office() + "/keys/timestamp-2.pub"});
    hands.publish({"rotate", hands.office(), "timestamp", "--remove", lost});
    hands.add("vhs", 3);
    hands.release();
    CHECK(hands.installed_courses() == 3);
  }
  SECTION("of three of the root: the other two put another in its place") {
    const Hands hands({"--root-keys", "3", "--root-threshold", "2"});
    for (const std::string number : {"1", "2", "3"}) {
      std::filesystem::rename(hands.office() + "/keys/root-" + number + ".pem", hands.path("hand-" + number + ".pem"));
    }
    const std::string keys = hands.publish({"keys", hands.office()});
    const std::string lost = keys.substr(keys.find("\n  ", keys.find("root:")) + 3, 16);
    hands.publish({"keygen", hands.path("hand-4"), "--key-type", "rsa"});
    const std::string prepared =
        hands.publish({"rotate", hands.office(), "root", "--remove", lost, "--add", hands.path("hand-4.pub")});
    CHECK_THAT(prepared, ContainsSubstring("fehlt noch 2 Unterschriften"));
    // Two of the three old ones are not lost; whichever of them is, the sequence is the same.
    hands.sign_elsewhere("root", hands.path("hand-1.pem"));
    hands.sign_elsewhere("root", hands.path("hand-2.pem"));
    if (std::filesystem::exists(hands.draft("root"))) hands.sign_elsewhere("root", hands.path("hand-3.pem"));
    CHECK_FALSE(std::filesystem::exists(hands.draft("root")));
    hands.add("vhs", 3);
    hands.release();
    CHECK(hands.installed_courses() == 3);
  }
}

TEST_CASE("A stolen key") {
  SECTION("of the office: another takes its place, and the stolen one is worth nothing") {
    const std::string role = GENERATE("targets", "snapshot", "timestamp", "root");
    const Hands hands;
    hands.publish({"rotate", hands.office(), role});
    std::filesystem::remove(hands.office() + "/keys/" + role + ".pem");
    hands.add("vhs", 3);
    hands.release();
    CHECK(hands.installed_courses() == 3);
  }
  SECTION("of a provider: the office lists another, and answers for the offers until it has signed") {
    const Hands hands;
    hands.publish({"keygen", hands.path("vhs")});
    hands.publish({"delegate", hands.office(), "--source", "vhs", "--key", hands.path("vhs.pub")});
    hands.release();
    hands.sign_elsewhere("vhs", hands.path("vhs.pem"));
    hands.release();
    hands.publish({"keygen", hands.path("vhs-2"), "--key-type", "ecdsa"});
    hands.publish({"delegate", hands.office(), "--source", "vhs", "--key", hands.path("vhs-2.pub")});
    hands.release();
    hands.sign_elsewhere("vhs", hands.path("vhs.pem"));
    CHECK_THAT(hands.release(), ContainsSubstring("Für vhs fehlt noch eine Unterschrift"));
    CHECK(hands.installed_courses() == 2);
    hands.add("vhs", 3);
    hands.release();
    hands.sign_elsewhere("vhs", hands.path("vhs-2.pem"));
    hands.release();
    CHECK(hands.installed_courses() == 3);
  }
}

TEST_CASE("A retired provider") {
  const Hands hands;
  hands.add("bib", 1);
  hands.publish({"keygen", hands.path("vhs")});
  hands.publish({"delegate", hands.office(), "--source", "vhs", "--key", hands.path("vhs.pub")});
  hands.release();
  hands.sign_elsewhere("vhs", hands.path("vhs.pem"));
  hands.release();
  CHECK(hands.installed_courses() == 3);
  SECTION("leaves the catalogue") {
    hands.publish({"remove", hands.office(), "--source", "vhs"});
    hands.release();
    CHECK(hands.installed_courses() == 1);
    // Should it come back, it does so with a version beyond its last.
    hands.add("vhs", 4);
    hands.publish({"delegate", hands.office(), "--source", "vhs", "--key", hands.path("vhs.pub")});
    hands.release();
    hands.sign_elsewhere("vhs", hands.path("vhs.pem"));
    hands.release();
    CHECK(hands.installed_courses() == 5);
  }
  SECTION("stays in it, signed for by the office") {
    hands.publish({"delegate", hands.office(), "--source", "vhs", "--revoke"});
    hands.release();
    CHECK(hands.installed_courses() == 3);
  }
}

TEST_CASE("What makes no sense about keys is refused in a sentence, and nothing changes") {
  const Hands hands;
  const auto refused = [&](const std::vector<std::string>& arguments, int exit_code) {
    const Finished finished = hands.try_publish(arguments);
    INFO(arguments.front() << ": " << finished.out << finished.err);
    CHECK(finished.exit_code == exit_code);
    CHECK_THAT(finished.err, Catch::Matchers::StartsWith("kiosk-publish: "));
  };
  refused({"rotate", hands.office(), "nobody"}, 2);
  refused({"rotate", hands.office(), "targets", "--threshold", "2"}, 2);
  refused({"rotate", hands.office(), "targets", "--add", hands.path("vhs.xml")}, 34);
  refused({"delegate", hands.office(), "--source", "root", "--key", hands.path("vhs.xml")}, 34);
  refused({"accept", hands.office(), hands.office() + "/root.json"}, 21);
  refused({"sign", hands.path("vhs.xml"), "--key", hands.office() + "/keys/root.pem"}, 15);
  refused({"sign", hands.office() + "/root.json", "--key", hands.path("vhs.xml")}, 32);
  refused({"remove", hands.office(), "--source", "nobody"}, 21);
  refused({"keygen", hands.office() + "/keys/root"}, 33);
  CHECK(hands.installed_courses() == 2);
}

#include "tests/scenario/office.hpp"

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {
namespace {

std::string open_vhs_file(const std::vector<std::string>& titles) {
  std::string courses;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::string number = std::to_string(1000 + i);
    courses += "<veranstaltung><guid>5a1f3c70-0b1e-4f6d-9a53-6d2f0f8c" + number + "</guid><nummer>K" + number +
               "</nummer><name>" + titles[i] + "</name></veranstaltung>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<openvhs:veranstaltungen version=\"0.9\" xmlns:openvhs=\"http://www.dvv-vhs.de/Open-VHS\">\n" +
         courses + "</openvhs:veranstaltungen>\n";
}

}  // namespace

Office::Office() {
  publish({"init", directory(), "--office", "Bildungsbüro Landkreis Sonnfeld", "--region", "Landkreis Sonnfeld"});
}

void Office::add(const std::string& source, const std::vector<std::string>& titles) {
  const std::string file = folder_ / (source + ".xml");
  test::write_text_file(file, open_vhs_file(titles));
  publish(
      {"add", directory(), "--source", source, "--format", "openvhs", "--provider-name", "Anbieter " + source, file});
}

void Office::release() { publish({"release", directory()}); }

void Office::export_to(const std::string& stick) { publish({"export", directory(), stick}); }

void Office::publish(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), program("kiosk-publish"));
  const auto finished = test::run_program(arguments);
  INFO(arguments.at(1) << ": " << finished.out << finished.err);
  REQUIRE(finished.exit_code == 0);
}

}  // namespace bildungskiosk::scenario

#include "tests/scenario/office.hpp"

#include <utility>

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {
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

Office::Office(std::vector<std::string> under) : under_(std::move(under)) {
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

test::Finished Office::try_export_to(const std::string& stick) const { return run({"export", directory(), stick}); }

bool Office::takes_source(const std::string& id) const {
  const std::string file = folder_ / "any.xml";
  test::write_text_file(file, open_vhs_file({"Kurs"}));
  return run({"add", directory(), "--source", id, "--format", "openvhs", "--provider-name", "Anbieter", file})
             .exit_code == 0;
}

test::Finished Office::run(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command = under_;
  command.push_back(program("kiosk-publish"));
  command.insert(command.end(), arguments.begin(), arguments.end());
  return test::run_program(command);
}

void Office::publish(const std::vector<std::string>& arguments) const {
  const auto finished = run(arguments);
  INFO(arguments.front() << ": " << finished.out << finished.err);
  REQUIRE(finished.exit_code == 0);
}

}  // namespace bildungskiosk::scenario

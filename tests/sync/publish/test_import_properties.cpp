#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

// What holds for every file, tried with files that are made up by chance, the same in each run.

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

template <typename T>
const T& any_of(const std::vector<T>& choices, std::mt19937& random) {
  return choices[random() % choices.size()];
}

/// A course with some of what courses have.
std::string random_course(int number, std::mt19937& random) {
  const std::vector<std::string> titles = {"Töpfern", "Deutsch A1", "Webinar: Rente", "Yoga für Seniorinnen", "Kochen"};
  const std::vector<std::string> parts = {
      "<beginn_datum>2026-10-05</beginn_datum>",
      "<schlagwort>Familie</schlagwort>",
      "<schlagwort>kostenlos</schlagwort>",
      "<preis><betrag>12,50</betrag></preis>",
      "<preis><betrag>TBC</betrag></preis>",
      "<dvv_kategorie version=\"2.0\">4.06</dvv_kategorie>",
      "<dvv_kategorie version=\"2.0\">9.99</dvv_kategorie>",
      "<zielgruppe>Eltern</zielgruppe>",
      "<veranstaltungsort><name>Haus</name><adresse><strasse>Ringstr. 1</strasse><plz>99991</plz><ort>Lindach</ort>"
      "</adresse></veranstaltungsort>",
      "<veranstaltungsort><name>Saal</name><adresse><ort>Steinau</ort></adresse><barrierefrei>true</barrierefrei>"
      "</veranstaltungsort>"};
  std::string course =
      "<veranstaltung><guid>" + std::to_string(number) + "</guid><name>" + any_of(titles, random) + "</name>";
  for (const std::string& part : parts) {
    if (random() % 3 == 0) course += part;
  }
  return course + "</veranstaltung>\n";
}

std::vector<std::string> random_courses(std::mt19937& random) {
  std::vector<std::string> courses;
  const int count = 1 + static_cast<int>(random() % 12);
  for (int i = 0; i < count; ++i) courses.push_back(random_course(i, random));
  return courses;
}

std::vector<std::string> lines_of(const std::vector<std::string>& courses) {
  std::string all;
  for (const std::string& course : courses) all += course;
  const auto outcome = import_text(openvhs_file(all));
  REQUIRE_FALSE(outcome.error);
  return outcome.lines;
}

}  // namespace

TEST_CASE("The order of courses in a file changes nothing in the stock") {
  std::mt19937 random(11);
  for (int round = 0; round < 150; ++round) {
    auto courses = random_courses(random);
    const auto expected = lines_of(courses);
    std::shuffle(courses.begin(), courses.end(), random);
    CHECK(lines_of(courses) == expected);
  }
}

TEST_CASE("A course that can't be used never costs another") {
  std::mt19937 random(12);
  const std::vector<std::string> unusable = {
      "<veranstaltung><name>Ohne Kennung</name></veranstaltung>\n", "<veranstaltung><guid>x</guid></veranstaltung>\n",
      "<veranstaltung><guid>0</guid><name>Schon da</name></veranstaltung>\n",
      "<veranstaltung><guid>y</guid><name>" + std::string(2U << 20U, 'x') + "</name></veranstaltung>\n",
      "<veranstaltung/>\n"};
  for (int round = 0; round < 60; ++round) {
    auto courses = random_courses(random);
    const auto expected = lines_of(courses);
    const std::string& broken = any_of(unusable, random);
    // Behind the first, whose id one of them repeats.
    const auto at = 1 + static_cast<std::ptrdiff_t>(random() % courses.size());
    courses.insert(courses.begin() + at, broken);
    std::string all;
    for (const std::string& course : courses) all += course;
    const auto outcome = import_text(openvhs_file(all));
    REQUIRE_FALSE(outcome.error);
    CHECK(outcome.lines == expected);
    CHECK(outcome.report.import.left_out == 1);
  }
}

#include "sync/publish/sync_configuration.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::publish {
namespace {

using Kind = ConfigurationProblem::Kind;

SyncConfiguration good(const std::string& text) {
  auto parsed = parse_sync_configuration(text);
  if (const auto* problem = std::get_if<ConfigurationProblem>(&parsed)) FAIL(problem->key << ": " << problem->text);
  return std::get<SyncConfiguration>(std::move(parsed));
}

ConfigurationProblem bad(const std::string& text) {
  const auto parsed = parse_sync_configuration(text);
  const auto* problem = std::get_if<ConfigurationProblem>(&parsed);
  REQUIRE(problem != nullptr);
  return *problem;
}

TEST_CASE("Every key of the office's configuration counts") {
  auto read = good(R"toml(
office = "buero"
publish_to = "/srv/www"
[network]
proxy = "http://proxy.example:3128"
ca_file = "authority.pem"
allow_http = true
[[source]]
id = "vhs"
files = ["eingang/vhs", "/srv/mehr.xml"]
urls = ["https://vhs.example/export.php?format=openvhs&key=geheim"]
format = "openvhs"
provider_name = "Volkshochschule Sonnfeld (fiktiv)"
mapping = "vhs.toml"
[[source]]
id = "buecherei"
files = ["buecherei.ics"]
)toml");
  CHECK(read.publish_to == "/srv/www");
  CHECK(read.network.proxy == "http://proxy.example:3128");
  CHECK(read.network.plain_http == transport::PlainHttp::kAllowed);
  REQUIRE(read.sources.size() == 2);
  CHECK(read.sources[0].id == "vhs");
  CHECK(read.sources[0].urls == std::vector<std::string>{"https://vhs.example/export.php?format=openvhs&key=geheim"});
  CHECK(read.sources[0].format == Format::kOpenVhs);
  CHECK(read.sources[0].provider_name == "Volkshochschule Sonnfeld (fiktiv)");
  CHECK_FALSE(read.sources[1].format);
  read.resolve("/etc/bildungskiosk");
  CHECK(read.office == "/etc/bildungskiosk/buero");
  CHECK(read.publish_to == "/srv/www");
  CHECK(read.network.ca_file == "/etc/bildungskiosk/authority.pem");
  CHECK(read.sources[0].paths == std::vector<std::string>{"/etc/bildungskiosk/eingang/vhs", "/srv/mehr.xml"});
  CHECK(read.sources[0].mapping == "/etc/bildungskiosk/vhs.toml");
  CHECK(read.sources[1].mapping.empty());
}

TEST_CASE("The documented example of the office's configuration says what holds without it") {
  const auto example = good(test::read_text_file(SYSTEM_FILES "/publish.toml"));
  CHECK_FALSE(example.office.empty());
  const auto defaults = good("office = \"x\"");
  CHECK(example.publish_to == defaults.publish_to);
  CHECK(example.network.proxy == defaults.network.proxy);
  CHECK(example.network.ca_file == defaults.network.ca_file);
  CHECK(example.network.plain_http == defaults.network.plain_http);
  CHECK(example.sources.empty());
}

TEST_CASE("Every key that the example of the office's configuration shows is known") {
  std::string text = test::read_text_file(SYSTEM_FILES "/publish.toml");
  // What stands behind "# " and looks like TOML counts, too.
  for (const char* key : {"publish_to", "[[source]]", "id", "files", "urls", "format", "provider_name", "mapping"}) {
    const std::string commented = std::string("# ") + key;
    const std::size_t at = text.find("\n" + commented + (key[0] == '[' ? "" : " = "));
    INFO(key);
    REQUIRE(at != std::string::npos);
    text.erase(at + 1, 2);
  }
  const auto read = good(text);
  REQUIRE(read.sources.size() == 1);
  CHECK_FALSE(read.publish_to.empty());
  CHECK_FALSE(read.sources[0].urls.empty());
}

TEST_CASE("What can't be meant in the office's configuration is named with its line") {
  struct Case {
    std::string text;
    Kind kind;
    std::string key;
    std::uint32_t line;
  };
  const std::string office = "office = \"b\"\n";
  const std::string source = office + "[[source]]\nid = \"a\"\n";
  const std::vector<Case> cases{
      {"office = ", Kind::kNoToml, "", 1},
      {"", Kind::kMissing, "office", 0},
      {office + "ofice = \"b\"", Kind::kUnknownKey, "ofice", 2},
      {office + "[network]\nproxi = \"\"", Kind::kUnknownKey, "network.proxi", 3},
      {source + "file = [\"x\"]", Kind::kUnknownKey, "source.file", 4},
      {source + "files = \"x\"", Kind::kWrongType, "source.files", 4},
      {source + "files = [1]", Kind::kWrongType, "source.files", 4},
      {source, Kind::kMissing, "source.files", 2},
      {office + "[[source]]\nfiles = [\"x\"]", Kind::kMissing, "source.id", 2},
      {office + "[[source]]\nid = \"office\"\nfiles = [\"x\"]", Kind::kWrongValue, "source.id", 3},
      {source + "files = [\"x\"]\n[[source]]\nid = \"a\"\nfiles = [\"y\"]", Kind::kWrongValue, "source.id", 5},
      {source + "urls = [\"ftp://vhs.example/x\"]", Kind::kWrongValue, "source.urls", 4},
      {source + "urls = [\"https://user:secret@vhs.example/x\"]", Kind::kWrongValue, "source.urls", 4},
      {source + "urls = [\"https://vhs.example/x#oben\"]", Kind::kWrongValue, "source.urls", 4},
      {source + "files = [\"x\"]\nformat = \"pdf\"", Kind::kWrongValue, "source.format", 5},
      {office + "source = 1", Kind::kWrongType, "source", 2},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    const auto problem = bad(each.text);
    CHECK(problem.kind == each.kind);
    CHECK(problem.key == each.key);
    CHECK(problem.line == each.line);
  }
}

}  // namespace
}  // namespace bildungskiosk::publish

#include "tests/conformance/suite.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "sync/base/clock.hpp"
#include "sync/transport/package_path.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/http_server/http_server.hpp"

namespace bildungskiosk::conformance {
namespace {

constexpr int kValid_days = 30;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::int64_t version_of(const std::string& file) {
  const trust::JsonValue json = trust::parse_json(file).value();
  const trust::JsonObject& payload = *json.as_object()->at("signed").as_object();
  return *payload.at("version").as_integer();
}

/// The path under which a server of the repository has the file: roles' names are encoded in it already.
std::string url_path_of(const std::string& file) {
  return file.starts_with("metadata/") ? file : transport::percent_encode_path(file);
}

}  // namespace

Suite::Suite() : now_(base::SystemClock().now()) {
  for (trust::Common* common :
       {static_cast<trust::Common*>(&repo.root), static_cast<trust::Common*>(&repo.timestamp),
        static_cast<trust::Common*>(&repo.snapshot), static_cast<trust::Common*>(&repo.targets)}) {
    common->expires = in_days(kValid_days);
  }
  repo.describes_lengths_and_hashes = false;  // as in the suite, where a scenario does not ask for them
  repo.write_root();
  repo.write_targets("targets");
  repo.write_snapshot();
  repo.write_timestamp();
  std::filesystem::create_directories(metadata_dir_);
  std::filesystem::create_directories(target_dir_);
}

int Suite::init(const base::Bytes& root) {
  const std::string file = folder_ / "initial_root.json";
  test::write_text_file(file, std::string(base::as_text(root)));
  return run({"--metadata-dir", "{D}", "init", file});
}

int Suite::refresh() { return run({"--metadata-url", "{U}", "--metadata-dir", "{D}", "refresh"}); }

int Suite::download_all(const std::vector<std::string>& targets) {
  std::vector<std::string> arguments = {"--metadata-url", "{U}", "--metadata-dir", "{D}"};
  for (const std::string& target : targets) arguments.insert(arguments.end(), {"--target-name", target});
  arguments.insert(arguments.end(), {"--target-dir", "{TD}", "--target-base-url", "{TU}", "download"});
  return run(std::move(arguments));
}

int Suite::run(std::vector<std::string> arguments) {
  test::HttpServer server;
  for (const auto& [file, bytes] : repo.files) server.set_file(url_path_of(file), bytes);
  for (const auto& [name, status] : statuses_) {
    test::HttpReply reply;
    reply.status = status;
    reply.body = "<html>no</html>";
    server.reply_always("metadata/" + name, std::move(reply));
  }
  std::vector<std::string> command;
  // The address sanitizer wants to be the first library and lets itself be told otherwise.
  if (days_ahead_ != 0) {
    command = {"env", "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", "faketime", "-f",
               "+" + std::to_string(days_ahead_) + "d"};
  }
  command.emplace_back(CONFORMANCE_CLIENT);
  for (std::string& argument : arguments) {
    argument = replaced(std::move(argument), "{D}", metadata_dir_);
    argument = replaced(std::move(argument), "{TD}", target_dir_);
    argument = replaced(std::move(argument), "{U}", server.url() + "/metadata/");
    argument = replaced(std::move(argument), "{TU}", server.url() + "/targets/");
    argument = replaced(std::move(argument), "{server}", server.url());
    command.push_back(std::move(argument));
  }
  const test::Finished finished = test::run_program(command);
  said_ = finished.err;
  for (const test::HttpQuestion& question : server.questions()) {
    std::string name = question.path.substr(1);
    if (name.starts_with("metadata/")) name.erase(0, std::string("metadata/").size());
    requests_.push_back((question.method == "GET" ? "" : question.method + " ") + name);
  }
  return finished.exit_code;
}

std::string Suite::trusted() const {
  std::map<std::string, std::int64_t> versions;
  for (const auto& entry : std::filesystem::directory_iterator(metadata_dir_)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".json") versions[path.stem().string()] = version_of(test::read_text_file(path.string()));
  }
  std::string text;
  for (const auto& [name, version] : versions) {
    text += (text.empty() ? "" : ", ") + name + " " + std::to_string(version);
  }
  return text;
}

std::string Suite::stored(const std::string& name) const { return test::read_text_file(metadata_dir_ + "/" + name); }

std::map<std::string, std::string> Suite::downloads() const {
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(target_dir_)) {
    const std::string name = std::filesystem::relative(entry.path(), target_dir_).string();
    found[name] = test::read_text_file(entry.path().string());
  }
  return found;
}

void Suite::publish(const std::vector<std::string>& roles) {
  for (const std::string& role : roles) {
    if (role == "root") {
      ++repo.root.version;
      repo.write_root();
    } else if (role == "snapshot") {
      ++repo.snapshot.version;
      repo.write_snapshot();
    } else if (role == "timestamp") {
      ++repo.timestamp.version;
      repo.write_timestamp();
    } else {
      if (repo.snapshot.meta.contains(role)) ++repo.targets_of(role).version;
      repo.write_targets(role);
    }
  }
}

}  // namespace bildungskiosk::conformance

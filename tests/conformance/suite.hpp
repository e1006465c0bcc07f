#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/repository/repository_simulator.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::conformance {

/// One scenario of the suite: a repository on loopback HTTP, and a client that is the real program, both started anew
/// for each command. The repository is valid for 30 days from now, by the system's clock.
class Suite {
 public:
  Suite();

  // The commands; each gives the exit code, -1 when a signal ended the program.
  int init() { return init(repo.file_bytes("metadata/1.root.json")); }
  int init(const base::Bytes& root);
  int refresh();
  int download(const std::string& target) { return download_all({target}); }
  int download_all(const std::vector<std::string>& targets);
  /// The program with these words; "{D}", "{U}", "{TD}" and "{TU}" stand for this scenario's folders and URLs,
  /// "{server}" for what stands before both URLs' paths.
  int run(std::vector<std::string> arguments);

  /// Later commands see a clock this much ahead (libfaketime).
  void days_pass(int days) { days_ahead_ = days; }

  /// What was asked for, in order, since the last `forget_requests`: "2.root.json", "1.%3F.json",
  /// "targets/<hash>.file"; another method than GET stands before it.
  [[nodiscard]] const std::vector<std::string>& requests() const { return requests_; }
  void forget_requests() { requests_.clear(); }
  /// Instead of metadata/<name>: this status, with a page of HTML.
  void answer_with_status(const std::string& name, int status) { statuses_[name] = status; }

  /// Name without ".json" and version of every *.json in the metadata folder, sorted: "root 1, timestamp 2".
  [[nodiscard]] std::string trusted() const;
  /// The bytes of D/<name>.
  [[nodiscard]] std::string stored(const std::string& name) const;
  /// File name → content of all that is in the target folder.
  [[nodiscard]] std::map<std::string, std::string> downloads() const;
  [[nodiscard]] const std::string& target_folder() const { return target_dir_; }
  /// What the last command said on stderr.
  [[nodiscard]] const std::string& said() const { return said_; }

  // Steps of the repository that the suite takes and the simulator has no name for.

  /// The next version of the named roles in this order ("root", "targets", a delegated role, "snapshot", "timestamp").
  void publish(const std::vector<std::string>& roles);
  /// What is served under metadata/<name>.
  std::string& served(const std::string& name) { return repo.files["metadata/" + name]; }
  [[nodiscard]] base::UnixSeconds in_days(int days) const { return now_ + days * base::UnixSeconds{86'400}; }

  test::RepositorySimulator repo;

 private:
  base::UnixSeconds now_;
  test::TemporaryDirectory folder_;
  std::string metadata_dir_ = folder_ / "metadata";
  std::string target_dir_ = folder_ / "targets";
  int days_ahead_ = 0;
  std::string said_;
  std::vector<std::string> requests_;
  std::map<std::string, int> statuses_;
};

}  // namespace bildungskiosk::conformance

#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bildungskiosk::conformance {

/// Serves a simulated repository's files on 127.0.0.1, HTTP/1.0, one request a connection, and writes down what was
/// asked for. Metadata is found by the path as it was sent, targets by the decoded one. The test changes `files` only
/// while no client runs.
class RepositoryServer {
 public:
  /// `files`: "metadata/1.root.json" → bytes; must outlive the server.
  explicit RepositoryServer(const std::map<std::string, std::string>& files);
  ~RepositoryServer();
  RepositoryServer(const RepositoryServer&) = delete;
  RepositoryServer& operator=(const RepositoryServer&) = delete;

  /// "http://127.0.0.1:<port>"
  [[nodiscard]] std::string url() const { return url_; }
  [[nodiscard]] std::vector<std::string> requests() const;
  void forget_requests();
  void answer_with_status(const std::string& path, int status);

 private:
  void serve();
  void answer(int connection);

  const std::map<std::string, std::string>* files_;
  std::string url_;
  int listener_ = -1;
  std::atomic<bool> ends_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::map<std::string, int> statuses_;
  std::thread thread_;
};

}  // namespace bildungskiosk::conformance

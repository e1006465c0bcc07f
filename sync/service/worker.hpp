#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "sync/base/cancel_token.hpp"
#include "sync/service/plan.hpp"
#include "sync/update/service_status.hpp"

namespace bildungskiosk::service {

/// The service's one thread beside its loop: does one job at a time and may hang in a medium without the loop hanging.
/// Used by the loop's thread only.
class Worker {
 public:
  using Listener = std::function<void(const update::InstallStepProgress&)>;
  /// Runs on the worker's thread, for every job.
  using Work = std::function<JobResult(const Job&, const base::CancelToken&, const Listener&)>;

  /// Signals that are blocked now stay blocked on the worker's thread.
  explicit Worker(Work work);
  /// Asks to stop, and lets a thread that does not go on its own: the process has to end then (`ended_within`).
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Readable (POLLIN) when there is news.
  [[nodiscard]] int descriptor() const;
  /// Only when the job before has ended.
  void start(Job job);
  void cancel();

  struct News {
    std::optional<update::InstallStepProgress> progress;  // the newest one
    std::optional<JobResult> result;
  };
  News take_news();

  /// Asks to stop and waits so long; true once the thread has ended.
  bool ended_within(int milliseconds);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace bildungskiosk::service

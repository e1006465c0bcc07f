#include "sync/service/worker.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "sync/base/check.hpp"
#include "sync/base/low_priority.hpp"

namespace bildungskiosk::service {

/// Outlives the worker when its thread hangs.
struct Worker::Shared {
  explicit Shared(Work to_do) : work(std::move(to_do)) {}
  ~Shared() { ::close(event); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  void wake_loop() const {
    constexpr std::uint64_t kOne = 1;
    static_cast<void>(::write(event, &kOne, sizeof kOne) < 0);
  }

  static void run(const std::shared_ptr<Shared>& shared) {
    while (true) {
      Job job;
      std::shared_ptr<base::CancelToken> cancel;
      {
        std::unique_lock lock(shared->mutex);
        shared->changed.wait(lock, [&] { return shared->is_ending || shared->next.has_value(); });
        if (shared->is_ending) break;
        job = *std::exchange(shared->next, std::nullopt);
        cancel = shared->cancel;
      }
      JobResult result = shared->work(job, *cancel, [&](const update::InstallStepProgress& progress) {
        {
          const std::lock_guard lock(shared->mutex);
          shared->news.progress = progress;
        }
        shared->wake_loop();
      });
      result.number = job.number;
      {
        const std::lock_guard lock(shared->mutex);
        shared->news.result = std::move(result);
      }
      shared->wake_loop();
    }
    const std::lock_guard lock(shared->mutex);
    shared->has_ended = true;
    shared->changed.notify_all();
  }

  const Work work;
  const int event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<Job> next;
  std::shared_ptr<base::CancelToken> cancel = std::make_shared<base::CancelToken>();
  News news;
  bool is_ending = false;
  bool has_ended = false;
};

Worker::Worker(Work work) : shared_(std::make_shared<Shared>(std::move(work))) {
  BILDUNGSKIOSK_CHECK(shared_->event >= 0);
  std::thread([shared = shared_] {
    base::lower_thread_priority();
    Shared::run(shared);
  }).detach();
}

Worker::~Worker() { static_cast<void>(ended_within(0)); }

int Worker::descriptor() const { return shared_->event; }

void Worker::start(Job job) {
  const std::lock_guard lock(shared_->mutex);
  BILDUNGSKIOSK_CHECK(!shared_->next);
  shared_->next = std::move(job);
  shared_->cancel = std::make_shared<base::CancelToken>();
  shared_->changed.notify_all();
}

void Worker::cancel() {
  const std::lock_guard lock(shared_->mutex);
  shared_->cancel->cancel();
}

Worker::News Worker::take_news() {
  std::uint64_t count = 0;
  static_cast<void>(::read(shared_->event, &count, sizeof count) < 0);
  const std::lock_guard lock(shared_->mutex);
  return std::exchange(shared_->news, News{});
}

bool Worker::ended_within(int milliseconds) {
  std::unique_lock lock(shared_->mutex);
  shared_->is_ending = true;
  shared_->cancel->cancel();
  shared_->changed.notify_all();
  return shared_->changed.wait_for(lock, std::chrono::milliseconds(milliseconds), [&] { return shared_->has_ended; });
}

}  // namespace bildungskiosk::service

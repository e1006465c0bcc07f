#include <poll.h>

#include <atomic>
#include <thread>

#include "sync/service/worker.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::service {
namespace {

/// Waits for news as the loop does.
bool has_news(const Worker& worker) {
  pollfd watched{worker.descriptor(), POLLIN, 0};
  return ::poll(&watched, 1, 30'000) == 1;
}

JobResult wait_for_result(Worker& worker) {
  while (has_news(worker)) {
    if (auto news = worker.take_news(); news.result) return *news.result;
  }
  FAIL("the job never ended");
  return {};
}

Job numbered(std::int64_t number) {
  Job job;
  job.number = number;
  return job;
}

TEST_CASE("A worker does one job after another, and tells how far each is") {
  Worker worker([](const Job& job, const base::CancelToken&, const Worker::Listener& listener) {
    update::InstallStepProgress progress;
    progress.bytes_done = static_cast<std::uint64_t>(job.number * 10);
    listener(progress);
    JobResult result;
    result.package = "package-" + std::to_string(job.number);
    return result;
  });
  for (std::int64_t number = 1; number <= 3; ++number) {
    worker.start(numbered(number));
    bool was_told = false;
    std::optional<JobResult> result;
    while (!result && has_news(worker)) {
      auto news = worker.take_news();
      was_told = was_told || (news.progress && news.progress->bytes_done == static_cast<std::uint64_t>(number * 10));
      result = std::move(news.result);
    }
    CHECK(was_told);
    REQUIRE(result);
    CHECK(result->number == number);
    CHECK(result->package == "package-" + std::to_string(number));
  }
  CHECK(worker.ended_within(30'000));
}

TEST_CASE("A wish to stop reaches the running job and not the next one") {
  Worker worker([](const Job& job, const base::CancelToken& cancel, const Worker::Listener&) {
    JobResult result;
    while (job.number == 1 && !cancel.cancelled()) std::this_thread::yield();
    if (cancel.cancelled()) result.error = base::Error{base::ErrorCode::kCancelled, ""};
    return result;
  });
  worker.start(numbered(1));
  worker.cancel();
  CHECK(wait_for_result(worker).error);
  worker.start(numbered(2));
  CHECK_FALSE(wait_for_result(worker).error);
}

TEST_CASE("A job that hangs in a medium holds nobody up who wants to end") {
  const auto is_free = std::make_shared<std::atomic<bool>>(false);
  const auto has_begun = std::make_shared<std::atomic<bool>>(false);
  const auto has_left = std::make_shared<std::atomic<bool>>(false);
  {
    Worker worker([=](const Job&, const base::CancelToken&, const Worker::Listener&) {
      *has_begun = true;
      while (!*is_free) std::this_thread::yield();
      *has_left = true;
      return JobResult{};
    });
    worker.start(numbered(1));
    while (!*has_begun) std::this_thread::yield();
    CHECK_FALSE(worker.ended_within(10));
  }
  CHECK_FALSE(*has_left);
  *is_free = true;
  while (!*has_left) std::this_thread::yield();
}

}  // namespace
}  // namespace bildungskiosk::service

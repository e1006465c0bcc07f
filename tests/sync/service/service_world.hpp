#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/service/limits.hpp"
#include "sync/service/plan.hpp"

namespace bildungskiosk::service::test_support {

inline constexpr base::UnixSeconds kStart = 1'790'000'000;

/// A plan with a clock, media that can be put in and taken out, and a worker whose jobs end when a test says so.
class World {
 public:
  explicit World(Policy policy, bool has_network = false) : World(policy, has_network, Memory{}) {}
  World(Policy policy, bool has_network, Memory memory)
      : plan({policy, has_network, kStart - 86'400, 1}, std::move(memory), 0, kStart) {}

  void put_in(const std::string& label, MediumAccess access = MediumAccess::kReadable) {
    media.push_back({std::to_string(++mounts) + " 8:17", "/media/" + label, label, access});
    plan.media_changed(media, now);
    take_job();
  }
  void take_out(const std::string& label) {
    std::erase_if(media, [&](const Medium& medium) { return medium.label == label; });
    plan.media_changed(media, now);
    take_job();
  }
  void pass(std::int64_t seconds) {
    now += seconds;
    plan.tick(now);
    take_job();
  }
  void ask(update::StaffRequestKind kind, std::int64_t medium_number) {
    plan.requested({++requests, kind, medium_number, now}, now);
    take_job();
  }
  /// Ends the running job well.
  void succeed(const std::string& package = "package-1") {
    JobResult result = result_of(package);
    result.release = {"Bildungsbüro", "7f3a91c2", 4, kStart - 3600, 200};
    result.changes = update::ReleaseChanges{3, 2, 1};
    result.offers = 200;
    end(result);
  }
  void fail(base::ErrorCode code, const std::string& package = "package-1") {
    JobResult result = result_of(package);
    result.error = base::Error{code, "as the test says"};
    if (code == base::ErrorCode::kNoSpace) result.missing_bytes = 512;
    end(result);
  }
  /// In the worker's hands: "prepare /media/A", "complete network"; "" for nothing.
  [[nodiscard]] std::string working() const {
    if (!job) return "";
    return std::string(job->kind == JobKind::kPrepare ? "prepare " : "complete ") +
           (job->source == JobSource::kNetwork ? "network" : job->folder);
  }
  [[nodiscard]] const update::MediumStatus& medium() const { return plan.status().medium; }
  [[nodiscard]] update::MediumStage stage() const { return medium().stage; }

  base::UnixSeconds now = kStart;
  Plan plan;
  std::optional<Job> job;
  std::vector<Medium> media;

 private:
  [[nodiscard]] JobResult result_of(const std::string& package) const {
    JobResult result;
    result.number = job.value().number;
    result.package = package;
    return result;
  }
  void end(const JobResult& result) {
    job.reset();
    plan.ended(result, now);
    take_job();
  }
  void take_job() {
    if (auto next = plan.next_job(now)) job = std::move(next);
  }

  int mounts = 0;
  std::int64_t requests = 0;
};

}  // namespace bildungskiosk::service::test_support

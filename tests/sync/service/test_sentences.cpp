#include <set>

#include "sync/cli/service_sentences.hpp"
#include "sync/service/limits.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::cli {
namespace {

using update::MediumStage;
using update::ServiceStatus;

TEST_CASE("Every stage of a stick has a sentence of its own") {
  std::set<std::string> sentences;
  for (const auto stage :
       {MediumStage::kNone, MediumStage::kFound, MediumStage::kChecking, MediumStage::kOffered,
        MediumStage::kInstalling, MediumStage::kDone, MediumStage::kUpToDate, MediumStage::kRefused}) {
    update::MediumStatus medium;
    medium.stage = stage;
    medium.label = "BILDUNG";
    const std::string text = sentence(medium);
    INFO(text);
    CHECK(text.back() == '.');
    CHECK((stage == MediumStage::kNone || text.find("BILDUNG") != std::string::npos));
    CHECK(sentences.insert(text).second);
  }
}

TEST_CASE("An offer says what changes, a refusal what is missing and what to do") {
  update::MediumStatus medium;
  medium.label = "A";
  medium.stage = MediumStage::kOffered;
  medium.release = update::ReleaseSummary{"Büro", "7f3a91c2", 4, 1'790'000'000, 1200};
  medium.changes = update::ReleaseChanges{3, 2, 1};
  CHECK_THAT(sentence(medium), ContainsSubstring("1.200 Angeboten (3 neu, 2 geändert, 1 entfallen)"));
  medium.stage = MediumStage::kRefused;
  medium.refusal = update::Refusal{base::ErrorCode::kNoSpace, "", 2'000'000};
  CHECK_THAT(sentence(medium), ContainsSubstring("fehlen 2,0 MB"));
  medium.refusal = update::Refusal{base::ErrorCode::kOlderThanInstalled, "", 0};
  medium.installed = update::ReleaseSummary{"Büro", "7f3a91c2", 5, 1'795'512'600, 1200};
  CHECK_THAT(sentence(medium), ContainsSubstring("älter als der installierte Katalog (vom 24.11.2026)."));
}

TEST_CASE("A service that crashed is told from one that runs by its signs of life") {
  ServiceStatus status;
  CHECK(service_state(std::nullopt, 0) == ServiceState::kNeverRan);
  status.process_id = 5;
  status.alive_at = 1000;
  CHECK(service_state(status, 1001) == ServiceState::kEnded);
  status.running = true;
  CHECK(service_state(status, 1001) == ServiceState::kRunning);
  CHECK(service_state(status, 1000 + 3 * service::kAlivePeriod_s) == ServiceState::kRunning);
  CHECK(service_state(status, 1001 + 3 * service::kAlivePeriod_s) == ServiceState::kSilent);
  CHECK(service_state(status, 500) == ServiceState::kRunning);
}

TEST_CASE("The network's sentence tells the last success, the last failure and the next attempt") {
  update::NetworkStatus network;
  CHECK(sentence(network) == "Netz: nicht eingerichtet.");
  network.activity = update::NetworkStatus::Activity::kWaiting;
  CHECK(sentence(network) == "Netz: noch nie erreicht.");
  network.last_success_at = 1'790'000'000;
  network.last_error = base::ErrorCode::kNameNotResolved;
  network.last_attempt_at = 1'790'100'000;
  network.next_attempt_at = 1'790'200'000;
  CHECK_THAT(sentence(network), ContainsSubstring("Der Versuch am ") && ContainsSubstring(" ist gescheitert: ") &&
                                    ContainsSubstring("Bitte die Internetverbindung") &&
                                    ContainsSubstring("Zuletzt erreicht am ") &&
                                    ContainsSubstring("nächster Versuch am "));
}

}  // namespace
}  // namespace bildungskiosk::cli

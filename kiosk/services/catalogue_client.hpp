#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/model/effect.hpp"
#include "kiosk/services/event_queue.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/catalogue/catalogue_reader.hpp"

namespace bildungskiosk::services {

/// Reads the store's current generation on a thread of its own and answers with events. It never writes to the store
/// and never takes its lock, so an installation goes on beside a visit.
///
/// A newer search makes an older one pointless: the waiting one is dropped, the running one interrupted. When nothing
/// is asked, the catalogue that was opened last is compared with its digests once; damage is told as CatalogueFailed.
///
/// An exception on the worker ends nothing but the question: it is told as CatalogueFailed (kInternal), what was open
/// is given up, and the next CheckCatalogue opens it anew.
class CatalogueClient {
 public:
  using Question = std::variant<model::OpenCatalogue, model::CheckCatalogue, model::LoadOverview, model::Search,
                                model::ReadOffer, model::ReadRemembered, model::ReadContacts>;

  struct Surroundings {
    std::string store;
    /// What is known of words beyond a catalogue. Called once, on the worker, before the first catalogue is opened: the
    /// first picture does not wait for it. None: the search knows a catalogue's own words only.
    std::function<catalogue::Lexicon()> load_lexicon;
    /// Called on the worker before each answer. For tests, which let it throw; may be empty.
    std::function<void()> before_answer = {};
  };

  /// `events` must outlive the client; close it first, so that a full queue holds nobody back.
  CatalogueClient(Surroundings surroundings, EventQueue& events);
  ~CatalogueClient();
  CatalogueClient(const CatalogueClient&) = delete;
  CatalogueClient& operator=(const CatalogueClient&) = delete;

  /// Never waits for the disk. From the loop's thread.
  void ask(Question question);

 private:
  void work();
  void answer_questions();
  void give_up(const std::string& why);
  [[nodiscard]] std::optional<Question> next_question();
  void verify_when_idle();
  void drop_older_searches();
  void finish_question();

  void answer(const model::OpenCatalogue& question);
  void answer(const model::CheckCatalogue& question);
  void answer(const model::LoadOverview& question);
  void answer(const model::Search& question);
  void answer(const model::ReadOffer& question);
  void answer(const model::ReadRemembered& question);
  void answer(const model::ReadContacts& question);
  void fail(model::RequestId request, base::Error error);
  enum class Failure { kTell, kKeep };
  void open_generation(std::uint32_t number, Failure failure);
  [[nodiscard]] const catalogue::Lexicon& lexicon();

  const Surroundings surroundings_;
  EventQueue& events_;

  // Only touched by the worker. `reader_` is replaced under the mutex, because ask() may interrupt it.
  std::optional<catalogue::CatalogueReader> reader_;
  std::optional<catalogue::Lexicon> lexicon_;  // once loaded
  std::uint32_t generation_ = 0;               // that is open, or was found damaged; 0: none
  std::uint32_t failed_generation_ = 0;        // that could not be opened
  bool verified_ = true;

  std::mutex mutex_;
  std::condition_variable work_there_;
  std::deque<Question> questions_;
  bool searching_ = false;
  bool stopping_ = false;
  base::CancelToken* verifying_ = nullptr;
  std::thread thread_;  // last: starts when all else is there
};

}  // namespace bildungskiosk::services

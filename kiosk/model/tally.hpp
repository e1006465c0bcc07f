#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/update/visit_count.hpp"

/// What of a visit is counted when it has ended, by what the pages show: no handler has to think of it.
namespace bildungskiosk::model {

struct Model;

/// Of the visit that is running; empty between visits.
class Tally {
 public:
  /// To be called with the model as it was before an event, and with what it is behind it; the tally belongs to the
  /// first and is handed on. The count of a visit that the event ended. Does not allocate while nothing happens.
  static std::optional<update::VisitCount> follow(Model& model, Tally before);

 private:
  /// A text on the page for searching, as long as it may still become another one.
  struct Typing {
    std::string text;  // the longest that was answered
    bool in_vain = false;
    std::vector<std::string> sought_in_vain;
  };

  void look(const Model& model);
  void look_at_text(const Model& model);
  void look_at_page(const Model& model);
  void finish_text();
  [[nodiscard]] update::VisitCount end(const Model& model);

  bool running_ = false;
  std::int64_t began_ms_ = 0;
  std::int64_t last_touch_ms_ = 0;
  std::string language_;
  Typing typing_;
  std::string finished_;          // the text that was counted last: who comes back to it has not typed it again
  std::uint64_t page_ = 0;        // a PageId: the page that what follows belongs to
  std::uint64_t offer_page_ = 0;  // the newest page whose offer is counted; to older ones one only comes back
  std::optional<update::HandOff> hand_off_seen_;  // its shown code is counted
  update::VisitCount count_;
};

}  // namespace bildungskiosk::model

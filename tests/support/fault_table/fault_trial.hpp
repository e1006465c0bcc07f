#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bildungskiosk::test {

// What a visitor saw, in the words of the table; a test may have others.
inline constexpr std::string_view kSawOld = "the catalogue from before";
inline constexpr std::string_view kSawNew = "the new catalogue";
inline constexpr std::string_view kSawNone = "the first screen, still without a catalogue";

/// Survived: exactly the old or exactly the new state, whole, and the terminal said what happened.
enum class Survival { kSurvived, kLost };
[[nodiscard]] constexpr Survival survived_if(bool whole) { return whole ? Survival::kSurvived : Survival::kLost; }

/// One way of trying one fault of `faults.txt`, as a row of the table that `scripts/test` prints at the end:
///
///     test::FaultTrial trial("duplicate ids", "two sources with the same offer, signed rightly");
///     …
///     trial.add(test::survived_if(shown == old), test::kSawOld, test::sentence_of(finished.err));
///
/// `add` once for each attempt; attempts that saw the same are counted together, also over several trials of the same
/// name and way (sections, generators). The row is written when the object goes, to a file of this program in the
/// folder $BILDUNGSKIOSK_FAULT_TABLE_DIR (CTest sets it); without one, nothing is. A test that ends by exception
/// (REQUIRE) counts as an attempt that was lost. Throws for a name that is not in the list. One thread.
class FaultTrial {
 public:
  FaultTrial(std::string_view fault, std::string way);
  ~FaultTrial();
  FaultTrial(const FaultTrial&) = delete;
  FaultTrial& operator=(const FaultTrial&) = delete;

  /// `librarian` is the sentence that staff read; empty where nobody is told (the visitor's catalogue goes on).
  void add(Survival survival, std::string_view visitor, std::string_view librarian);

 private:
  struct Counts {
    std::uint64_t tried = 0;
    std::uint64_t survived = 0;
  };
  std::string fault_;
  std::string way_;
  int exceptions_at_start_;
  std::map<std::pair<std::string, std::string>, Counts> seen_;  // by visitor and librarian
};

/// For a fault that can't be tried on this machine: the table says why, and the run does not fail for it. Say it on the
/// test's output, too.
void note_untried_fault(std::string_view fault, std::string_view reason);

/// The sentence in a line of ours, "kiosk-sync: <sentence> [code: detail]", without the program and the bracket.
[[nodiscard]] std::string sentence_of(std::string_view line);

/// The names in the list, in its order.
[[nodiscard]] const std::vector<std::string>& all_faults();

}  // namespace bildungskiosk::test

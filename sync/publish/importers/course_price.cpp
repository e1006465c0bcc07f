#include <algorithm>

#include "sync/exchange/limits.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using offer::TriState;

/// The amount as the file states it. Zero means free: programs that keep courses leave `betrag` out, empty or at -1
/// when no price was entered, and write 0.0 only for one of zero.
void read_amount(CourseMapping& mapping) {
  offer::Price& price = mapping.offer.price;
  const std::string& amount = mapping.record.price.amount;
  if (amount.empty()) return;
  if (says_free(amount)) {
    price.free = TriState::kYes;
    return;
  }
  const auto cents = parse_cents(amount);
  if (!cents || *cents > exchange::kCentsMax || *cents < -100) {
    mapping.report(FindingKind::kUnreadablePrice, amount);
  } else if (*cents == 0) {
    price.amount_cents = 0;
    price.free = TriState::kYes;
  } else if (*cents > 0) {
    price.amount_cents = *cents;
    price.free = TriState::kNo;
  }  // -1: unknown
}

/// What the format says besides the amount.
void read_statements(CourseMapping& mapping) {
  offer::Price& price = mapping.offer.price;
  const auto& stated = mapping.record.price;
  const TriState free = mapping.read_boolean("kostenlos", stated.free);
  if (free == TriState::kYes && price.free == TriState::kNo) {
    mapping.report(FindingKind::kContradictoryPrice, stated.amount);
  } else if (free == TriState::kNo && price.free == TriState::kYes) {
    mapping.report(FindingKind::kContradictoryPrice, stated.amount);  // 0.00 that is none: nobody knows
    price.free = TriState::kUnknown;
    price.amount_cents.reset();
  } else if (free != TriState::kUnknown) {
    price.free = free;
  }
  if (!stated.reduced.empty()) {
    const auto cents = parse_cents(stated.reduced);
    if (cents && *cents >= 0 && *cents <= exchange::kCentsMax) {
      price.reduced_cents = cents;
    } else if (!cents || *cents != -100) {
      mapping.report(FindingKind::kUnreadablePrice, stated.reduced);
    }
  }
  if (stated.currency.empty()) return;
  const bool is_code = stated.currency.size() == 3 && std::all_of(stated.currency.begin(), stated.currency.end(),
                                                                  [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_code) {
    price.currency = stated.currency;
  } else if (price.amount_cents) {
    // An amount of something unknown is no price.
    mapping.report(FindingKind::kUnreadablePrice, stated.amount + " " + stated.currency);
    price.amount_cents.reset();
    price.reduced_cents.reset();
  }
}

bool keyword_says_free(const CourseMapping& mapping) {
  const auto& keywords = mapping.record.keywords;
  return std::any_of(keywords.begin(), keywords.end(), [](const std::string& keyword) { return says_free(keyword); });
}

/// Whether the reduced price is all that the remark says.
bool is_only_reduced_price(const std::string& remark) {
  const std::string folded = fold(remark);
  const bool begins = folded.starts_with("erm") || folded.starts_with("reduz");
  return begins && folded.size() <= 40 && folded.find(';') == std::string::npos &&
         folded.find('(') == std::string::npos;
}

}  // namespace

void map_price(CourseMapping& mapping) {
  offer::Price& price = mapping.offer.price;
  read_amount(mapping);
  read_statements(mapping);
  std::string note;
  bool remark_says_free = false;
  for (const std::string& source : mapping.record.price.notes) {
    const std::string remark = clean_line(source);
    const auto reduced = find_reduced_cents(remark);
    if (reduced && *reduced >= 0 && *reduced <= exchange::kCentsMax && !price.reduced_cents)
      price.reduced_cents = reduced;
    remark_says_free = remark_says_free || says_free(remark);
    if (remark.empty() || (reduced && is_only_reduced_price(remark))) continue;
    note += (note.empty() ? "" : "; ") + remark;
  }
  if (remark_says_free || keyword_says_free(mapping)) {
    if (price.free == TriState::kUnknown) {
      price.free = TriState::kYes;
      mapping.infer("price.free", "kostenlos");
    } else if (price.free == TriState::kNo) {
      mapping.report(FindingKind::kContradictoryPrice, mapping.record.price.amount);
    }
  }
  if (price.free == TriState::kUnknown && mapping.inferred_value("price.free")) {
    price.free = TriState::kYes;
    mapping.infer("price.free", "kostenlos");
  }
  // A reduced price that is none ("erm. Preis: 84,70" for 84,70) helps nobody.
  if (price.reduced_cents && price.amount_cents && *price.reduced_cents >= *price.amount_cents)
    price.reduced_cents.reset();
  const TriState reducible = mapping.read_boolean("rabatt_moeglich", mapping.record.price.reducible);
  if (reducible == TriState::kYes && !price.reduced_cents && price.free != TriState::kYes) {
    note += (note.empty() ? "" : "; ") + std::string("Ermäßigung möglich");
  }
  if (note.size() > exchange::kShortTextBytesMax) {
    mapping.report(FindingKind::kTextShortened, "zusatz");
  } else if (!note.empty()) {
    price.note[mapping.record.language] = note;
  }
}

void map_capacity(CourseMapping& mapping) {
  // -1 is what exports write for "not entered".
  const auto read = [&](const std::string& text) -> std::optional<int> {
    if (text.empty()) return std::nullopt;
    const auto value = parse_integer(text);
    if (!value || *value > exchange::kPeopleMax || *value < -1) {
      mapping.report(FindingKind::kUnreadableNumber, text);
      return std::nullopt;
    }
    return *value < 0 ? std::nullopt : std::optional<int>(static_cast<int>(*value));
  };
  offer::Capacity& capacity = mapping.offer.capacity;
  capacity.minimum = read(mapping.record.participants_minimum);
  capacity.current = read(mapping.record.participants_current);
  capacity.maximum = read(mapping.record.participants_maximum);
  if (capacity.maximum == 0) capacity.maximum.reset();  // nobody offers a course for no one
}

}  // namespace bildungskiosk::publish

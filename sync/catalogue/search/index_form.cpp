#include "sync/catalogue/search/index_form.hpp"

#include <algorithm>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/offer_set.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// In the place of how many bytes a word has in common with the one before.
constexpr std::uint8_t kBeginning = 0xff;
static_assert(kWordBytesMax < kBeginning);

}  // namespace

void append_word(base::Bytes& list, const ListItem& item, std::string_view previous) {
  const std::string_view word = item.word;
  const auto shared = static_cast<std::size_t>(
      std::mismatch(word.begin(), word.end(), previous.begin(), previous.end()).first - word.begin());
  list.push_back(static_cast<std::uint8_t>(shared));
  list.push_back(static_cast<std::uint8_t>(word.size() - shared));
  list.insert(list.end(), word.begin() + static_cast<std::ptrdiff_t>(shared), word.end());
  for (const std::uint32_t number : {item.offers, item.title_bytes, item.text_bytes}) append_number(list, number);
}

void append_beginning(base::Bytes& list, std::uint32_t words) {
  list.push_back(kBeginning);
  append_number(list, words);
}

bool take_item(base::ByteView& list, ListItem& item) {
  if (list.size() < 2) return false;
  const std::size_t shared = list[0];
  item.is_beginning = shared == kBeginning;
  const auto take = [&list](std::uint32_t& number) {
    const std::optional<std::uint32_t> taken = take_number(list);
    number = taken.value_or(0);
    return taken.has_value();
  };
  if (item.is_beginning) {
    list = list.subspan(1);
    return take(item.words);
  }
  const std::size_t added = list[1];
  list = list.subspan(2);
  if (shared > item.word.size() || added > list.size() || added == 0 || shared + added > kWordBytesMax) return false;
  item.word.resize(shared);
  item.word += base::as_text(list.first(added));
  list = list.subspan(added);
  return take(item.offers) && take(item.title_bytes) && take(item.text_bytes);
}

}  // namespace bildungskiosk::catalogue
